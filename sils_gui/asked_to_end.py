"""Signals that ask the program to end, heard by Qt's event loop: Python answers none while it is in there."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier

from engine.cli.endings import ending_signals

_KILLED = 128
"""What a shell adds to the number of the signal that a program died of."""


@contextmanager
def asked_to_end(end: Callable[[int], object]) -> Iterator[None]:
    """While in this block, the first signal that asks to end, Ctrl+C too, has the event loop call `end` with the exit
    status that says so; those after it disturb nothing. For the main thread, with an application."""
    numbers = ending_signals()
    heard, rung = socket.socketpair()
    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read)

    def hear() -> None:
        asked = [number for number in heard.recv(64) if number in numbers]
        if asked:
            notifier.setEnabled(False)
            end(_KILLED + asked[0])

    notifier.activated.connect(hear)
    with heard, rung:
        rung.setblocking(False)
        wakes = signal.set_wakeup_fd(rung.fileno(), warn_on_full_buffer=False)
        before = {number: signal.signal(number, lambda *_: None) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(wakes)
            notifier.setEnabled(False)
