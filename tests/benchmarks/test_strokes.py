"""What strokes cost: the network asked with care, for a photo it has not seen before and for one that it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest

import resources
from engine.codecs.reading import read_photo
from engine.color import Plane
from engine.separator import Separator
from tests.benchmarks.conftest import Rows

HINTED = [resources.path(f"separators/{task}.onnx") for task in ("reflection", "window")]


@pytest.mark.parametrize("path", HINTED, ids=lambda path: path.stem)
def test_strokes(benchmark: Any, rows: Rows, path: Path) -> None:
    photo, separator = read_photo(resources.path("samples/glass_3_mixture.jpg")), Separator(path)
    stroke = np.zeros((photo.size.height, photo.size.width), np.float32)
    stroke[100:140, 100:300] = 1.0
    hints, shades = {"reflection": stroke}, count(1)

    def seconds(hints: Mapping[str, Plane]) -> float:
        seen = replace(photo, pixels=photo.pixels * np.float32(1 - 0.01 * next(shades)))
        started = perf_counter()
        separator.separate(seen, hints=hints)
        return perf_counter() - started

    seconds(hints)  # the first run of a shape also prepares
    plain_s, first_s = (float(np.median([seconds(given) for _ in range(3)])) for given in ({}, hints))
    benchmark.pedantic(lambda: separator.separate(photo, hints=hints), rounds=3, warmup_rounds=1)
    again_s = benchmark.stats.stats.median
    size = f"{photo.size.width} × {photo.size.height}"
    first, again = f"{first_s:.2f} s, {first_s / plain_s:.1f} ×", f"{again_s:.2f} s, {again_s / plain_s:.1f} ×"
    rows.add("strokes", f"| {path.stem}, {size} | {plain_s:.2f} s | {first} | {again} |")
