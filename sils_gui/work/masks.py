"""Hints and masks as PNG files beside a job, as the command line takes them."""

from __future__ import annotations

import glob
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np

from engine.codecs.reading import read_mask
from engine.color import Plane
from engine.errors import Notice, PhotoError
from engine.files import written_aside
from engine.free_names import safe_name
from engine.geometry import Size
from engine.job import SUFFIX, Job, relative_to_job, resolved
from engine.paths import is_there
from engine.picture import Photo
from sils_gui.state.drawing import hint_plane, mask_plane
from sils_gui.state.scribble import MASK, Painted, Scribble


def with_masks(job: Job, painted: Painted, photo: Photo, at: Path) -> Job:
    """The job, to be saved at a path, with what was painted in files beside it; raises WriteError."""
    stem = at.name.removesuffix(SUFFIX)
    hints = {name: at.with_name(f"{stem}.hint-{safe_name(name)}.png") for name in painted.hints}
    for name, path in hints.items():
        write_mask(hint_plane(painted.hints[name], photo), path)
    mask = at.with_name(f"{stem}.mask.png") if painted.mask is not None else None
    if mask is not None and painted.mask is not None:
        write_mask(mask_plane(painted.mask, photo), mask)
    named = {name: relative_to_job(path, at) for name, path in hints.items()}
    return job.model_copy(update={"hints": named, "mask": relative_to_job(mask, at) if mask is not None else None})


def found_from(job: Job, at: Path) -> Job:
    """The job with the whole paths of its masks, so that it can be read from anywhere."""
    hints = {name: str(resolved(path, at).resolve()) for name, path in job.hints.items()}
    return job.model_copy(update={"hints": hints, "mask": str(resolved(job.mask, at).resolve()) if job.mask else None})


def files_of(job: Job, at: Path) -> Mapping[str, Path]:
    """The masks of a job that lies at a path, by what they are for."""
    names = {**job.hints, **({MASK: job.mask} if job.mask else {})}
    return {target: resolved(name, at) for target, name in names.items()}


def named_after(at: Path) -> tuple[Path, ...]:
    """The files that are there under the names which masks of a job at a path are given."""
    stem = at.name.removesuffix(SUFFIX)
    hints = (path for path in at.parent.iterdir() if path.match(f"{glob.escape(stem)}.hint-*.png"))
    mask = at.with_name(f"{stem}.mask.png")
    return (*sorted(hints), *((mask,) if is_there(mask) else ()))


def painted_in(job: Job, size: Size) -> tuple[Painted, tuple[Notice, ...]]:
    """What was painted when a job was saved, and what of it can no longer be read."""
    scribbles, notices = {}, []
    for target, path in files_of(job, Path()).items():
        try:
            scribbles[target] = Scribble(base=np.asarray(read_mask(path, size), np.float32))
        except PhotoError as error:
            notices.append(Notice(error.code, error.sentence))
    return Painted(scribbles), tuple(notices)


def write_mask(plane: Plane, path: Path) -> None:
    """A plane as a grey PNG of 8 bits, white being 1; raises WriteError."""
    packed, codes = cv2.imencode(".png", np.round(plane * 255).astype(np.uint8), [cv2.IMWRITE_PNG_COMPRESSION, 1])
    assert packed, "grey of 8 bits can be packed"
    with written_aside(path) as aside:
        aside.write_bytes(codes.tobytes())
