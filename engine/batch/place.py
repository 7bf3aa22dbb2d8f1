"""The output folder of a batch: kept for one batch alone, and swept of what a killed one left."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from engine.batch.journal import FOLDER
from engine.errors import BatchError
from engine.files import check_folder

_PART_IS_DEAD_S = 30


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


def sweep(folders: set[Path], before_s: float) -> None:
    """Remove halves of files that a killed process left; those of others that are still growing stay."""
    for folder in folders:
        for part in folder.glob(".sils-*.part"):
            with suppress(OSError):
                written_s = part.stat().st_mtime
                if written_s < before_s or written_s < time.time() - _PART_IS_DEAD_S:
                    part.unlink()
