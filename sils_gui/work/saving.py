"""Edits on disk: the sidecar beside the photo, and copies that survive a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from engine.errors import SilsError
from engine.job import Job as SavedJob
from sils_gui.engine_sentences import in_words
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.edits import Kept
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.state.project import job_of, kept_of, sidecar_paths
from sils_gui.state.saved import Waiting
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.recovery import Copies, Recoverable, Recovery
from sils_gui.work.sidecar import Sidecars

_AUTOSAVE_MS = 1500


class Saving(QObject):
    """Saves and finds sidecars; copies unsaved edits into `folder` while they are unsaved."""

    def __init__(self, desk: Desk, problems: Problems, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._problems = desk, problems
        self.recovery = Recovery(folder)
        self._sidecars = Sidecars()
        self._writing = Jobs(self)
        self._writing.idle.connect(self._go_on)
        self._waiting: dict[Sequence[Document], Callable[[], object]] = {}
        self._timer = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._timer.timeout.connect(self._copy)
        if not self.recovery.is_kept:
            sentence = self.tr("Edits cannot be copied into {0}: after a crash those that are not saved are lost.")
            self._problems.tell(Problem("recovery-not-kept", sentence.format(folder), Weight.NOTICE))

    def follow(self, document: Document) -> None:
        """Copy this document's edits from now on; take up its sidecar if there is one."""
        for signal in (
            document.mix_changed,
            document.painted_changed,
            document.snapshots.changed,
            document.saved_changed,
        ):
            signal.connect(self._note)
        saved = self._sidecar(document) if document.pending is None else None
        if saved is not None:
            document.take_up(Waiting(saved, is_on_disk=True))

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written, so that what is saved is not known yet."""
        return self._writing.running is not None

    def save(self, document: Document) -> None:
        """Write the sidecar; what lay there and is not what these edits go on from is kept aside."""
        photo, kept, waiting = document.photo, kept_of(document), document.saved.irreplaceable
        job = job_of(document, sidecar_paths(photo.path)[0])
        if job is not None:
            title = self.tr("Saving the edits of {0}").format(document.name)
            self._writing.add(
                Job(
                    title,
                    lambda progress: self._sidecars.write(job, kept, photo, waiting=waiting),
                    lambda moved: self._take(document, kept, moved),
                    self._problems.tell,
                )
            )
            if document.has_other_hints:
                self._tell_other_layers(document)

    def when_written(self, documents: Sequence[Document], act: Callable[[], object]) -> None:
        """Do something about documents as soon as nothing is being written, once, however often it was asked for."""
        self._waiting[tuple(documents)] = act

    def autosave(self) -> None:
        """Copy what is not saved, where there is a place for it; forget copies of what is."""
        self._keep(lambda done: None)

    def take_over(self, left: Recoverable) -> None:
        """Copy edits that came back from a crash, and forget the copy that they came from when there is another."""
        self._keep(lambda done: self.recovery.forget(left))

    def leave(self) -> None:
        """Have copies of all that is not saved before this returns, for the next window to bring back."""
        self._timer.stop()
        self._writing.close()
        with suppress(SilsError):  # nobody is there to be told, and copies of a moment ago are
            self.recovery.leave(self._copies())

    def close(self) -> None:
        """End in order, after what is being written."""
        self._timer.stop()
        self._writing.close()
        self.recovery.close()

    def _keep(self, done: Callable[[object], object]) -> None:
        if self.recovery.is_kept:
            copies = self._copies()
            title = self.tr("Keeping edits")
            self._writing.add(Job(title, lambda progress: self.recovery.keep(copies), done, self._tell_softly))

    def _copies(self) -> Copies:
        copies = {}
        for document in self._desk.documents:
            path = self.recovery.path_of(document.serial)
            job = None if document.is_saved else job_of(document, path)
            if job is not None:
                copies[path] = (job, document.painted, document.photo)
        return copies

    def _note(self) -> None:
        if not self._timer.isActive():  # a restarted one would never end while somebody works on
            self._timer.start()

    def _copy(self) -> None:
        """Copies that are older than what is being written are enough until that is done."""
        if self.is_writing:
            self._timer.start()
        else:
            self.autosave()

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, {}  # one of them may ask, and others wait for the answer
        for act in waiting.values():
            act()

    def _take(self, document: Document, kept: Kept, moved: tuple[Path, Path] | None) -> None:
        if moved is not None:
            sentence = self.tr("{0} was in the way of the edits; it is kept as {1}.")
            names = (path.name for path in moved)
            self._problems.tell(Problem("sidecar-kept-aside", sentence.format(*names), Weight.NOTICE))
        if document in self._desk.documents:
            document.mark_saved(kept)

    def _tell_other_layers(self, document: Document) -> None:
        sentence = self.tr(
            "The hints on {0} were changed since its layers were made: when it is opened again, it will have other "
            "layers. Press Separate to see them now."
        )
        told = Problem("hints-changed", sentence.format(document.name), Weight.NOTICE, photo=document.photo.path)
        self._problems.tell(told)

    def _sidecar(self, document: Document) -> SavedJob | None:
        job, notices = self._sidecars.read(document.photo.path)
        for notice in notices:
            kept = self.tr("It will be kept aside when you save.")
            sentence, photo = f"{in_words(notice.sentence)} {kept}", document.photo.path
            self._problems.tell(Problem(notice.code, sentence, Weight.NOTICE, photo=photo))
        return job

    def _tell_softly(self, problem: Problem) -> None:
        self._problems.tell(replace(problem, weight=Weight.NOTICE))
