"""Long work in a thread, one at a time: progress, time left, cancel; results come home to the window."""

from __future__ import annotations

import time
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from engine.errors import Cancelled, SilsError
from engine.mishaps import is_lack_of_memory
from engine.progress import Progress
from sils_gui.state.problems import Problem

_TELLING_FRACTION = 0.05
_TELLING_S = 1.0


@dataclass(frozen=True)
class Running:
    """What the status bar shows of a job; `left_s` is None while nothing can be said about it."""

    title: str
    fraction: float = 0.0
    stage: str = ""
    left_s: float | None = None
    waiting: int = 0


@dataclass(frozen=True)
class Job:
    """Work for the thread, and what the window does with its outcome; without what it is `about` it is for nobody.

    What is `revocable` has left nothing behind when it ends, so that it counts for nothing if Cancel came just too late
    to stop it.
    """

    title: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[Problem], None]
    stopped: Callable[[], None] = lambda: None
    about: object = None
    revocable: bool = False


class Jobs(QObject):
    """A queue of jobs; `changed` follows every change of `running`, `idle` comes when the last one has ended."""

    changed = Signal()
    idle = Signal()
    _reported = Signal(object, float, str)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: Running | None = None
        self._thread = ThreadPoolExecutor(1, "job")
        self._waiting: deque[Job] = deque()
        self._current: tuple[Job, Progress] | None = None
        self._began_s = 0.0
        self._is_closed = False
        self._reported.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def add(self, job: Job) -> None:
        """Start a job, now or when those before it have ended; none any more after `close`."""
        if self._is_closed:
            return
        self._waiting.append(job)
        self._start_next()

    def is_at_work(self, about: object) -> bool:
        """Whether something is done for this, or waits to be."""
        current = [self._current[0]] if self._current is not None else []
        return any(job.about is about for job in (*current, *self._waiting))

    def cancel(self) -> None:
        """Stop the running job; those that wait go on."""
        if self._current is not None:
            self._current[1].cancel()

    def cancel_all(self) -> None:
        """Stop the running job and those that wait."""
        waiting, self._waiting = self._waiting, deque()
        for job in waiting:
            job.stopped()
        self.cancel()

    def drop(self, about: object) -> None:
        """Stop what is done for something that is no longer there, and what waits to be."""
        dropped = [job for job in self._waiting if job.about is about]
        self._waiting = deque(job for job in self._waiting if job.about is not about)
        for job in dropped:
            job.stopped()
        if self._current is not None and self._current[0].about is about:
            self.cancel()
        self._start_next()

    def close(self) -> None:
        """Stop everything and wait for the thread."""
        self._is_closed = True
        self._waiting.clear()
        self.cancel()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _start_next(self) -> None:
        if self._current is None and self._waiting:
            job = self._waiting.popleft()
            progress = Progress(lambda fraction, stage: self._reported.emit(job, fraction, stage))
            self._current, self._began_s = (job, progress), time.monotonic()
            self.running = Running(job.title)
            self._thread.submit(lambda: self._ended.emit(job, _outcome(job, progress)))
        if self.running is not None:
            self.running = replace(self.running, waiting=len(self._waiting))
        self.changed.emit()

    def _show_progress(self, job: Job, fraction: float, stage: str) -> None:
        if self.running is None or self._current is None or self._current[0] is not job:
            return
        spent_s = time.monotonic() - self._began_s
        tells = fraction > _TELLING_FRACTION and spent_s > _TELLING_S
        left_s = spent_s * (1 - fraction) / fraction if tells else None
        self.running = replace(self.running, fraction=fraction, stage=stage, left_s=left_s)
        self.changed.emit()

    def _finish(self, job: Job, outcome: object) -> None:
        is_revoked = job.revocable and self._current is not None and self._current[1].is_cancelled
        self.running = self._current = None
        if is_revoked or isinstance(outcome, Cancelled):
            job.stopped()
        elif isinstance(outcome, Problem):
            job.failed(outcome)
        else:
            job.done(outcome)
        self._start_next()
        if self._current is None:
            self.idle.emit()


def _outcome(job: Job, progress: Progress) -> object:
    try:
        return job.work(progress)
    except Cancelled as cancelled:
        return cancelled
    except SilsError as error:
        return Problem(error.code, error.sentence, details=getattr(error, "details", ""))
    except Exception as error:  # our mistakes too: told, never fatal
        if is_lack_of_memory(error):
            sentence = QCoreApplication.translate(
                "Work", "{0}: this computer has too little memory; close photos or programs."
            )
            return Problem("out-of-memory", sentence.format(job.title))
        sentence = QCoreApplication.translate("Work", "{0}: something unexpected happened ({1}); please report it.")
        return Problem("unexpected", sentence.format(job.title, error), details=traceback.format_exc())
