"""The gate of a batch: where it is paused, stopped and broken off from other threads or signals."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from weakref import WeakValueDictionary

from engine.batch.pace import Pace
from engine.progress import Progress


class Gate:
    """Photos pass one by one. Paused: those on their way are finished, no other begins. Stopped: no other begins ever.

    A photo that is dropped is given up wherever it is on its way; its `unwanted` is cancelled then. `pace` counts
    photos over the time in which the gate is open. `dropping` is cancelled by `stop`, for work that may be dropped
    without loss; `breaking` only by `break_off`. `on_pause` is called whenever it pauses or goes on.
    """

    def __init__(self) -> None:
        self.dropping, self.breaking = Progress(), Progress()
        self._open = threading.Event()
        self._open.set()
        self._lock = threading.Lock()
        self._photos: WeakValueDictionary[Path, Progress] = WeakValueDictionary()
        self._dropped: set[Path] = set()
        self._stopped, self._broken = threading.Event(), threading.Event()
        self.on_pause: Callable[[], None] = lambda: None
        self.pace = Pace()

    @property
    def is_paused(self) -> bool:
        return not self._open.is_set()

    @property
    def is_stopped(self) -> bool:
        return self._stopped.is_set()

    @property
    def breaking_off(self) -> bool:
        """Whether even files that are being written are to be dropped."""
        return self._broken.is_set()

    def unwanted(self, photo: Path) -> Progress:
        """What is cancelled when a photo is dropped, before or while it is worked on."""
        with self._lock:
            progress = self._photos.setdefault(photo, Progress())
        if photo in self._dropped:
            progress.cancel()
        return progress

    def drop(self, photo: Path) -> None:
        """Give up one photo; the others go on."""
        self._dropped.add(photo)
        self.unwanted(photo).cancel()

    def passes(self) -> bool:
        """Wait while paused; whether another photo may begin."""
        self._open.wait()
        return not self.is_stopped

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        if self.is_paused:
            self.pace.run()
            self._open.set()
        elif not self.is_stopped:
            self._open.clear()
            self.pace.rest()
        self.on_pause()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until stopped."""
        self._stopped.wait(seconds)

    def stop(self) -> None:
        """Let no other photo begin and drop what can be dropped; files that are being written are finished."""
        self._stopped.set()
        self._open.set()
        self.dropping.cancel()

    def break_off(self) -> None:
        """Stop, and drop even files that are being written."""
        self.stop()
        self._broken.set()
        self.breaking.cancel()
