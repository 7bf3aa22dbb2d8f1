"""Marks of clipping are where the codes of the file are at their end, whatever the screen makes of the light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.color import UNTAGGED, UNTAGGED_ADOBE, UNTAGGED_LINEAR, ColorSpace
from engine.curves import LINEAR, Parametric
from engine.picture import Depth
from sils_gui.work.display import exact_codes, marked
from tests.engine.pictures import noise, photo_of

RED, BLUE = (255, 60, 60), (70, 110, 255)
WIDE = ColorSpace("wide", UNTAGGED_ADOBE.to_srgb, (Parametric(1.8), Parametric(2.2), LINEAR))
SPACES = [UNTAGGED, UNTAGGED_ADOBE, UNTAGGED_LINEAR, WIDE]


def near_the_ends(color: ColorSpace, bits: int) -> np.ndarray:
    """Light (40, 50, 3) whose codes are mostly the first and the last two, and light beyond both ends."""
    top = (1 << bits) - 1
    code = np.random.default_rng(bits).choice([0, 0, 0, 1, 2, top - 2, top - 1, top], (40, 50, 3))
    light = color.decode(code.astype(np.uint8) if bits == 8 else code.astype(np.uint16)) * noise(
        40, 50, low=0.999, high=1.001
    )
    light[:, ::7] -= np.float32(0.5)
    return light


@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
@pytest.mark.parametrize("color", SPACES, ids=lambda color: color.name)
def test_marked_is_what_the_file_cuts_off(color: ColorSpace, depth: Depth) -> None:
    light = near_the_ends(color, depth)
    photo, written = replace(photo_of(light, color=color), depth=depth), color.encode(light, depth)
    codes = exact_codes(light, color)
    seen = marked(codes, light, photo)
    bright, dark = (written == (1 << depth) - 1).any(axis=2), (written == 0).all(axis=2)
    assert bright.any()
    assert dark.any()
    assert (seen[bright] == RED).all()
    assert (seen[dark] == BLUE).all()
    np.testing.assert_array_equal(seen[~bright & ~dark], codes[~bright & ~dark])


def test_a_colour_that_only_the_screen_cannot_show_is_not_marked() -> None:
    light = UNTAGGED_ADOBE.decode(np.full((1, 1, 3), (230, 10, 10), np.uint8))
    codes = exact_codes(light, UNTAGGED_ADOBE)
    assert codes.max() == 255
    np.testing.assert_array_equal(marked(codes, light, photo_of(light, color=UNTAGGED_ADOBE)), codes)


def test_floats_keep_light_above_white_and_below_black() -> None:
    light = noise(5, 6, low=-3.0, high=3.0)
    codes = exact_codes(light, UNTAGGED)
    np.testing.assert_array_equal(marked(codes, light, replace(photo_of(light), depth=Depth.FLOAT)), codes)
