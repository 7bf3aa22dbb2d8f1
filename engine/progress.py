"""Progress: how far a long piece of work is, and the way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from engine.errors import Cancelled

Report = Callable[[float, str], None]


class Progress:
    """Passed down through long work: the work reports and checks, another thread may cancel.

    `report` calls back with the fraction of the whole, 0 to 1, and the name of the stage. Parts made with `part` share
    the cancellation of the whole.
    """

    def __init__(self, on_report: Report = lambda fraction, stage: None) -> None:
        self._on_report = on_report
        self._cancellation = _Cancellation()
        self._start, self._end, self._stage = 0.0, 1.0, ""

    def part(self, start: float, end: float, stage: str = "") -> Progress:
        """The progress of one stage, which is the stretch from `start` to `end` of this one."""
        span = self._end - self._start
        part = Progress(self._on_report)
        part._cancellation = self._cancellation
        part._start, part._end = self._start + span * start, self._start + span * end
        part._stage = stage or self._stage
        return part

    def report(self, fraction: float) -> None:
        """Say how far this stage is, then raise Cancelled if that was asked for."""
        self._on_report(self._start + (self._end - self._start) * min(1.0, max(0.0, fraction)), self._stage)
        self.check()

    @property
    def is_cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._cancellation.asked.is_set()

    def check(self) -> None:
        """Raise Cancelled if the user asked to stop."""
        if self.is_cancelled:
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop; returns at once, from any thread, any number of times."""
        self._cancellation.ask()

    @contextmanager
    def on_cancel(self, stop: Callable[[], None]) -> Iterator[None]:
        """While in this block, `stop` is called by whoever cancels; at once if that has already happened."""
        self._cancellation.add(stop)
        try:
            yield
        finally:
            self._cancellation.remove(stop)


class _Cancellation:
    def __init__(self) -> None:
        self.asked = threading.Event()
        self._lock = threading.Lock()
        self._stops: list[Callable[[], None]] = []

    def ask(self) -> None:
        with self._lock:
            self.asked.set()
            stops = tuple(self._stops)
        for stop in stops:
            stop()

    def add(self, stop: Callable[[], None]) -> None:
        with self._lock:
            self._stops.append(stop)
            asked = self.asked.is_set()
        if asked:
            stop()

    def remove(self, stop: Callable[[], None]) -> None:
        with self._lock:
            self._stops.remove(stop)


class _Silent(Progress):
    """Reports to nobody and cannot be cancelled, so that it may be shared by all."""

    def part(self, start: float, end: float, stage: str = "") -> Progress:
        return self

    def report(self, fraction: float) -> None: ...

    def cancel(self) -> None:
        raise AssertionError("SILENT is shared; make a Progress to be able to cancel")

    @contextmanager
    def on_cancel(self, stop: Callable[[], None]) -> Iterator[None]:
        yield


SILENT = _Silent()
