"""Ctrl-C and a polite kill: heard between two steps, so that a run can save what it has reached; else ending a call."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """While it is entered, the first of SIGINT and SIGTERM is only noted in `asked`; a second one acts as before. A
    signal that was ignored stays so, and outside the main thread, where Python hears none, nothing changes."""

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {each: signal.getsignal(each) for each in SIGNALS}
            for each, before in self._before.items():
                if before not in (signal.SIG_IGN, None):
                    signal.signal(each, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        self._as_before()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        self._as_before()

    def _as_before(self) -> None:
        for each, before in self._before.items():
            if before is not None:
                signal.signal(each, before)


@contextmanager
def killed_politely() -> Iterator[None]:
    """While in this block, SIGTERM ends the work as Ctrl-C does, by KeyboardInterrupt, so that what was written aside
    is cleared away; a second one ends the process at once. Where it does anything else already, nothing changes."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt
