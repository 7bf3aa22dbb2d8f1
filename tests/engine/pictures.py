"""Small photos and separations of known truth, and Hypothesis strategies for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.codecs.writing import write_picture
from engine.color import UNTAGGED, ColorSpace, Pixels, matrix_to_srgb
from engine.errors import Notice
from engine.formation import ADDITIVE, FORMATIONS
from engine.mix import LayerMix, Mix
from engine.picture import Depth, Layer, Photo, Separation
from engine.spec import SeparatorSpec
from tests.engine.codecs.profiles import PROPHOTO_COLORANTS
from tests.engine.separators import spec

WIDE = ColorSpace("wide", matrix_to_srgb(np.array(PROPHOTO_COLORANTS).T))
"""The primaries of ProPhoto with sRGB's curve."""


def photo_of(pixels: Pixels, *, color: ColorSpace = UNTAGGED, is_grey: bool = False) -> Photo:
    """A photo of this light (H, W, 3)."""
    light = np.ascontiguousarray(pixels, np.float32)
    return Photo(Path("test.png"), light, depth=Depth.EIGHT, color=color, is_grey=is_grey)


def noise(height: int, width: int, *, seed: int = 0, low: float = 0.0, high: float = 1.0) -> Pixels:
    """Uniform noise (H, W, 3) float32."""
    return np.random.default_rng(seed).uniform(low, high, (height, width, 3)).astype(np.float32)


def spec_of(formation: str, count: int) -> SeparatorSpec:
    """A spec with so many layers called layer0, layer1, ..."""
    layers = [{"name": f"layer{i}", "title": f"Layer {i}"} for i in range(count)]
    return SeparatorSpec(**spec(formation=formation, layers=layers))


def separation_of(formation: str, layers: list[Pixels]) -> Separation:
    """The separation whose photo is exactly what these layers make."""
    about = spec_of(formation, len(layers))
    named = tuple(Layer(f"layer{i}", f"Layer {i}", pixels) for i, pixels in enumerate(layers))
    return Separation(photo_of(FORMATIONS[formation].compose(layers)), about, "0" * 64, named)


@st.composite
def separations(draw: st.DrawFn) -> Separation:
    """Both formations, two to four layers, sizes from 1 × 1, black pixels included."""
    formation = draw(st.sampled_from(sorted(FORMATIONS)))
    height, width, count = draw(st.integers(1, 9)), draw(st.integers(1, 9)), draw(st.integers(2, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    layers = [rng.uniform(0, 1.2, (height, width, 3)).astype(np.float32) for _ in range(count)]
    dark = rng.random((height, width)) < 0.2
    for layer in layers if FORMATIONS[formation] is ADDITIVE else layers[:1]:
        layer[dark] = 0.0
    if FORMATIONS[formation] is not ADDITIVE:
        for layer in layers[1:]:
            np.maximum(layer, 0.01, out=layer)
    return separation_of(formation, layers)


def layer_mixes(*, softness: bool = True) -> st.SearchStrategy[LayerMix]:
    """Any layer mix; softness small enough for small pictures."""
    hundred = st.floats(-100, 100)
    return st.builds(
        LayerMix,
        strength=st.floats(0, 4),
        exposure_ev=st.floats(-5, 5),
        temperature=hundred,
        tint=hundred,
        saturation=hundred,
        contrast=st.floats(0, 2),
        softness_px=st.floats(0, 5) if softness else st.just(0.0),
        visible=st.booleans(),
    )


def mixes(count: int) -> st.SearchStrategy[Mix]:
    """Any mix of so many layers."""
    layers = st.lists(layer_mixes(), min_size=count, max_size=count).map(tuple)
    return st.builds(Mix, layers=layers, residual=st.floats(0, 2))


def write_pixels(path: Path, pixels: Pixels, **how: Any) -> tuple[Notice, ...]:
    """Write a picture that is there as a whole, as `write_picture` does."""
    return write_picture(path, lambda band: pixels[band.slices], **how)
