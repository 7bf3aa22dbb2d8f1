"""The signals that ask a program to come to an end."""

from __future__ import annotations

import signal
import threading
from typing import NoReturn


def asking_to_end() -> tuple[signal.Signals, ...]:
    """SIGTERM, and SIGHUP of a terminal that closes, where the system has it and `nohup` does not say to ignore it."""
    hang_up: signal.Signals | None = getattr(signal, "SIGHUP", None)
    if hang_up is None or signal.getsignal(hang_up) is signal.SIG_IGN:
        return (signal.SIGTERM,)
    return (signal.SIGTERM, hang_up)


def ending_signals() -> tuple[signal.Signals, ...]:
    """Those, and Ctrl+C unless it is ignored, as in the background of a shell."""
    is_ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return asking_to_end() if is_ignored else (*asking_to_end(), signal.SIGINT)


def interrupt_once() -> None:
    """Have the first signal that asks to end, Ctrl+C too, raise KeyboardInterrupt; those after it disturb nothing.

    Outside the main thread, where Python hears none, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    wanted = ending_signals()

    def interrupt(*_: object) -> NoReturn:
        for number in wanted:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in wanted:
        signal.signal(number, interrupt)
