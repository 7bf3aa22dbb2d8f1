"""The network on a card beside the processor, in one run; needs an NVIDIA card."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

import resources
from engine import cuda
from engine.codecs.reading import read_photo
from engine.runtime import Device
from engine.separator import Quality, Separator
from tests.benchmarks.conftest import Rows

pytestmark = pytest.mark.skipif(not cuda.gpu_names(), reason="this machine has no NVIDIA card")

SHIPPED = sorted(resources.path("separators").glob("*.onnx"))


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_device(benchmark: Any, rows: Rows, path: Path, quality: Quality) -> None:
    photo = read_photo(resources.path("samples/glass_3_mixture.jpg"))
    on_card, on_cpu = Separator(path, Device.CUDA), Separator(path, Device.CPU)
    benchmark.pedantic(lambda: on_card.separate(photo, quality=quality), rounds=5, warmup_rounds=2)
    on_cpu.separate(photo, quality=quality)
    started = perf_counter()
    on_cpu.separate(photo, quality=quality)
    cpu_s, card_s = perf_counter() - started, benchmark.stats.stats.median
    rows.add(
        "devices",
        f"| {path.stem}, {quality} | {card_s * 1000:.0f} ms | {cpu_s * 1000:.0f} ms | {cpu_s / card_s:.1f} × |",
    )
