"""ICC profiles: the light they mean is what LittleCMS says it is, and broken ones are refused."""

from __future__ import annotations

import imagecodecs
import numpy as np
import pytest

from engine import icc
from engine.color import IDENTITY, decode_srgb
from engine.curves import SRGB
from tests.engine.codecs.profiles import (
    ADOBE_COLORANTS,
    GREY_PROFILES,
    RGB_PROFILES,
    SRGB_COLORANTS,
    SRGB_CURVE,
    cmyk_profile,
    gamma,
    grey_profile,
    grey_table_profile,
    parametric,
    rgb_profile,
    sampled,
    srgb_table,
)

WITH_PROFILE = {name: profile for name, profile in RGB_PROFILES.items() if profile}
CODES = np.random.default_rng(0).integers(0, 65536, (40, 50, 3), dtype=np.uint16)


def srgb_by_littlecms(codes: np.ndarray, profile: bytes, space: str) -> np.ndarray:
    return imagecodecs.cms_transform(
        codes, profile, icc.srgb_profile(), colorspace=space, outcolorspace="rgb", outdtype=np.float32, intent=1
    )


@pytest.mark.parametrize("name", WITH_PROFILE)
def test_light_agrees_with_littlecms(name: str) -> None:
    color = icc.read_profile(WITH_PROFILE[name])
    ours = np.clip(color.to_linear_srgb(color.decode(CODES)), 0, 1)
    theirs = decode_srgb(np.clip(srgb_by_littlecms(CODES, WITH_PROFILE[name], "rgb"), 0, 1))
    # Primaries in a profile have 16 bits after the point, and those of sRGB profiles differ by as much as 1e-4.
    assert np.abs(ours - theirs).max() < 5e-4


@pytest.mark.parametrize("name", [name for name, profile in GREY_PROFILES.items() if profile])
def test_grey_light_agrees_with_littlecms(name: str) -> None:
    color = icc.read_profile(GREY_PROFILES[name])
    grey = np.ascontiguousarray(CODES[..., :1])
    theirs = decode_srgb(np.clip(srgb_by_littlecms(grey[..., 0], GREY_PROFILES[name], "gray"), 0, 1))
    assert color.is_grey
    assert np.abs(np.clip(color.decode(grey), 0, 1) - theirs).max() < 5e-4
    assert np.abs(icc.through_lcms(grey, GREY_PROFILES[name]) - theirs).max() < 5e-4


def test_what_goes_through_littlecms_agrees_with_what_does_not() -> None:
    profile = RGB_PROFILES["Adobe RGB"]
    color = icc.read_profile(profile)
    ours = np.clip(color.to_linear_srgb(color.decode(CODES)), 0, 1)
    assert np.abs(np.clip(icc.through_lcms(CODES, profile), 0, 1) - ours).max() < 5e-4


def test_tables_are_taken_by_the_relative_intent() -> None:
    deep = icc.through_lcms(CODES, grey_table_profile(perceptual=0.0, relative=0.0))
    assert np.array_equal(icc.through_lcms(CODES, grey_table_profile(perceptual=30.0, relative=0.0)), deep)


def test_the_black_of_tables_becomes_no_light_and_their_white_stays() -> None:
    ends = np.array([[[0, 0, 0], [65535, 65535, 65535]]], np.uint16)
    light = icc.through_lcms(ends, grey_table_profile(perceptual=0.0, relative=30.0))
    assert light[0, 0] == pytest.approx(0.0, abs=1e-5)
    assert light[0, 1] == pytest.approx(1.0, abs=1e-4)


SWAPPED = (SRGB_COLORANTS[1], SRGB_COLORANTS[2], SRGB_COLORANTS[0])


def test_a_matrix_counts_beside_a_table_only_if_it_says_the_same() -> None:
    assert icc.is_matrix_profile(rgb_profile(SRGB_COLORANTS, SRGB_CURVE, table=srgb_table()))
    assert not icc.is_matrix_profile(rgb_profile(SWAPPED, gamma(1.0), table=srgb_table()))
    assert not icc.is_matrix_profile(rgb_profile(SRGB_COLORANTS, gamma(1.8), table=srgb_table()))
    assert not icc.is_matrix_profile(rgb_profile((SRGB_COLORANTS[0],) * 3, SRGB_CURVE, table=srgb_table()))


