"""Hints and masks as PNG files beside a job, as the command line takes them."""

from __future__ import annotations

import glob
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.codecs.reading import read_mask
from engine.errors import Notice, PhotoError
from engine.free_names import safe_name
from engine.job import SUFFIX, Job, relative_to_job, resolved
from engine.marks import Marks
from engine.paths import canonical, is_there
from engine.picture import Photo
from sils_gui.state.scribble import MASK, Painted, Scribble
from sils_gui.work.grey import Codes, codes_of, plane_of, write_grey
from sils_gui.work.kept_marks import drawn_codes, found_at, kept, pictures_of, restored

REDRAWN = "mask-redrawn"
"""The code of the notice that a picture is missing while all of its marks are there."""


def with_masks(job: Job, painted: Painted, photo: Photo, at: Path) -> Job:
    """The job, to be saved at a path, with what was painted in files beside it; raises WriteError."""
    return _naming(job, {target: path for target, path, _ in _written(painted, photo, at)}, at)


def with_marks(job: Job, painted: Painted, photo: Photo, at: Path) -> Job:
    """The same, and what these files are made of, so that it can be changed when they are read again."""
    stem, paths, marks = at.name.removesuffix(SUFFIX), dict[str, Path](), dict[str, Marks]()
    places = (at.with_name(f"{stem}.marks-{number}.png") for number in itertools.count(1))
    for target, path, codes in _written(painted, photo, at):
        paths[target] = path
        made_of = kept(painted.of(target), codes, places)
        if made_of is not None:
            marks[target] = made_of
    return _naming(job, paths, at).model_copy(update={"marks": marks})


def found_from(job: Job, at: Path) -> Job:
    """The job with the whole paths of its masks, so that it can be read from anywhere."""
    hints = {name: str(canonical(resolved(path, at))) for name, path in job.hints.items()}
    mask = str(canonical(resolved(job.mask, at))) if job.mask else None
    marks = {target: found_at(each, at) for target, each in job.marks.items()}
    return job.model_copy(update={"hints": hints, "mask": mask, "marks": marks})


def files_of(job: Job, at: Path) -> Mapping[str, Path]:
    """The masks of a job that lies at a path, by what they are for."""
    names = {**job.hints, **({MASK: job.mask} if job.mask else {})}
    return {target: resolved(name, at) for target, name in names.items()}


def named_after(at: Path) -> tuple[Path, ...]:
    """The files that are there under the names which masks of a job at a path are given."""
    stem = at.name.removesuffix(SUFFIX)
    numbered = [f"{glob.escape(stem)}.{kind}-*.png" for kind in ("hint", "marks")]
    found = (path for pattern in numbered for path in at.parent.glob(pattern))
    mask = at.with_name(f"{stem}.mask.png")
    return (*sorted(found), *((mask,) if is_there(mask) else ()))


def without_use(job: Job, before: Job, at: Path) -> tuple[Path, ...]:
    """The pictures of marks beside a job at a path that the one before it named, and it no longer does."""
    then, now = ({name for each in one.marks.values() for name in pictures_of(each)} for one in (before, job))
    return tuple(path for path in named_after(at) if str(canonical(path)) in then - now)


def painted_in(job: Job, photo: Photo) -> tuple[Painted, tuple[Notice, ...]]:
    """What was painted when a job was saved, and what of it is no longer what it was; paths are whole.

    Marks come back where they still make what the files show: they are pictures alone otherwise, as for the engine.
    It takes as long as drawing them does.
    """
    scribbles, notices = {}, []
    for target, path in files_of(job, Path()).items():
        scribble, notice = _read(path, job.marks.get(target), target, photo)
        if scribble is not None:
            scribbles[target] = scribble
        if notice is not None:
            notices.append(notice)
    return Painted(scribbles), tuple(notices)


def _read(path: Path, marks: Marks | None, target: str, photo: Photo) -> tuple[Scribble | None, Notice | None]:
    """What was painted, from its file and its marks, and what is to be told of it."""
    codes = unread = None
    try:
        codes = codes_of(read_mask(path, photo.size))  # all that marks over it can say again when they come back
    except PhotoError as error:
        unread = Notice(error.code, error.sentence)
    drawn = restored(marks, codes, target, photo) if marks is not None else None
    if codes is None:
        return drawn, unread if drawn is None else _redrawn(path)
    if marks is None or drawn is not None:
        return drawn or Scribble(base=plane_of(codes)), None
    sentence = QCoreApplication.translate(
        "Work", "{0} is not what its marks make: it comes as a picture and can no longer be changed mark by mark."
    )
    return Scribble(base=plane_of(codes)), Notice("marks-left-out", sentence.format(path.name))


def _redrawn(path: Path) -> Notice:
    sentence = QCoreApplication.translate(
        "Work", "{0} is missing or cannot be used; it was drawn again from its marks. Save to have the file again."
    )
    return Notice(REDRAWN, sentence.format(path.name))


def _written(painted: Painted, photo: Photo, at: Path) -> Iterator[tuple[str, Path, Codes]]:
    """Writes hints and mask one after the other: what each is for, where it lies, and its codes."""
    stem = at.name.removesuffix(SUFFIX)
    for name, hint in painted.hints.items():
        path, codes = at.with_name(f"{stem}.hint-{safe_name(name)}.png"), drawn_codes(hint, name, photo)
        write_grey(codes, path)
        yield name, path, codes
    if painted.mask is not None:
        path, codes = at.with_name(f"{stem}.mask.png"), drawn_codes(painted.mask, MASK, photo)
        write_grey(codes, path)
        yield MASK, path, codes


def _naming(job: Job, paths: Mapping[str, Path], at: Path) -> Job:
    """The job, to be saved at a path, with these files as its masks."""
    named = {target: relative_to_job(path, at) for target, path in paths.items()}
    mask = named.pop(MASK, None)
    return job.model_copy(update={"hints": named, "mask": mask})
