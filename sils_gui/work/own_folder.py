"""A folder that one process at a time has for itself: who holds the lock in it does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

LOCK = "lock"


def lock_in(folder: Path) -> QLockFile:
    """The folder's lock, not taken yet; the lock of a process that is gone counts for nothing."""
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)
    return lock


def take(folder: Path, lock: QLockFile) -> bool:
    """Make the folder and take its lock; false where another has it, and where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return lock.tryLock(0)
