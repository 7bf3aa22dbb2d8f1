"""Orders for somebody who decides as late as can be which photo is next: a queue that people change while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from engine.batch.gate import Gate
from engine.batch.order import Order
from engine.batch.planning import Planner
from engine.runtime import Device


def fed(planner: Planner, device: Device, gate: Gate, ask: Callable[[], Path | None]) -> Iterator[Order]:
    """An order for each waiting photo that `ask` names, when it is its turn, until it names none."""
    waiting = {one.found.path: one for one in planner.waiting}
    while gate.passes() and (photo := ask()) is not None:
        planner.waiting = [waiting.pop(photo)] if photo in waiting else []
        yield from planner.orders(device)
