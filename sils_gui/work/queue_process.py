"""The window's end of the queue's process, which may crash: what it finished is on disk, and it starts again."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

from engine.errors import SilsError
from engine.progress import Progress
from sils_gui.work.child import Failed
from sils_gui.work.process import ChildProcess
from sils_gui.work.queue_child import serve_batches
from sils_gui.work.queue_messages import Begin, Finished, Steer

_PATIENCE_S = 3.0
"""How long a batch that is cancelled may take to end by itself before its process is ended."""


class QueueProcess:
    """`run` is for one thread, `send` for any."""

    def __init__(self) -> None:
        self._child = ChildProcess(serve_batches, "sils-queue", _died)
        self._sending = threading.Lock()

    @property
    def process_id(self) -> int | None:
        """The process in use, or None while there is none."""
        return self._child.process_id

    def run(self, begin: Begin, hear: Callable[[object], None], progress: Progress) -> None:
        """Make a batch to its end, telling what is heard of it; raises SilsError."""
        with self._sending:
            pipe = self._child.connected()
        asked = threading.Event()
        self.send(begin)
        with progress.on_cancel(asked.set):
            asked_s: float | None = None
            while True:
                match self._child.message(pipe):
                    case Finished():
                        return
                    case Failed() as failed:
                        raise failed.error
                    case None:
                        pass
                    case message:
                        hear(message)
                if asked.is_set() and asked_s is None:
                    asked_s = time.monotonic()
                    self.send(Steer.BREAK_OFF)
                elif asked_s is not None and time.monotonic() - asked_s > _PATIENCE_S:
                    self._child.close()
                    return

    def send(self, message: object) -> None:
        """Say something to a batch that runs; one that has just died hears nothing, which `run` tells."""
        with self._sending, contextlib.suppress(OSError):
            self._child.connected().send(message)

    def close(self) -> None:
        """End the process."""
        self._child.close()


def _died(why: str) -> SilsError:
    sentence = f"The queue's process ended unexpectedly ({why}). What is done stays done; start the queue to go on."
    return SilsError("queue-died", sentence)
