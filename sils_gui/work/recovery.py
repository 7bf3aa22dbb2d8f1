"""Copies of unsaved edits that survive a crash: a folder for each process, with a lock while it lives."""

from __future__ import annotations

import math
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine.errors import DocumentError
from engine.files import check_folder, moved_together, sweep
from engine.job import SUFFIX, Job, load_job, resolved, save_job
from engine.paths import canonical, is_there
from engine.picture import Photo
from sils_gui.state.scribble import Painted
from sils_gui.work.masks import found_from, named_after, with_marks
from sils_gui.work.own_folder import LOCK, lock_in, take

_BEGUN_BY_THEN_S = 60.0
"""The age at which a folder without a lock is a dead window's, and not that of one that is only beginning."""


@dataclass(frozen=True)
class Recoverable:
    """Edits that a crash left behind."""

    photo: Path
    job: Job
    file: Path


Copies = Mapping[Path, tuple[Job, Painted, Photo]]
"""What is not saved, by where its copy lies: the edits, what is painted, and on which photo."""


class Recovery:
    """This process's folder inside of `folder`, where those of others lie too.

    `is_kept` is false where it cannot be made, in a home that is full or may not be written to: nothing is copied then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine = folder / uuid.uuid4().hex
        self.lock = lock_in(self._mine)
        self.is_kept = take(self._mine, self.lock)

    def path_of(self, serial: int) -> Path:
        """Where the copy of a document lies."""
        return self._mine / f"{serial}{SUFFIX}"

    def keep(self, copies: Copies) -> None:
        """Have these copies and no others; raises WriteError, and each copy is the one before or the new one."""
        if not is_there(self._mine / LOCK):  # somebody has cleaned up
            self._begin_again()
        _clean(self._mine, keep=[path.name.removesuffix(SUFFIX) for path in copies])
        for path, (job, painted, photo) in copies.items():
            with moved_together():
                save_job(with_marks(job, painted, photo, path), path)

    def left_behind(self) -> tuple[Recoverable, ...]:
        """Edits of windows that ended without a goodbye, the newest first; those of windows that still run are not
        among them."""
        return tuple(sorted(self._orphans(), key=lambda item: _age_s(item.file)))

    def forget(self, recoverable: Recoverable) -> None:
        """The user has these edits back, or does not want them."""
        for path in (recoverable.file, *named_after(recoverable.file)):
            path.unlink(missing_ok=True)

    def leave(self, copies: Copies) -> None:
        """End with these copies and no others, for another window to find; raises WriteError."""
        if self.is_kept:
            self.is_kept = False
            try:
                self.keep(copies)
            finally:
                self.lock.unlock()
                with suppress(OSError):  # else it holds edits
                    self._mine.rmdir()

    def close(self) -> None:
        """End in order, unless it was left before: nothing to recover."""
        if self.is_kept:
            with suppress(OSError):  # it is gone, or somebody else's files lie there
                _clean(self._mine, keep=())
            self.lock.unlock()
            with suppress(OSError):
                self._mine.rmdir()

    def _begin_again(self) -> None:
        """Have a folder with a lock where they are gone; raises WriteError."""
        check_folder(self._mine)
        self.lock.unlock()
        take(self._mine, self.lock)

    def _orphans(self) -> Iterator[Recoverable]:
        places = sorted(self._folder.iterdir()) if self._folder.is_dir() else ()
        for place in places:
            if place == self._mine or not place.is_dir():
                continue
            lock, is_old = lock_in(place), _age_s(place) > _BEGUN_BY_THEN_S
            if not lock.tryLock(0):
                continue
            lock.unlock()
            sweep(place)
            if is_old:
                with suppress(OSError):  # else it holds edits
                    place.rmdir()
            for file in sorted(place.glob("*.json")):
                try:
                    job = load_job(file)
                except DocumentError:
                    continue
                yield Recoverable(canonical(resolved(job.photo, file)), found_from(job, file), file)


def _age_s(path: Path) -> float:
    """How long ago a file or folder changed; one that is gone is as old as can be."""
    with suppress(OSError):
        return time.time() - path.stat().st_mtime
    return math.inf


def _clean(folder: Path, *, keep: Sequence[str]) -> None:
    """Remove the copies of photos that need none; each file's name begins with its photo's number."""
    for path in folder.iterdir():
        if path.suffix in (".json", ".png") and path.name.split(".")[0] not in keep:
            path.unlink(missing_ok=True)
