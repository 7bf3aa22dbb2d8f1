"""The gate of a batch: what is dropped is dropped, and nothing is kept of what went through."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

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


def test_nothing_is_kept_of_a_photo_that_went_through() -> None:
    gate = Gate()
    passed = weakref.ref(gate.unwanted(PHOTO))
    gc.collect()
    assert passed() is None
