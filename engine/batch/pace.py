"""How fast a batch is: photos over the time of work."""

from __future__ import annotations

import threading
import time


class Pace:
    """How fast a batch is, without the time for which it was paused."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running_since: float | None = time.monotonic()
        self._spent_s = 0.0
        self.done = 0

    def count(self) -> None:
        """One more photo."""
        with self._lock:
            self.done += 1

    def run(self) -> None:
        """The clock runs, from now on or still."""
        if self._running_since is None:
            self._running_since = time.monotonic()

    def rest(self) -> None:
        """The clock stands."""
        self._spent_s = self.spent_s
        self._running_since = None

    @property
    def spent_s(self) -> float:
        """Seconds of work so far."""
        since = self._running_since
        return self._spent_s + (time.monotonic() - since if since is not None else 0.0)

    @property
    def per_hour(self) -> float | None:
        """Photos per hour, None before the first."""
        return 3600 * self.done / self.spent_s if self.done and self.spent_s > 0 else None

    def left_s(self, waiting: int) -> float | None:
        """Seconds that so many more photos will take."""
        return None if self.per_hour is None else 3600 * waiting / self.per_hour
