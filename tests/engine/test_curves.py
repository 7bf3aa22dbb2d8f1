"""Curves and codes: every code of every curve comes back, and values between codes go to the nearest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.curves import LINEAR, SRGB, Curve, Parametric, Sampled, decode_table, quantiser

CURVES: dict[str, Curve] = {
    "linear": LINEAR,
    "sRGB": SRGB,
    "gamma 1.8": Parametric(1.8),
    "gamma 563/256": Parametric(563 / 256),
    "gamma 3": Parametric(3.0),
    "below zero at the start": Parametric(2.2, a=1.2, b=-0.2, d=0.2 / 1.2),
    "1024 samples": Sampled(tuple(np.rint(SRGB.decode(np.linspace(0, 1, 1024)) * 65535) / 65535)),
    "flat ends": Sampled((0.0, 0.0, 0.0, 0.3, 0.8, 1.0, 1.0)),
    "a step": Sampled((0.2, 0.2, 0.9, 0.9)),
}


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("name", CURVES)
def test_every_code_comes_back(name: str, bits: int) -> None:
    every = np.arange(1 << bits).reshape(16, -1)
    light = decode_table(CURVES[name], bits)[every]
    assert np.array_equal(quantiser(CURVES[name], bits).codes(light), every)


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("name", CURVES)
def test_more_light_never_gives_a_smaller_code(name: str, bits: int) -> None:
    light = np.sort(np.random.default_rng(0).uniform(-0.1, 1.1, 100_000).astype(np.float32))
    codes = quantiser(CURVES[name], bits).codes(light[None])[0].astype(int)
    assert (np.diff(codes) >= 0).all()
    assert codes[0] == 0
    assert codes[-1] == (1 << bits) - 1


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("name", ["linear", "sRGB", "gamma 1.8", "gamma 563/256", "gamma 3"])
def test_light_goes_to_the_nearest_code(name: str, bits: int) -> None:
    top = (1 << bits) - 1
    encoded = np.random.default_rng(0).uniform(0.02, 1, (50, 400))
    light = CURVES[name].decode(encoded).astype(np.float32)
    codes = quantiser(CURVES[name], bits).codes(light)
    # Light in float32 says where it is between two codes to a few thousandths of a 16-bit step.
    assert np.abs(codes - encoded * top).max() <= 0.5 + 2e-7 * top


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("shape", [(1, 300_000), (1500, 211), (300_000, 1)])
def test_codes_are_the_same_however_many_are_asked_for_at_once(bits: int, shape: tuple[int, int]) -> None:
    light = np.random.default_rng(0).uniform(-0.1, 1.1, shape).astype(np.float32)
    whole = quantiser(SRGB, bits).codes(light)
    assert whole.dtype == (np.uint8 if bits == 8 else np.uint16)
    few = [quantiser(SRGB, bits).codes(part) for part in np.array_split(light, 7, axis=np.argmax(shape))]
    assert np.array_equal(np.concatenate(few, axis=np.argmax(shape)), whole)


@pytest.mark.parametrize("name", ["linear", "sRGB", "gamma 1.8", "gamma 3", "1024 samples"])
@given(encoded=st.floats(-3, 3))
def test_encoding_undoes_decoding_below_0_and_above_1_too(name: str, encoded: float) -> None:
    value = np.array([encoded])
    again = CURVES[name].encode(CURVES[name].decode(value))[0]
    assert again == pytest.approx(encoded, abs=1e-5)


@given(st.floats(0, 1), st.floats(0, 1))
def test_curves_are_odd_around_zero_and_rising(low: float, high: float) -> None:
    for curve in (LINEAR, SRGB, CURVES["1024 samples"]):
        low_light, high_light = curve.decode(np.array(sorted((low, high))))
        assert low_light <= high_light
        assert curve.decode(np.array([-low]))[0] == -curve.decode(np.array([low]))[0]


def test_srgb_has_its_standard_values() -> None:
    assert SRGB.decode(np.array([0.0, 0.04045, 0.5, 1.0])) == pytest.approx([0.0, 0.0031308, 0.2140411, 1.0], abs=1e-7)
