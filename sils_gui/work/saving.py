"""Edits on disk: the sidecar beside the photo, and copies that survive a crash."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from engine.errors import DocumentError, WriteError
from engine.job import SUFFIX, load_job, resolved, save_job
from engine.job import Job as SavedJob
from engine.picture import Photo
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.state.project import belongs_to, job_of, sidecar_path
from sils_gui.state.scribble import Painted
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.masks import files_of, found_from, with_masks

_AUTOSAVE_MS = 1500


@dataclass(frozen=True)
class Recoverable:
    """Edits that a crash left behind."""

    photo: Path
    job: SavedJob
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
        self._writing = Jobs(self)
        self._timer = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._timer.timeout.connect(self.autosave)

    def follow(self, document: Document) -> None:
        """Copy this document's edits from now on; take up its sidecar if there is one."""
        document.mix_changed.connect(self._timer.start)
        document.painted_changed.connect(self._timer.start)
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
            save_job(with_masks(job, document.painted, document.photo, target), target)
        except WriteError as error:
            self._problems.tell(Problem(error.code, error.sentence))
            return False
        document.mark_saved()
        return True

    def autosave(self) -> None:
        """Copy what is not saved; forget copies of what is."""
        copies = {}
        for document in self._desk.documents:
            path = self._mine / f"{document.serial}{SUFFIX}"
            job = None if document.is_saved else job_of(document, path)
            if job is not None:
                copies[path] = (job, document.painted, document.photo)
        self._writing.add(
            Job(
                self.tr("Keeping edits"),
                lambda progress: _keep_copies(self._mine, copies),
                lambda done: None,
                self._tell_softly,
            )
        )

    def left_behind(self) -> tuple[Recoverable, ...]:
        """Edits of windows that ended without a goodbye; those of windows that still run are not among them."""
        return tuple(self._orphans())

    def forget(self, recoverable: Recoverable) -> None:
        """The user has these edits back, or does not want them."""
        for path in (recoverable.file, *files_of(recoverable.job, recoverable.file).values()):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """End in order: nothing to recover."""
        self._timer.stop()
        self._writing.close()
        _clean(self._mine, keep=())
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
                yield Recoverable(resolved(job.photo, file).resolve(), found_from(job, file), file)

    def _sidecar(self, document: Document) -> SavedJob | None:
        path = sidecar_path(document.photo.path)
        if not path.exists():
            return None
        try:
            job = load_job(path)
        except DocumentError as error:
            kept = self.tr("It will be kept aside when you save.")
            self._problems.tell(Problem(error.code, f"{error.sentence} {kept}", Weight.NOTICE))
            return None
        return found_from(job, path) if belongs_to(job, path, document.photo.path) else None

    def _tell_softly(self, problem: Problem) -> None:
        self._problems.tell(replace(problem, weight=Weight.NOTICE))


def _keep_copies(folder: Path, copies: Mapping[Path, tuple[SavedJob, Painted, Photo]]) -> None:
    _clean(folder, keep=[path.name.removesuffix(SUFFIX) for path in copies])
    for path, (job, painted, photo) in copies.items():
        save_job(with_masks(job, painted, photo, path), path)


def _clean(folder: Path, *, keep: Sequence[str]) -> None:
    """Remove the copies of photos that need none; each file's name begins with its photo's number."""
    for path in folder.iterdir():
        if path.suffix in (".json", ".png") and path.name.split(".")[0] not in keep:
            path.unlink(missing_ok=True)


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
