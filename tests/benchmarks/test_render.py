"""How long a remix of 24 megapixels takes, beside a plain copy of its pixels in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine.mix import Mix
from engine.picture import Separation
from engine.render import render
from tests.benchmarks.conftest import Rows
from tests.engine.pictures import separation_of

_NEUTRAL = Mix.neutral(2)
_MIXES = {
    "nothing changed": _NEUTRAL,
    "one strength": _NEUTRAL.with_layer(1, strength=0.3),
    "exposure and colour of both": _NEUTRAL.with_layer(0, exposure_ev=0.5, temperature=20.0).with_layer(
        1, saturation=-50.0
    ),
    "contrast of one": _NEUTRAL.with_layer(1, contrast=1.3),
    "softness of 5 px": _NEUTRAL.with_layer(1, softness_px=5.0),
}


@pytest.fixture(scope="module", params=["additive", "multiplicative"])
def separation(request: pytest.FixtureRequest) -> Separation:
    rng = np.random.default_rng(0)
    return separation_of(request.param, [rng.random((4000, 6000, 3), dtype=np.float32) * 0.5 + 0.1 for _ in range(2)])


@pytest.mark.parametrize("name", _MIXES)
def test_render(benchmark: Any, rows: Rows, separation: Separation, name: str) -> None:
    benchmark.pedantic(lambda: render(separation, _MIXES[name]), rounds=3, warmup_rounds=1)
    copied_s = min(_seconds(separation.photo.pixels.copy) for _ in range(3))
    took_s = benchmark.stats.stats.median
    rows.add("render", f"| {separation.spec.formation}: {name} | {took_s * 1000:.0f} ms | {took_s / copied_s:.1f} × |")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
