"""Layers for other programs: what they show together is the remix, code for code."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import layer_codes
from engine.codecs.stack import Blend, LayerMode
from engine.color import Pixels
from engine.geometry import Region
from engine.icc import read_profile
from engine.layering import light_stack_of, scales, stack_of
from engine.mix import Mix
from engine.picture import Depth, Separation
from engine.render import render
from tests.engine.codecs.profiles import GREY_PROFILES, RGB_PROFILES
from tests.engine.pictures import mixes, noise, photo_of, separation_of, separations
from tests.engine.stacks import flattened, merged, neutral_stack, parts

DEPTHS = [Depth.EIGHT, Depth.SIXTEEN]


@settings(max_examples=120)
@given(
    made=separations(),
    mode=st.sampled_from(LayerMode),
    depth=st.sampled_from(DEPTHS),
    data=st.data(),
    plain=st.booleans(),
)
def test_the_layers_shown_make_the_remix(
    made: Separation, mode: LayerMode, depth: Depth, data: st.DataObject, plain: bool
) -> None:
    count = len(made.layers)
    mix = Mix.neutral(count) if plain else data.draw(mixes(count))
    stack = stack_of(made, mix, like=made.photo, mode=mode, depth=depth)
    # Rounding a product of codes to a code is all that a program can lose.
    assert np.abs(flattened(stack) - merged(stack)).max() <= 0.5


def test_a_factor_as_dark_as_code_0_leaves_the_others_as_bright_as_the_whole_needs() -> None:
    scaled = np.full((1, 40, 3), 1.4, np.float32)
    scaled[:, ::3] = 1000  # too many glints for the scale to leave out
    light = [np.full((1, 40, 3), share, np.float32) for share in (0.8, 0.17)]
    stack = neutral_stack(separation_of("multiplicative", [*light, scaled]), LayerMode.PHYSICAL, Depth.EIGHT)
    assert np.abs(flattened(stack) - merged(stack)).max() <= 0.5


@pytest.mark.parametrize("profile", ["none", "sRGB with 1024 samples", "Adobe RGB", "ProPhoto", "three curves"])
@pytest.mark.parametrize("depth", DEPTHS)
def test_a_sum_in_compatible_mode_has_the_photos_own_codes_and_profile(profile: str, depth: Depth) -> None:
    icc = RGB_PROFILES[profile]
    color = read_profile(icc) if icc else photo_of(noise(1, 1)).color
    codes = np.random.default_rng(0).integers(0, 1 << depth, (9, 11, 3)).astype(f"uint{int(depth)}")
    light = color.decode(codes)
    made = separation_of("additive", [light * np.float32(0.75), light * np.float32(0.25)])
    photo = photo_of(light, color=color)
    made = Separation(photo, made.spec, "", made.layers)
    stack = neutral_stack(made, depth=depth)
    assert np.array_equal(merged(stack), codes)
    assert np.array_equal(flattened(stack), codes)
    assert stack.merged.color.icc == icc if icc else stack.merged.color.icc


@pytest.mark.parametrize("profile", GREY_PROFILES)
def test_a_grey_photo_becomes_colour_layers_of_the_same_codes(profile: str) -> None:
    icc = GREY_PROFILES[profile]
    color = read_profile(icc) if icc else photo_of(noise(1, 1)).color
    codes = np.repeat(np.arange(256, dtype=np.uint8).reshape(16, 16, 1), 3, axis=2)
    light = color.decode(codes)
    made = separation_of("additive", [light * np.float32(0.5), light * np.float32(0.5)])
    made = Separation(photo_of(light, color=color, is_grey=True), made.spec, "", made.layers)
    stack = neutral_stack(made, depth=Depth.EIGHT)
    assert np.array_equal(merged(stack), codes)
    again = read_profile(stack.merged.color.icc)
    assert not again.is_grey
    assert np.abs(again.decode(codes) - light).max() < 2e-5  # parameters of a profile are rounded to 1/65536


@pytest.mark.parametrize("mode", LayerMode)
def test_a_product_is_made_in_a_pure_power(mode: LayerMode) -> None:
    curve = neutral_stack(parts("multiplicative"), mode).merged.color.curves[0]
    assert curve == read_profile(neutral_stack(parts("multiplicative"), mode).merged.color.icc).curves[0]
    assert curve.decode(np.array([0.3])) * curve.decode(np.array([0.5])) == pytest.approx(
        curve.decode(np.array([0.15])), rel=1e-12
    )


def test_true_light_is_linear_and_the_layers_own() -> None:
    made = parts("additive", 3)
    stack = neutral_stack(made, LayerMode.PHYSICAL)
    for layer, true in zip(stack.layers, made.layers, strict=True):
        codes = layer.sheet.codes(_whole(made)).astype(np.float64)
        assert np.abs(codes / 65535 - true.pixels).max() <= 1.01 / 65535  # the difference of two rounded sums


def test_a_factor_brighter_than_white_is_divided_by_a_scale_that_is_told() -> None:
    made = parts("multiplicative")
    (name, scale), *others = scales(made, Mix.neutral(2), LayerMode.PHYSICAL, Depth.SIXTEEN).items()
    assert (name, others) == ("layer1", [])
    assert 1.2 < scale < 1.3
    stack = neutral_stack(made, LayerMode.PHYSICAL)
    upper = stack.layers[1].sheet.codes(_whole(made)) / 65535 * scale
    below = made.layers[1].pixels <= scale
    dark = made.layers[0].pixels < 0.01
    assert np.abs(upper - made.layers[1].pixels)[below & ~dark].max() < 1e-3
    assert scales(parts("additive"), Mix.neutral(2), LayerMode.PHYSICAL, Depth.SIXTEEN) == {}


def test_a_glint_does_not_darken_a_whole_layer() -> None:
    shading = noise(200, 200, seed=1, low=0.2, high=0.9)
    shading[0, 0] = 50.0
    made = separation_of("multiplicative", [noise(200, 200, high=0.5), shading])
    assert scales(made, Mix.neutral(2), LayerMode.PHYSICAL, Depth.SIXTEEN) == {}


@pytest.mark.parametrize("change", [{"strength": 0.0}, {"visible": False}])
@pytest.mark.parametrize("formation", ["additive", "multiplicative"])
def test_a_layer_taken_away_is_there_and_switched_off(formation: str, change: dict[str, float]) -> None:
    made = parts(formation)
    mix = Mix.neutral(2).with_layer(1, **change)
    stack = stack_of(made, mix, like=made.photo, mode=LayerMode.COMPATIBLE, depth=Depth.SIXTEEN)
    assert [layer.is_shown for layer in stack.layers] == [True, False]
    assert stack.layers[1].sheet.codes(_whole(made)).max() > 1000


def test_switching_a_layer_of_a_sum_on_again_gives_the_photo() -> None:
    made = parts("additive")
    mix = Mix.neutral(2).with_layer(1, strength=0.0)
    stack = stack_of(made, mix, like=made.photo, mode=LayerMode.COMPATIBLE, depth=Depth.SIXTEEN)
    on = replace(stack, layers=tuple(replace(layer, is_shown=True) for layer in stack.layers))
    assert np.array_equal(flattened(on), merged(neutral_stack(made)))


def test_where_the_base_is_not_shown_another_layer_is_the_bottom() -> None:
    made = parts("additive")
    mix = Mix.neutral(2).with_layer(0, strength=0.0)
    stack = stack_of(made, mix, like=made.photo, mode=LayerMode.COMPATIBLE, depth=Depth.EIGHT)
    assert [(layer.title, layer.blend, layer.is_shown) for layer in stack.layers] == [
        ("Layer 1", Blend.NORMAL, True),
        ("Layer 0", Blend.ADD, False),
    ]


def test_outside_the_mask_the_photo_shows() -> None:
    made = parts("additive")
    mask = np.zeros((61, 90), np.float32)
    mask[:, 45:] = 1.0
    mix = Mix.neutral(2).with_layer(0, exposure_ev=-1.0)
    stack = stack_of(made, mix, like=made.photo, mode=LayerMode.COMPATIBLE, depth=Depth.EIGHT, mask=mask)
    assert [layer.title for layer in stack.layers] == ["Layer 0", "Layer 1", "Photo"]
    assert np.array_equal(flattened(stack), merged(stack))
    assert np.array_equal(merged(stack)[:, :45], merged(neutral_stack(made, depth=Depth.EIGHT))[:, :45])
    assert not np.array_equal(merged(stack)[:, 45:], merged(neutral_stack(made, depth=Depth.EIGHT))[:, 45:])


@pytest.mark.parametrize("mode", LayerMode)
@pytest.mark.parametrize(("formation", "count"), [("additive", 3), ("multiplicative", 3)])
def test_at_the_soft_edge_of_a_mask_an_unchanged_photo_shows_no_edge(
    mode: LayerMode, formation: str, count: int
) -> None:
    made = parts(formation, count)
    stack = stack_of(
        made, Mix.neutral(count), like=made.photo, mode=mode, depth=Depth.EIGHT, mask=noise(61, 90)[..., 0]
    )
    assert np.abs(flattened(stack) - merged(stack)).max() <= 0.5


@pytest.mark.parametrize("formation", ["additive", "multiplicative"])
def test_true_light_is_the_remix_at_the_soft_edge_of_a_mask_too(formation: str) -> None:
    made = parts(formation)
    mix = Mix.neutral(2).with_layer(1, strength=0.3)
    mask = noise(61, 90)[..., 0]
    stack = stack_of(made, mix, like=made.photo, mode=LayerMode.PHYSICAL, depth=Depth.EIGHT, mask=mask)
    assert np.abs(flattened(stack) - merged(stack)).max() <= 1.5  # photo, remix and what they shall make, each rounded


def test_a_stack_of_light_is_the_layers_and_the_remix_unlimited() -> None:
    made = separation_of("additive", [noise(4, 5, high=2.0), noise(4, 5, seed=1, high=2.0)])
    mix = Mix.neutral(2).with_layer(0, exposure_ev=1.0)
    stack = light_stack_of(made, mix, like=made.photo)
    light = {name: picture(_whole(made)) for name, picture in stack.pictures.items()}
    assert list(light) == ["", "layer0", "layer1"]
    assert np.array_equal(light["layer1"], made.layers[1].pixels)
    assert np.array_equal(light[""], render(made, mix))
    assert np.abs(light["layer0"] + light["layer1"] - light[""]).max() < 1e-6


@pytest.mark.parametrize("formation", ["additive", "multiplicative"])
def test_the_light_of_a_band_needs_each_layer_adjusted_once(formation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    adjusted, asked = layer_codes.adjusted, []

    def counted(made: Separation, mix: Mix, index: int, band: Region) -> Pixels:
        asked.append((index, band.y))
        return adjusted(made, mix, index, band)

    monkeypatch.setattr(layer_codes, "adjusted", counted)
    made = separation_of(formation, [noise(6, 5), noise(6, 5, seed=1), noise(6, 5, seed=2)])
    mix = Mix.neutral(3).with_layer(0, contrast=1.5).with_layer(1, exposure_ev=1.0).with_layer(2, softness_px=1.0)
    stack = light_stack_of(made, mix, like=made.photo)
    for band in (Region(0, 0, 5, 3), Region(0, 3, 5, 3)):
        for picture in stack.pictures.values():
            picture(band)
    assert sorted(asked) == [(index, y) for index in range(3) for y in (0, 3)]


def test_scales_that_are_known_are_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made, mix = parts("multiplicative"), Mix.neutral(2)
    looked_for = [layer.sheet.codes(_whole(made)) for layer in neutral_stack(made, LayerMode.PHYSICAL).layers]
    divided = scales(made, mix, LayerMode.PHYSICAL, Depth.SIXTEEN)
    assert divided
    monkeypatch.delattr(layer_codes.Factors, "_looked_for")
    stack = stack_of(made, mix, like=made.photo, mode=LayerMode.PHYSICAL, depth=Depth.SIXTEEN, divided=divided)
    for layer, codes in zip(stack.layers, looked_for, strict=True):
        assert np.array_equal(layer.sheet.codes(_whole(made)), codes)


def _whole(made: Separation) -> Region:
    return Region.whole(made.photo.size)


def test_nothing_is_kept_of_a_product_whose_layers_are_written() -> None:
    made = separation_of("multiplicative", [noise(3, 4), noise(3, 4, seed=1)])
    flattened(neutral_stack(made, depth=Depth.EIGHT))
    left = weakref.ref(made)
    gc.disable()
    try:
        del made
        assert left() is None
    finally:
        gc.enable()
