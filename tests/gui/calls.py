"""Calls for the worker process that behave badly."""

from __future__ import annotations

import os
import signal
import time

from engine.progress import Progress


def take_down(argument: None, progress: Progress) -> None:
    """Die at once, as by a bug in native code."""
    os.kill(os.getpid(), signal.SIGSEGV)


def pause(seconds: float, progress: Progress) -> None:
    """Report once, then listen to nobody."""
    progress.report(0.5)
    time.sleep(seconds)
