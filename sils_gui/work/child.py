"""The worker process itself: takes one call at a time, reports, and stops when it is told to. Knows no Qt."""

from __future__ import annotations

import os
import queue
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from engine.errors import Cancelled, SilsError
from engine.progress import Progress
from sils_gui.work.process import stand_behind

_NICENESS = 5
_REPORT_EVERY_S = 0.03


@dataclass(frozen=True)
class Call:
    """A function of a module and what to call it with."""

    function: Callable[[Any, Progress], Any]
    argument: Any


@dataclass(frozen=True)
class Cancel:
    """Stop the call that is running."""


@dataclass(frozen=True)
class Reported:
    """How far the call is."""

    fraction: float
    stage: str


@dataclass(frozen=True)
class Answered:
    """What the function returned."""

    value: Any


@dataclass(frozen=True)
class Failed:
    """What the function raised: a sentence for the user, with the trace where it is our mistake."""

    code: str
    sentence: str
    trace: str = ""

    @property
    def error(self) -> SilsError:
        """What the window raises for it."""
        if self.trace:
            return UnexpectedError(self.code, self.sentence, self.trace)
        return SilsError(self.code, self.sentence)


class UnexpectedError(SilsError):
    """Our own mistake, met while working; `details` is the trace."""

    def __init__(self, code: str, sentence: str, details: str) -> None:
        super().__init__(code, sentence)
        self.details = details


@dataclass(frozen=True)
class Stopped:
    """The call was cancelled."""


def serve(pipe: Connection) -> None:
    """Answer calls until the pipe closes; the last thing this process does."""
    stand_behind(_NICENESS)  # the window comes first
    calls: queue.SimpleQueue[tuple[Call, Progress]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, calls), daemon=True).start()
    while True:
        call, progress = calls.get()
        pipe.send(_answer(call, progress))


def _listen(pipe: Connection, calls: queue.SimpleQueue[tuple[Call, Progress]]) -> None:
    progress = Progress()
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)  # the window is gone
        if isinstance(message, Cancel):
            progress.cancel()
        else:
            progress = Progress(_Reporter(pipe))
            calls.put((message, progress))


class _Reporter:
    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._last = pipe, 0.0

    def __call__(self, fraction: float, stage: str) -> None:
        now = time.monotonic()
        if now - self._last > _REPORT_EVERY_S:
            self._last = now
            self._pipe.send(Reported(fraction, stage))


def _answer(call: Call, progress: Progress) -> Answered | Failed | Stopped:
    try:
        return Answered(call.function(call.argument, progress))
    except Cancelled:
        return Stopped()
    except SilsError as error:
        return Failed(error.code, error.sentence)
    except Exception as error:  # our mistake: the window tells it and goes on
        return Failed(
            "unexpected", f"Something unexpected happened ({error}); please report it.", traceback.format_exc()
        )