def test_a_table_counts_where_the_matrix_beside_it_says_something_else() -> None:
    light = icc.through_lcms(CODES, rgb_profile(SWAPPED, gamma(1.0), table=srgb_table()))
    assert np.abs(light - SRGB.decode(CODES / 65535)).max() < 0.01


def test_a_matrix_without_a_table_counts_wherever_profiles_meet() -> None:
    profile = rgb_profile(ADOBE_COLORANTS, gamma(563 / 256), connection=b"Lab ")
    color = icc.read_profile(profile)
    assert icc.is_matrix_profile(profile)
    assert np.abs(color.to_linear_srgb(color.decode(CODES)) - icc.through_lcms(CODES, profile)).max() < 2e-3


def test_inks_in_floats_are_those_in_whole_numbers() -> None:
    whole = np.random.default_rng(0).integers(0, 256, (5, 6, 4), dtype=np.uint8)
    floats = whole / np.float32(255)
    assert icc.through_lcms(floats, cmyk_profile()) == pytest.approx(icc.through_lcms(whole, cmyk_profile()), abs=2e-3)


@pytest.mark.parametrize("name", ["sRGB of LittleCMS", "sRGB with 1024 samples", "linear"])
def test_srgb_primaries_need_no_matrix(name: str) -> None:
    assert icc.read_profile(RGB_PROFILES[name]).to_srgb == IDENTITY


def test_the_profile_made_here_is_always_the_same() -> None:
    first = icc.srgb_profile()
    icc.srgb_profile.cache_clear()
    assert icc.srgb_profile() == first


def test_every_channel_has_its_own_curve() -> None:
    color = icc.read_profile(rgb_profile(SRGB_COLORANTS, gamma(1.0), gamma(2.0), gamma(3.0)))
    light = color.decode(np.full((1, 1, 3), 0.5, np.float32))
    assert light[0, 0] == pytest.approx([0.5, 0.25, 0.125])


@pytest.mark.parametrize(
    ("kind", "values", "at", "expected"),
    [
        (0, (2.0,), 0.5, 0.25),
        (1, (2.0, 2.0, -0.5), 0.2, 0.0),
        (1, (2.0, 2.0, -0.5), 0.5, 0.25),
        (2, (2.0, 2.0, -0.5, 0.1), 0.2, 0.1),
        (2, (2.0, 2.0, -0.5, 0.1), 0.5, 0.35),
        (3, (2.0, 1.0, 0.0, 0.1, 0.1), 0.05, 0.005),
        (3, (2.0, 1.0, 0.0, 0.1, 0.1), 0.5, 0.25),
        (4, (2.0, 1.0, 0.0, 0.1, 0.1, 0.02, 0.01), 0.05, 0.015),
        (4, (2.0, 1.0, 0.0, 0.1, 0.1, 0.02, 0.01), 0.5, 0.27),
    ],
)
def test_parametric_curves_mean_what_the_standard_says(kind: int, values: tuple, at: float, expected: float) -> None:
    color = icc.read_profile(grey_profile(parametric(kind, *values)))
    assert color.decode(np.full((1, 1, 1), at, np.float32))[0, 0, 0] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    "profile",
    [
        b"",
        b"x" * 500,
        RGB_PROFILES["Adobe RGB"][:150],
        RGB_PROFILES["Adobe RGB"][:-40],
        rgb_profile(ADOBE_COLORANTS, sampled(np.array([0.0, 0.6, 0.4, 1.0]))),
        rgb_profile(ADOBE_COLORANTS, sampled(np.array([0.5, 0.5]))),
        rgb_profile(ADOBE_COLORANTS, gamma(0.0)),
        rgb_profile(ADOBE_COLORANTS, parametric(9, 1.0)),
        rgb_profile(ADOBE_COLORANTS, parametric(3, 2.0, -1.0, 0.0, 0.1, 0.1)),
        rgb_profile((ADOBE_COLORANTS[0],) * 3, gamma(2.2)),
    ],
)
def test_broken_profiles_are_refused(profile: bytes) -> None:
    with pytest.raises(icc.BadProfile):
        icc.read_profile(profile)
