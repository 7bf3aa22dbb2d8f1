"""Colour spaces: light in a photo's own primaries, sRGB for those who need it, exact codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.color import (
    D65,
    IDENTITY,
    SRGB_PRIMARIES,
    UNTAGGED,
    UNTAGGED_ADOBE,
    UNTAGGED_LINEAR,
    ColorSpace,
    decode_srgb,
    encode_srgb,
    matrix_of_primaries,
    primaries_under_d65,
    transform,
)
from engine.curves import LINEAR, SRGB, Parametric
from tests.engine.pictures import WIDE, noise

LIGHT = np.random.default_rng(0).uniform(-0.2, 1.3, (9, 11, 3)).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (5, 1), (4, 4)])
@pytest.mark.parametrize("bits", [8, 16])
def test_codes_of_any_shape_come_back(bits: int, shape: tuple[int, int], channels: int) -> None:
    color = ColorSpace("three curves", curves=(SRGB, Parametric(1.8), LINEAR))
    codes = np.random.default_rng(0).integers(0, 1 << bits, (*shape, channels)).astype(f"u{bits // 8}")
    light = color.decode(codes)
    assert light.dtype == np.float32
    assert np.array_equal(color.encode(light, bits), codes)


def test_linear_floats_are_not_touched() -> None:
    assert UNTAGGED_LINEAR.decode(LIGHT) is LIGHT
    assert UNTAGGED_LINEAR.encode(LIGHT, 32) is LIGHT


def test_encoded_floats_come_back_within_float_precision() -> None:
    # The steepest slope of the curve is 12.92, and values are rounded to 24 bits.
    assert np.abs(UNTAGGED.decode(UNTAGGED.encode(LIGHT, 32)) - LIGHT).max() < 2**-22


@pytest.mark.parametrize("color", [UNTAGGED, UNTAGGED_ADOBE])
def test_going_to_srgb_and_back_changes_nothing_visible(color: ColorSpace) -> None:
    assert np.abs(color.from_linear_srgb(color.to_linear_srgb(LIGHT)) - LIGHT).max() < 1e-6


def test_white_and_grey_stay_grey_in_srgb() -> None:
    grey = np.full((1, 1, 3), 0.5, np.float32)
    assert np.abs(UNTAGGED_ADOBE.to_linear_srgb(grey) - 0.5).max() < 1e-3


def test_luminance_is_the_green_weight_for_green_and_one_for_white() -> None:
    picture = np.array([[[0, 1, 0], [1, 1, 1]]], np.float32)
    assert UNTAGGED.luminance(picture)[0] == pytest.approx([0.7152, 1.0])
    assert UNTAGGED_ADOBE.luminance(picture)[0, 1] == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("color", [UNTAGGED_ADOBE, WIDE], ids=lambda color: color.name)
def test_light_has_one_luminance_in_all_primaries(color: ColorSpace) -> None:
    light = noise(9, 11, low=0.2)
    assert color.luminance(color.from_linear_srgb(light)) == pytest.approx(UNTAGGED.luminance(light), abs=1e-5)


def test_a_matrix_that_changes_nothing_gives_the_very_array() -> None:
    assert transform(LIGHT, np.eye(3)) is LIGHT


NEAR_SRGB = {
    "EBU Tech 3213": (0.64, 0.33, 0.29, 0.60, 0.15, 0.06, *D65),
    "SMPTE C": (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65),
}


@pytest.mark.parametrize("name", NEAR_SRGB)
def test_only_srgbs_own_primaries_need_no_matrix(name: str) -> None:
    assert matrix_of_primaries(SRGB_PRIMARIES) == IDENTITY
    matrix = np.array(matrix_of_primaries(NEAR_SRGB[name]))
    assert np.abs(matrix - np.eye(3)).max() > 0.01
    assert matrix.sum(axis=1) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("name", NEAR_SRGB)
def test_primaries_come_back_from_the_matrix_that_they_make(name: str) -> None:
    assert primaries_under_d65(matrix_of_primaries(NEAR_SRGB[name])) == pytest.approx(NEAR_SRGB[name], abs=1e-6)


@given(st.floats(0, 1, width=32))
def test_srgb_encoding_and_decoding_are_inverse(value: float) -> None:
    light = np.full((1, 1, 3), value, np.float32)
    assert decode_srgb(encode_srgb(light))[0, 0, 0] == pytest.approx(value, abs=1e-6)


def test_srgb_encoding_stays_in_range() -> None:
    encoded = encode_srgb(LIGHT * 10)
    assert encoded.min() == 0
    assert encoded.max() == pytest.approx(1)
