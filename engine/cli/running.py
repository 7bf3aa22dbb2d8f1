"""Work that a person can interrupt: each photo in turn, in a thread that Ctrl+C cancels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from engine.cli.console import Console
from engine.errors import Cancelled, DeviceError, UsageError
from engine.mishaps import told
from engine.progress import Progress
from engine.threads import waited

T = TypeVar("T")


def each_photo(console: Console, paths: Sequence[Path], work: Callable[[Path, Progress], None]) -> int:
    """Do the work for each photo; one that fails never stops the rest. Returns the exit status."""
    failed = 0
    for number, path in enumerate(paths, start=1):
        name = path.name if len(paths) == 1 else f"{number}/{len(paths)} {path.name}"
        try:
            with console.progress(name) as progress:
                interruptible(lambda path=path, progress=progress: work(path, progress), progress)
        except (UsageError, DeviceError):
            raise  # the next photo would fail in the same way
        except Cancelled:
            raise
        except Exception as error:  # our mistakes too: the next photo may have none
            console.failure(told(error, path), path)
            failed += 1
    if failed and len(paths) > 1:
        console.say(f"{len(paths) - failed} of {len(paths)} photos done.")
    return 1 if failed else 0


def interruptible(work: Callable[[], T], progress: Progress) -> T:
    """The work's result; a KeyboardInterrupt cancels it, waits for its clean end, and is raised again."""
    with ThreadPoolExecutor(1) as pool:
        try:
            return waited(pool.submit(work))
        except KeyboardInterrupt:
            progress.cancel()
            raise
