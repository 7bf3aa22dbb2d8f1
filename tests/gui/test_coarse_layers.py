"""Layers that a full GPU made coarser are kept with a word about it, and made again when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Notice
from engine.layer_cache import LayerCache, LayerKey
from engine.picture import Photo
from engine.progress import SILENT, Progress
from engine.runtime import Device
from engine.separator import LOW_MEMORY, Quality
from sils_gui.work.inference import Separating as Order
from sils_gui.work.separating import separated
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


@pytest.mark.parametrize("code", [LOW_MEMORY, "device-fallback"])
def test_only_coarser_layers_are_made_again(tmp_path: Path, code: str) -> None:
    worker = Stub((Notice(code, "The GPU is full."),), ())
    key, cache = LayerKey("photo", "separator", "standard"), LayerCache(tmp_path, 10**9)
    photo: Photo = MADE.photo
    order = Order(photo, tmp_path, tmp_path, Device.CPU, Quality.STANDARD, {}, cache, key)
    first, second, third = (separated(photo, order, {}, worker, SILENT).separation for _ in range(3))
    assert [notice.code for notice in first.notices] == [code]
    is_coarser = code == LOW_MEMORY
    assert [notice.code for notice in second.notices] == ([] if is_coarser else [code])
    assert third.notices == second.notices
    assert worker.calls == (2 if is_coarser else 1)
