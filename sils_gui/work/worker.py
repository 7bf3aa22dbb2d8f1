"""A process for work that may crash, hang or run out of memory: the window and the user's edits outlive it."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVar

from engine.errors import Cancelled, SilsError
from engine.progress import SILENT, Progress
from sils_gui.work.child import Answered, Call, Cancel, Failed, Reported, Stopped, serve

A = TypeVar("A")
R = TypeVar("R")
_PATIENCE_S = 0.35
"""How long a cancelled call may take to end by itself before its process is ended."""
_LOOK_S = 0.02


class UnexpectedError(SilsError):
    """Our own mistake, met while working; `details` is the trace."""

    def __init__(self, code: str, sentence: str, details: str) -> None:
        super().__init__(code, sentence)
        self.details = details


class Worker:
    """Starts its process when it is first needed and again after it died. Calls come from one thread at a time."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._turn = threading.Lock()

    @property
    def process_id(self) -> int | None:
        """The process in use, or None while there is none."""
        return self._process.pid if self._process is not None and self._process.is_alive() else None

    def call(self, function: Callable[[A, Progress], R], argument: A, progress: Progress = SILENT) -> R:
        """The result of a module's function in the process; raises what that raises, Cancelled, or SilsError."""
        with self._turn:
            pipe = self._connected()
            asked = threading.Event()
            with progress.on_cancel(asked.set):
                progress.check()
                pipe.send(Call(function, argument))
                return self._outcome(pipe, asked, progress)

    def close(self) -> None:
        """End the process; the next call starts a new one."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None and pipe is not None:
            process.kill()
            process.join()
            pipe.close()

    def _connected(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), daemon=True, name="sils-worker")
            self._process.start()
            theirs.close()
        return self._pipe

    def _outcome(self, pipe: Connection, asked: threading.Event, progress: Progress) -> R:  # type: ignore[type-var]
        sent_at: float | None = None
        while True:
            message = self._message(pipe)
            match message:
                case Answered(value):
                    return value
                case Failed(code, sentence, trace):
                    raise UnexpectedError(code, sentence, trace) if trace else SilsError(code, sentence)
                case Stopped():
                    raise Cancelled
                case Reported(fraction, stage) if sent_at is None:
                    with contextlib.suppress(Cancelled):
                        progress.part(0.0, 1.0, stage).report(fraction)
            if asked.is_set() and sent_at is None:
                sent_at = time.monotonic()
                pipe.send(Cancel())
            elif sent_at is not None and time.monotonic() - sent_at > _PATIENCE_S:
                self.close()
                raise Cancelled

    def _message(self, pipe: Connection) -> object:
        try:
            if pipe.poll(_LOOK_S):
                return pipe.recv()
        except (EOFError, OSError) as error:
            raise self._died() from error
        if self._process is None or not self._process.is_alive():
            raise self._died()
        return None

    def _died(self) -> SilsError:
        process = self._process
        if process is not None:
            process.join(1.0)
        status = process.exitcode if process is not None else None
        self.close()
        why = f"signal {-status}" if status is not None and status < 0 else f"status {status}"
        sentence = f"The separating process ended unexpectedly ({why}). Your edits are safe; separate again to go on."
        return SilsError("worker-died", sentence)


def start(argument: None, progress: Progress) -> None:
    """Nothing but having started: call it early, so that the first real call need not wait."""
