"""The signals that ask a program to come to an end."""

from __future__ import annotations

import signal


def asking_to_end() -> tuple[signal.Signals, ...]:
    """SIGTERM, and SIGHUP of a terminal that closes, where the system has it and `nohup` does not say to ignore it."""
    hang_up: signal.Signals | None = getattr(signal, "SIGHUP", None)
    if hang_up is None or signal.getsignal(hang_up) is signal.SIG_IGN:
        return (signal.SIGTERM,)
    return (signal.SIGTERM, hang_up)
