"""A process of our own at the other end of a pipe: started when it is first needed, and again after it died."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from engine.errors import SilsError

_LOOK_S = 0.02


class ChildProcess:
    """Serves a pipe; `died` makes the error of its unexpected end from the reason."""

    def __init__(self, serve: Callable[[Connection], None], name: str, died: Callable[[str], SilsError]) -> None:
        self._serve, self._name, self._error = serve, name, died
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    @property
    def process_id(self) -> int | None:
        """The process in use, or None while there is none."""
        return self._process.pid if self._process is not None and self._process.is_alive() else None

    def connected(self) -> Connection:
        """The pipe to the process, which is started where there is none."""
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=self._serve, args=(theirs,), daemon=True, name=self._name)
            self._process.start()
            theirs.close()
        return self._pipe

    def message(self, pipe: Connection) -> object | None:
        """What the process says within a moment, None where it says nothing; raises the error of its end."""
        try:
            if pipe.poll(_LOOK_S):
                return pipe.recv()
        except (EOFError, OSError) as error:
            raise self._died() from error
        if self._process is None or not self._process.is_alive():
            raise self._died()
        return None

    def close(self) -> None:
        """End the process at once; the next time it is needed a new one starts."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None and pipe is not None:
            process.kill()
            process.join()
            pipe.close()

    def _died(self) -> SilsError:
        process = self._process
        if process is not None:
            process.join(1.0)
        status = process.exitcode if process is not None else None
        self.close()
        return self._error(f"signal {-status}" if status is not None and status < 0 else f"status {status}")


def stand_behind(niceness: int) -> None:
    """Have the process that calls it give way to others by so much, and leave Ctrl+C to the window."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(niceness)
