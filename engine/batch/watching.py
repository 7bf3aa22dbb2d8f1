"""Watching folders for photos that arrive, and leaving alone those that are still being copied."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.batch.gate import Gate
from engine.batch.order import Order
from engine.batch.outcome import Stamp, stamp_of
from engine.batch.planning import Planner
from engine.runtime import Device

LOOK_EVERY_S = 1.0
SETTLED_AFTER_S = 2.0


class Arrivals:
    """Tells which files have arrived: those that have something in them and have not changed for a while."""

    def __init__(self, settled_after_s: float = SETTLED_AFTER_S, now: Callable[[], float] = time.monotonic) -> None:
        self._settled_after_s, self._now = settled_after_s, now
        self._seen: dict[Path, tuple[Stamp, float]] = {}

    def has_arrived(self, path: Path) -> bool:
        """Whether the file is whole, as far as can be told; to be asked again and again."""
        stamp = stamp_of(path)
        if stamp is None or stamp.size == 0:
            self._seen.pop(path, None)
            return False
        before, since = self._seen.get(path, (None, 0.0))
        if before != stamp:
            self._seen[path] = (stamp, self._now())
            return False
        if self._now() - since < self._settled_after_s:
            return False
        del self._seen[path]
        return True


def arriving(
    planner: Planner, device: Device, gate: Gate, arrivals: Arrivals, look_every_s: float = LOOK_EVERY_S
) -> Iterator[Order]:
    """An order for each photo that arrives or changes, until the gate is stopped."""
    while gate.passes():
        planner.waiting = [one for one in planner.waiting if arrivals.has_arrived(one.found.path)]
        yield from planner.orders(device)
        gate.wait(look_every_s)
        planner.look()
