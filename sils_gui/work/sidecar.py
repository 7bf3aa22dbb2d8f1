"""The sidecar of a photo: found beside it, and written without harm to what lies there."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from engine.errors import DocumentError, Notice
from engine.job import Job, load_job, save_job
from engine.picture import Photo
from sils_gui.state.project import belongs_to, sidecar_paths
from sils_gui.state.scribble import Painted
from sils_gui.work.aside import put_aside
from sils_gui.work.masks import found_from, named_after, with_masks


class _Lies(Enum):
    """What is at a place where a sidecar of a photo may be."""

    NOTHING = "nothing"
    OURS = "ours"
    OTHERS = "others"
    BROKEN = "broken"


def saved_edits(photo: Path) -> tuple[Job | None, tuple[Notice, ...]]:
    """The edits that were saved of a photo, and what should be its sidecar but cannot be read."""
    notices = []
    for at in sidecar_paths(photo):
        try:
            if at.exists() and belongs_to(job := load_job(at), at, photo):
                return found_from(job, at), tuple(notices)
        except DocumentError as error:
            notices.append(Notice(error.code, error.sentence))
    return None, tuple(notices)


def write_sidecar(job: Job, painted: Painted, photo: Photo, *, left_out: Job | None) -> tuple[Path, Path] | None:
    """Save edits of a photo, masks beside them; a file that was in the way, and where it was put, if there was one.

    Earlier edits are in the way where they were left out, or are for layers of another task. A job of something else
    is left alone. Raises WriteError.
    """
    at, moved = _place_for(photo.path), None
    lies = _lies(at, photo.path)
    is_replaced = lies is _Lies.OURS and left_out is None and load_job(at).task == job.task
    if lies is not _Lies.NOTHING and not is_replaced:
        moved = at, put_aside(at, *named_after(at))
    save_job(with_masks(job, painted, photo, at), at)
    return moved


def _place_for(photo: Path) -> Path:
    whole, short = sidecar_paths(photo)
    is_taken = _lies(whole, photo) in (_Lies.OURS, _Lies.BROKEN) or _lies(short, photo) is _Lies.OTHERS
    return whole if is_taken else short


def _lies(at: Path, photo: Path) -> _Lies:
    if not at.exists():
        return _Lies.NOTHING
    try:
        return _Lies.OURS if belongs_to(load_job(at), at, photo) else _Lies.OTHERS
    except DocumentError:
        return _Lies.BROKEN
