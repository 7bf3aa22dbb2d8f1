"""Marks of clipping are where the codes of the file are at their end, whatever the screen makes of the light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.color import UNTAGGED, UNTAGGED_ADOBE, UNTAGGED_LINEAR, ColorSpace, encode_srgb_unlimited
from engine.curves import LINEAR, Parametric
from engine.geometry import Region
from engine.mix import Mix
from engine.picture import Depth
from engine.preview import Pyramid
from engine.progress import SILENT
from sils_gui.state.looking import Kind, Shown
from sils_gui.work.cuts import Source
from sils_gui.work.display import exact_codes, exact_difference, marked, quick_difference
from sils_gui.work.frames import FrameRequest, Renderer
from tests.engine.pictures import noise, photo_of, separation_of

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


@pytest.mark.parametrize("gain", [1, 5, 20])
def test_at_8_bits_the_difference_is_that_of_the_files_codes(gain: int) -> None:
    first, second = noise(40, 50), noise(40, 50, seed=1)
    codes = [UNTAGGED.encode(light, 8).astype(int) for light in (first, second)]
    expected = np.minimum(gain * np.abs(codes[0] - codes[1]), 255)
    np.testing.assert_array_equal(exact_difference(first, second, photo_of(second), gain), expected)
    quick = quick_difference(first, second, photo_of(second), gain).astype(int)
    assert np.abs(quick - expected).max() <= 2 * gain


@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
@pytest.mark.parametrize("color", SPACES, ids=lambda color: color.name)
def test_the_difference_is_black_exactly_where_the_file_is_the_same(color: ColorSpace, depth: Depth) -> None:
    pixels = np.clip(near_the_ends(color, depth), 0, 1)
    changed = pixels + noise(40, 50, seed=2, low=-1e-5, high=1e-5)
    is_same = color.encode(changed, depth) == color.encode(pixels, depth)
    assert is_same.any()
    photo = replace(photo_of(pixels, color=color), depth=depth)
    for gain in (1, 20):
        np.testing.assert_array_equal(exact_difference(changed, pixels, photo, gain) == 0, is_same)


@pytest.mark.parametrize("depth", Depth)
def test_a_change_of_light_beyond_white_is_no_black_difference(depth: Depth) -> None:
    pixels = np.full((3, 4, 3), 3.0, np.float32)
    changed = pixels.copy()
    changed[1] = 1.5
    seen = exact_difference(changed, pixels, replace(photo_of(pixels), depth=depth), 1)
    expected = 255 * (encode_srgb_unlimited(pixels) - encode_srgb_unlimited(changed))
    np.testing.assert_allclose(seen, np.ceil(expected), atol=1)
    assert (seen[1] > 0).all()


def test_floats_have_a_difference_in_light_below_black_and_in_the_least_of_their_steps() -> None:
    pixels = noise(30, 40, low=-2.0, high=2.0)
    changed = pixels.copy()
    changed[::2] = np.nextafter(changed[::2], np.float32(9))
    seen = exact_difference(changed, pixels, replace(photo_of(pixels), depth=Depth.FLOAT), 1)
    np.testing.assert_array_equal(seen, (changed != pixels).astype(np.uint8))


def test_what_the_canvas_shows_as_difference_knows_of_the_photos_depth() -> None:
    made = separation_of("additive", [noise(20, 30, high=0.5), np.full((20, 30, 3), 0.2, np.float32)])
    deep = replace(made, photo=replace(made.photo, depth=Depth.SIXTEEN))
    levels = Pyramid.over([deep.photo.pixels, *(layer.pixels for layer in deep.layers)])
    mix, shown = Mix.neutral(2).with_layer(1, strength=0.999), Shown(Kind.DIFFERENCE)
    request = FrameRequest(Source(1, deep.photo, levels, deep), mix, (shown,), Region(0, 0, 30, 20), 1.0)
    assert (Renderer().frame(request, SILENT).codes[0] == 1).all()
