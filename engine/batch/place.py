"""The output folder of a batch: kept for one batch alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from engine.batch.journal import FOLDER
from engine.errors import BatchError
from engine.files import check_folder


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep the folder while in this block; raises BatchError `batch-running` where another batch has it."""
    place = out / FOLDER
    check_folder(place)
    lock = FileLock(place / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BatchError("batch-running", f"Another batch is at work in {out}; wait for it, or stop it.") from None
    except OSError as error:
        raise BatchError("batch-lock", f"{out} cannot be kept for one batch alone ({error.strerror}).") from error
    try:
        yield
    finally:
        lock.release()
