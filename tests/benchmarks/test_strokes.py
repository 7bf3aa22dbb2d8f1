"""What strokes cost: a network that is asked with care runs three times."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest

import resources
from engine.codecs.reading import read_photo
from engine.separator import Separator
from tests.benchmarks.conftest import Rows

HINTED = [resources.path(f"separators/{task}.onnx") for task in ("reflection", "window")]


@pytest.mark.parametrize("path", HINTED, ids=lambda path: path.stem)
def test_strokes(benchmark: Any, rows: Rows, path: Path) -> None:
    photo, separator = read_photo(resources.path("samples/glass_3_mixture.jpg")), Separator(path)
    stroke = np.zeros((photo.size.height, photo.size.width), np.float32)
    stroke[100:140, 100:300] = 1.0
    benchmark.pedantic(lambda: separator.separate(photo, hints={"reflection": stroke}), rounds=3, warmup_rounds=1)
    started = perf_counter()
    separator.separate(photo)
    plain_s, hinted_s = perf_counter() - started, benchmark.stats.stats.median
    size = f"{photo.size.width} × {photo.size.height}"
    rows.add("strokes", f"| {path.stem}, {size} | {plain_s:.2f} s | {hinted_s:.2f} s | {hinted_s / plain_s:.1f} × |")
