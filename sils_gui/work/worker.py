"""A process for work that may crash, hang or run out of memory: the window and the user's edits outlive it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TypeVar

from engine.errors import Cancelled, SilsError
from engine.progress import SILENT, Progress
from sils_gui.work.child import Answered, Call, Cancel, Failed, Reported, Stopped, serve
from sils_gui.work.process import ChildProcess

A = TypeVar("A")
R = TypeVar("R")
_LOOK_S = 0.05
_PATIENCE_S = 0.35
"""How long a cancelled call may take to end by itself before its process is ended."""


class Worker:
    """Starts its process when it is first needed and again after it died. Calls come from one thread at a time."""

    def __init__(self) -> None:
        self._child = ChildProcess(serve, "sils-worker", _died)
        self._turn = threading.Lock()

    @property
    def process_id(self) -> int | None:
        """The process in use, or None while there is none."""
        return self._child.process_id

    def call(self, function: Callable[[A, Progress], R], argument: A, progress: Progress = SILENT) -> R:
        """The result of a module's function in the process; raises what that raises, Cancelled, or SilsError."""
        with self._its_turn(progress):
            pipe = self._child.connected()
            asked = threading.Event()
            with progress.on_cancel(asked.set):
                progress.check()
                pipe.send(Call(function, argument))
                return self._outcome(pipe, asked, progress)

    def close(self) -> None:
        """End the process; the next call starts a new one."""
        self._child.close()

    @contextlib.contextmanager
    def _its_turn(self, progress: Progress) -> Iterator[None]:
        """Wait until the call before has ended, which may hang; raises Cancelled."""
        while not self._turn.acquire(timeout=_LOOK_S):
            progress.check()
        try:
            yield
        finally:
            self._turn.release()

    def _outcome(self, pipe: Connection, asked: threading.Event, progress: Progress) -> R:  # type: ignore[type-var]
        sent_at: float | None = None
        while True:
            message = self._child.message(pipe)
            match message:
                case Answered(value):
                    return value
                case Failed():
                    raise message.error
                case Stopped():
                    raise Cancelled
                case Reported(fraction, stage) if sent_at is None:
                    with contextlib.suppress(Cancelled):
                        progress.part(0.0, 1.0, stage).report(fraction)
            if asked.is_set() and sent_at is None:
                sent_at = time.monotonic()
                pipe.send(Cancel())
            elif sent_at is not None and time.monotonic() - sent_at > _PATIENCE_S:
                self._child.close()
                raise Cancelled


def _died(why: str) -> SilsError:
    sentence = f"The separating process ended unexpectedly ({why}). Your edits are safe; separate again to go on."
    return SilsError("worker-died", sentence)
