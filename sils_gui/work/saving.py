"""Edits on disk: the sidecar beside the photo, and copies that survive a crash."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from engine.errors import DocumentError, WriteError
from engine.job import Job, load_job, resolved, save_job
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.state.project import belongs_to, job_of, sidecar_path

_AUTOSAVE_MS = 1500


@dataclass(frozen=True)
class Recoverable:
    """Edits that a crash left behind."""

    photo: Path
    job: Job
    file: Path


class Saving(QObject):
    """Saves and finds sidecars; copies unsaved edits into `folder` while they are unsaved."""

    def __init__(self, desk: Desk, problems: Problems, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._problems, self._folder = desk, problems, folder
        self._mine = folder / uuid.uuid4().hex
        self._mine.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(self._mine / "lock"))
        self._lock.setStaleLockTime(0)
        self._lock.tryLock(0)
        self._timer = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._timer.timeout.connect(self.autosave)

    def follow(self, document: Document) -> None:
        """Copy this document's edits from now on; take up its sidecar if there is one."""
        document.mix_changed.connect(self._timer.start)
        document.saved_changed.connect(self._timer.start)
        if document.pending is None:
            document.pending = self._sidecar(document)
        else:
            document.separation_changed.connect(document.mark_recovered)

    def save(self, document: Document) -> bool:
        """Write the sidecar; what lay there and is not ours is kept aside. Whether it is written now."""
        target = sidecar_path(document.photo.path)
        job = job_of(document, target)
        if job is None:
            return True
        try:
            _keep_aside(target, document.photo.path)
            save_job(job, target)
        except WriteError as error:
            self._problems.tell(Problem(error.code, error.sentence))
            return False
        document.mark_saved()
        self._copy(document).unlink(missing_ok=True)
        return True

    def autosave(self) -> None:
        """Copy what is not saved; forget copies of what is."""
        unsaved = {self._copy(document): document for document in self._desk.documents if not document.is_saved}
        for stale in set(self._mine.glob("*.json")) - unsaved.keys():
            stale.unlink(missing_ok=True)
        for path, document in unsaved.items():
            job = job_of(document, path)
            if job is not None:
                try:
                    save_job(job, path)
                except WriteError as error:
                    self._problems.tell(Problem(error.code, error.sentence, Weight.NOTICE))

    def left_behind(self) -> tuple[Recoverable, ...]:
        """Edits of windows that ended without a goodbye; those of windows that still run are not among them."""
        return tuple(self._orphans())

    def forget(self, recoverable: Recoverable) -> None:
        """The user has these edits back, or does not want them."""
        recoverable.file.unlink(missing_ok=True)

    def close(self) -> None:
        """End in order: nothing to recover."""
        self._timer.stop()
        for path in self._mine.glob("*.json"):
            path.unlink(missing_ok=True)
        self._lock.unlock()
        self._mine.rmdir()

    def _orphans(self) -> Iterator[Recoverable]:
        for place in sorted(self._folder.iterdir()):
            lock = QLockFile(str(place / "lock"))
            lock.setStaleLockTime(0)
            if place == self._mine or not place.is_dir() or not lock.tryLock(0):
                continue
            lock.unlock()
            for file in sorted(place.glob("*.json")):
                try:
                    job = load_job(file)
                except DocumentError:
                    continue
                yield Recoverable(resolved(job.photo, file).resolve(), job, file)

    def _sidecar(self, document: Document) -> Job | None:
        path = sidecar_path(document.photo.path)
        if not path.exists():
            return None
        try:
            job = load_job(path)
        except DocumentError as error:
            kept = self.tr("It will be kept aside when you save.")
            self._problems.tell(Problem(error.code, f"{error.sentence} {kept}", Weight.NOTICE))
            return None
        return job if belongs_to(job, path, document.photo.path) else None

    def _copy(self, document: Document) -> Path:
        return self._mine / f"{document.serial}.json"


def _keep_aside(target: Path, photo: Path) -> None:
    """Move away what lies at a sidecar's place, unless it is a sidecar of this photo that could be read."""
    if not target.exists():
        return
    try:
        if belongs_to(load_job(target), target, photo):
            return
    except DocumentError:
        pass
    numbers = iter(range(1, 10_000))
    aside = next(path for number in numbers if not (path := target.with_name(f"{target.name}.kept-{number}")).exists())
    try:
        target.rename(aside)
    except OSError as error:
        raise WriteError("write-failed", f"{target.name} could not be kept aside ({error.strerror}).") from error
