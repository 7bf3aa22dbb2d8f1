"""The sidecar of a photo: found beside it, and written without harm to what lies there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.errors import DocumentError, Notice, WriteError
from engine.files import moved_together, sweep
from engine.job import Job, load_job, save_job
from engine.paths import digest_of_file, is_there
from engine.picture import Photo
from sils_gui.state.edits import Kept, fits
from sils_gui.state.project import belongs_to, sidecar_paths
from sils_gui.state.saved import Waiting
from sils_gui.work.aside import put_aside, put_back
from sils_gui.work.masks import files_of, found_from, named_after, with_marks, without_use


class _Lies(Enum):
    """What is at a place where a sidecar of a photo may be."""

    NOTHING = "nothing"
    OURS = "ours"
    OTHERS = "others"
    BROKEN = "broken"


class Sidecars:
    """Reads and writes; what a window has neither read nor written itself was saved elsewhere, and is not replaced."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Job, Mapping[str, str]]] = {}

    def read(self, photo: Path) -> tuple[Job | None, tuple[Notice, ...]]:
        """The edits that were saved of a photo, and what should be its sidecar but cannot be read."""
        notices = []
        for at in sidecar_paths(photo):
            try:
                if is_there(at) and belongs_to(job := load_job(at), at, photo):
                    self._known[at] = _as_it_lies(job, at)
                    return self._known[at][0], tuple(notices)
            except DocumentError as error:
                notices.append(Notice(error.code, error.sentence))
        return None, tuple(notices)

    def write(self, job: Job, kept: Kept, photo: Photo, *, waiting: Waiting | None) -> tuple[Path, Path] | None:
        """Save edits of a photo, masks beside them; a file that was in the way, and where it was put, if there was one.

        Earlier edits are in the way where they are not known, still wait, or are for other layers, or their hints are.
        A job of something else is left alone.
        Raises WriteError, and all files are as they were; also where the photo is gone: nobody would find its edits.
        """
        if not is_there(photo.path):
            sentence = QCoreApplication.translate(
                "Work",
                "{0} is no longer in {1}: its edits are not saved. Put it back there under this name and save again.",
            )
            raise WriteError("not-saved-photo-gone", sentence.format(photo.path.name, photo.path.parent))
        at, asides = _place_for(photo.path), None
        sweep(at.parent)
        with ExitStack() as undoing:
            with moved_together():
                written = with_marks(job, kept.edits.painted, photo, at)
                save_job(written, at)
                if _lies(at, photo.path) is not _Lies.NOTHING and not self._may_replace(at, photo.path, kept, waiting):
                    asides = put_aside(at, *named_after(at))  # there is room for all that comes
                    undoing.callback(put_back, asides)
            undoing.pop_all()
        before, self._known[at] = self._known.get(at), _as_it_lies(written, at)
        if before is not None and asides is None:
            for path in without_use(self._known[at][0], before[0], at):
                with suppress(OSError):  # it only lies there
                    path.unlink()
        return (at, asides[at]) if asides is not None else None

    def _may_replace(self, at: Path, photo: Path, kept: Kept, waiting: Waiting | None) -> bool:
        if _lies(at, photo) is not _Lies.OURS or kept.spec is None:
            return False
        lying = _as_it_lies(load_job(at), at)
        saved, still_waits = lying[0], waiting.job if waiting is not None else None
        is_for_these = fits(saved, kept.spec) and set(saved.hints) <= set(kept.spec.hintable)
        return lying == self._known.get(at) and saved != still_waits and is_for_these


def photos_with(at: Path) -> list[Path]:
    """The photo whose edits lie in a file; raises DocumentError where it would not look for them there."""
    job = load_job(at)
    photo = at.parent / job.photo
    if not job.photo or at not in sidecar_paths(photo):
        sentence = QCoreApplication.translate(
            "Work", "{0} is a saved job and no photo; put it into the queue, where its photo is made as it says."
        )
        raise DocumentError("job-not-photo", sentence.format(at.name))
    return [photo]


def _as_it_lies(job: Job, at: Path) -> tuple[Job, Mapping[str, str]]:
    """The job at a path, with whole paths, and the digests of its masks: painting alone changes no word of the job."""
    return found_from(job, at), {target: digest_of_file(mask) for target, mask in files_of(job, at).items()}


def _place_for(photo: Path) -> Path:
    whole, short = sidecar_paths(photo)
    is_taken = _lies(whole, photo) in (_Lies.OURS, _Lies.BROKEN) or _lies(short, photo) is _Lies.OTHERS
    return whole if is_taken else short


def _lies(at: Path, photo: Path) -> _Lies:
    if not is_there(at):
        return _Lies.NOTHING
    try:
        return _Lies.OURS if belongs_to(load_job(at), at, photo) else _Lies.OTHERS
    except DocumentError:
        return _Lies.BROKEN
