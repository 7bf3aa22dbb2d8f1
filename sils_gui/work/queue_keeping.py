"""Keeps the queue's list while it changes, and restores it when the next window opens."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from engine.batch.journal import Journal, Remembered
from engine.errors import BatchError, WriteError
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.state.queue import Fate, Queue, Row
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.queue_home import QueueHome

_KEEP_MS = 500


class QueueKeeping(QObject):
    """Writes a moment after a change, never before the kept list was restored."""

    def __init__(self, queue: Queue, home: QueueHome, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue, self.home, self._problems = queue, home, problems
        self._jobs = Jobs(self)
        self._may_write = self._is_told = False
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        for signal in (queue.changed, queue.row_changed):
            signal.connect(self._note)
        if trouble := queue.recipe_trouble:
            self._tell(Problem("queue-recipe-unread", trouble))
        self._restore()

    @property
    def is_restored(self) -> bool:
        """Whether the list of the window before is there."""
        return self._may_write

    def close(self) -> None:
        """Keep the list as it is now, and leave its place to the next window."""
        self._timer.stop()
        self._jobs.close()
        try:
            if self._may_write and self.home.is_kept:
                with suppress(WriteError, OSError):  # the list of a moment ago is still there
                    self.home.write(self._queue.rows)
                    self.home.sweep(self._queue.rows)
        finally:
            self.home.close()

    def _note(self) -> None:
        if not self._timer.isActive():  # a restarted one would never end while a photo is made
            self._timer.start()

    def _restore(self) -> None:
        title, folder = self.tr("Restoring the queue"), self._queue.folder
        work = partial(_restored, self.home, folder)
        self._jobs.add(Job(title, lambda progress: work(), self._take, self._fail))

    def _take(self, rows: Sequence[Row]) -> None:
        self._may_write = True
        new = [row for row in rows if self._queue.row(row.photo) is None]
        if new:
            self._queue.add(new)

    def _fail(self, problem: Problem) -> None:
        """What could not be kept aside is not overwritten either."""
        self._may_write = problem.code in ("queue-invalid", "queue-unreadable")
        self._tell(problem)

    def _keep(self) -> None:
        if not self.home.is_kept:
            self._tell_of_list()
        elif self._may_write:
            work = partial(self.home.write, self._queue.rows)
            self._jobs.add(Job(self.tr("Keeping the queue"), lambda progress: work(), lambda done: None, self._tell))

    def _tell_of_list(self) -> None:
        if self._queue.rows and not self._is_told:
            self._is_told = True
            if self.home.is_others:
                sentence = self.tr("Another window of SILS keeps its queue; the list in this one ends with it.")
            else:
                sentence = self.tr("The queue's list cannot be kept where the settings lie; it ends with this window.")
            self._tell(Problem("queue-not-kept", sentence))

    def _tell(self, problem: Problem) -> None:
        self._problems.tell(replace(problem, weight=Weight.NOTICE))


def _restored(home: QueueHome, out: Path) -> list[Row]:
    """The rows that were kept; raises DocumentError, WriteError."""
    rows = home.read()
    try:
        remembered = Journal(out).read()
    except (OSError, BatchError):  # a folder that is not at hand, or a journal that may not be read, knows nothing
        remembered = Remembered()
    return [_as_remembered(row, remembered) for row in rows]


def _as_remembered(row: Row, remembered: Remembered) -> Row:
    """What is done stays done unless the journal of the results knows better."""
    name = str(row.photo)
    outcome = remembered.ended.get(name)
    is_undone = name in remembered.begun and (outcome is None or not outcome.is_valid())
    return row.renewed() if row.fate is Fate.DONE and is_undone else row
