"""The gate of a batch: what is dropped is dropped, nobody waits for ever, nothing is kept of what went through."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import pytest

from engine.batch.gate import Gate
from engine.errors import Cancelled

PHOTO = Path("a.jpg")


def test_a_photo_is_dropped_before_it_comes_and_while_it_is_there() -> None:
    gate, early = Gate(), Path("early.jpg")
    gate.drop(early)
    with pytest.raises(Cancelled):
        gate.unwanted(early).check()
    there = gate.unwanted(PHOTO)
    there.check()
    gate.drop(PHOTO)
    with pytest.raises(Cancelled):
        there.check()


@pytest.mark.parametrize(("end", "passes"), [(Gate.toggle_pause, True), (Gate.stop, False), (Gate.break_off, False)])
def test_who_waits_at_a_paused_gate_goes_on_or_home(end: Callable[[Gate], None], passes: bool) -> None:
    gate, answers = Gate(), SimpleQueue[bool]()
    gate.toggle_pause()
    threading.Thread(target=lambda: answers.put(gate.passes()), daemon=True).start()
    end(gate)
    assert answers.get(timeout=10) is passes


def test_what_is_stopped_cannot_be_paused() -> None:
    gate = Gate()
    gate.stop()
    gate.toggle_pause()
    assert not gate.is_paused


def test_nothing_is_kept_of_a_photo_that_went_through() -> None:
    gate = Gate()
    passed = weakref.ref(gate.unwanted(PHOTO))
    gc.collect()
    assert passed() is None
