"""Layers that were kept come back without a run, but not coarser ones, nor those of a photo that was read otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import Notice
from engine.layer_cache import LayerCache
from engine.layer_key import LayerKey
from engine.progress import SILENT, Progress
from engine.runtime import Device
from engine.separator import LOW_MEMORY, Quality
from sils_gui.work.inference import Order
from sils_gui.work.separated import separated
from sils_gui.work.worker import Worker
from tests.engine.pictures import noise, separation_of

MADE = separation_of("additive", [noise(12, 16, seed=seed) for seed in range(2)])


class Stub(Worker):
    """Separates in this process, and tells of the notices that it is given one after the other."""

    def __init__(self, *notices: tuple[Notice, ...]) -> None:
        self.notices, self.calls = iter(notices), 0

    def call(self, function: Callable[..., Any], argument: Any, progress: Progress = SILENT) -> Any:
        self.calls += 1
        argument.cache.store(argument.key, replace(MADE, notices=next(self.notices)))


def order_in(folder: Path) -> Order:
    key, cache = LayerKey("", "separator", "standard"), LayerCache(folder, 10**9)
    return Order(MADE.photo, folder, folder, Device.CPU, Quality.STANDARD, {}, cache, key)


@pytest.mark.parametrize("code", [LOW_MEMORY, "device-fallback"])
def test_only_coarser_layers_are_made_again(tmp_path: Path, code: str) -> None:
    worker = Stub((Notice(code, "The GPU is full."),), ())
    photo, order = MADE.photo, order_in(tmp_path)
    first, second, third = (separated(photo, order, {}, worker, SILENT).separation for _ in range(3))
    assert [notice.code for notice in first.notices] == [code]
    is_coarser = code == LOW_MEMORY
    assert [notice.code for notice in second.notices] == ([] if is_coarser else [code])
    assert third.notices == second.notices
    assert worker.calls == (2 if is_coarser else 1)


def test_the_layers_of_a_photo_that_was_read_otherwise_are_not_taken(tmp_path: Path) -> None:
    worker, order = Stub((), ()), order_in(tmp_path)
    before = replace(MADE.photo, pixels=MADE.photo.pixels * np.float32(0.5))
    for photo in (before, MADE.photo, before, MADE.photo):
        separated(photo, order, {}, worker, SILENT)
    assert worker.calls == 2
