"""Laws 2, 3 and 4, and that a region shows what the whole shows."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import geometry
from engine.color import SRGB_LUMINANCE
from engine.errors import Cancelled
from engine.formation import FORMATIONS
from engine.geometry import Region
from engine.mix import Mix
from engine.picture import Layer, Photo, Separation
from engine.progress import Progress
from engine.render import render
from tests.engine.pictures import WIDE, layer_mixes, mixes, noise, photo_of, separation_of, separations, spec_of


@given(separations())
def test_the_neutral_mix_is_the_photo_itself(parts: Separation) -> None:
    assert np.array_equal(render(parts, Mix.neutral(len(parts.layers))), parts.photo.pixels)


@given(separations(), st.data())
def test_a_removed_layer_leaves_no_trace(parts: Separation, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(parts.layers) - 1))
    without = render(parts, Mix.neutral(len(parts.layers)).with_layer(index, strength=0.0))
    others = [layer.pixels for i, layer in enumerate(parts.layers) if i != index]
    assert without == pytest.approx(parts.formation.compose(others), abs=2e-6, rel=1e-5)


@given(separations(), st.floats(0, 4), st.data())
def test_strength_weighs_one_layer_by_the_law(parts: Separation, strength: float, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(parts.layers) - 1))
    mixed = render(parts, Mix.neutral(len(parts.layers)).with_layer(index, strength=strength))
    layers = [layer.pixels for layer in parts.layers]
    layers[index] = parts.formation.weigh(layers[index], strength)
    assert mixed == pytest.approx(parts.formation.compose(layers), abs=2e-6, rel=1e-4)


@given(separations(), st.data())
def test_where_the_mask_is_zero_the_photo_comes_back_and_where_it_is_one_the_remix_exactly(
    parts: Separation, data: st.DataObject
) -> None:
    mix = data.draw(mixes(len(parts.layers)))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    mask = np.where(rng.random(parts.photo.pixels.shape[:2]) < 0.5, 0.0, 1.0).astype(np.float32)
    out = render(parts, mix, mask=mask)
    assert np.array_equal(out[mask == 0], parts.photo.pixels[mask == 0])
    assert np.array_equal(out[mask == 1], render(parts, mix)[mask == 1])


def test_a_white_mask_is_no_mask_however_bright_the_photo_is() -> None:
    albedo, shading = noise(20, 30, low=0.1), noise(20, 30, seed=1, high=60_000.0)
    parts = separation_of("multiplicative", [albedo, shading])
    mix = Mix.neutral(2).with_layer(1, strength=0.3)
    assert np.array_equal(render(parts, mix, mask=np.ones((20, 30), np.float32)), render(parts, mix))


@given(separations(), st.data())
def test_a_region_shows_what_the_whole_shows(parts: Separation, data: st.DataObject) -> None:
    mix, size = data.draw(mixes(len(parts.layers))), parts.photo.size
    x, y = data.draw(st.integers(0, size.width - 1)), data.draw(st.integers(0, size.height - 1))
    region = Region(x, y, data.draw(st.integers(1, size.width - x)), data.draw(st.integers(1, size.height - y)))
    whole = render(parts, mix)[region.slices]
    assert render(parts, mix, region=region) == pytest.approx(whole, abs=1e-6, rel=1e-5)


@settings(max_examples=20)
@given(separations(), st.data())
def test_bands_do_not_show(parts: Separation, data: st.DataObject) -> None:
    mix = data.draw(mixes(len(parts.layers)))
    whole = render(parts, mix)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geometry, "BAND_PIXELS", 1)
        assert render(parts, mix) == pytest.approx(whole, abs=1e-6, rel=1e-5)


@given(separations(), st.data())
def test_every_mix_gives_finite_light(parts: Separation, data: st.DataObject) -> None:
    assert np.isfinite(render(parts, data.draw(mixes(len(parts.layers))))).all()


@given(layer_mixes())
def test_an_invisible_layer_is_a_layer_of_strength_zero(layer: object) -> None:
    parts = separation_of("additive", [noise(3, 4), noise(3, 4, seed=1)])
    hidden = Mix(layers=(layer.adjusted(visible=False), Mix.neutral(1).layers[0]))  # type: ignore[attr-defined]
    assert render(parts, hidden) == pytest.approx(parts.layers[1].pixels, abs=1e-6)


def test_pixels_without_the_changed_layer_stay_as_they_were() -> None:
    reflection = noise(6, 6, seed=1)
    reflection[:, :3] = 0.0
    parts = separation_of("additive", [noise(6, 6), reflection])
    out = render(parts, Mix.neutral(2).with_layer(1, strength=0.3, temperature=40.0))
    assert np.array_equal(out[:, :3], parts.photo.pixels[:, :3])
    assert not np.isclose(out[:, 3:], parts.photo.pixels[:, 3:]).all()


def test_what_a_black_factor_leaves_unexplained_stays_as_long_as_that_factor_does() -> None:
    dark = noise(4, 5)
    dark[:2] = 0.0
    parts = separation_of("multiplicative", [dark, noise(4, 5, seed=1, low=0.1)])
    more = Separation(photo_of(parts.photo.pixels + np.float32(1e-6)), parts.spec, "", parts.layers)
    out = render(more, Mix.neutral(2).with_layer(1, exposure_ev=1.0))
    assert np.allclose(out, 2 * more.photo.pixels, rtol=1e-6, atol=0)


@pytest.mark.parametrize("formation", FORMATIONS)
def test_exposure_doubles_the_layer_for_each_stop(formation: str) -> None:
    base, other = noise(4, 5, low=0.1), noise(4, 5, seed=1, low=0.1)
    parts = separation_of(formation, [base, other])
    out = render(parts, Mix.neutral(2).with_layer(1, exposure_ev=1.0))
    assert out == pytest.approx(FORMATIONS[formation].compose([base, 2 * other]), rel=1e-5)


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-100, 100))
def test_colour_sliders_keep_the_luminance_of_white(temperature: float, tint: float, saturation: float) -> None:
    white = np.ones((1, 1, 3), np.float32)
    parts = separation_of("additive", [np.zeros_like(white), white])
    out = render(parts, Mix.neutral(2).with_layer(1, temperature=temperature, tint=tint, saturation=saturation))
    assert float(SRGB_LUMINANCE @ out[0, 0]) == pytest.approx(1.0, abs=1e-5)


def test_warmer_is_more_red_than_blue_and_magenta_less_green() -> None:
    grey = np.full((1, 1, 3), 0.5, np.float32)
    parts = separation_of("additive", [np.zeros_like(grey), grey])
    warm = render(parts, Mix.neutral(2).with_layer(1, temperature=50.0))[0, 0]
    magenta = render(parts, Mix.neutral(2).with_layer(1, tint=50.0))[0, 0]
    assert warm[0] > warm[1] > warm[2]
    assert magenta[1] < magenta[0] == pytest.approx(magenta[2])


def test_full_temperature_doubles_red_against_blue_and_full_tint_red_against_green() -> None:
    grey = np.full((1, 1, 3), 0.5, np.float32)
    parts = separation_of("additive", [np.zeros_like(grey), grey])
    red, _, blue = render(parts, Mix.neutral(2).with_layer(1, temperature=100.0))[0, 0]
    assert red / blue == pytest.approx(2.0, rel=1e-5)
    red, green, _ = render(parts, Mix.neutral(2).with_layer(1, tint=100.0))[0, 0]
    assert red / green == pytest.approx(2.0, rel=1e-5)


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_without_saturation_no_temperature_and_no_tint_gives_colour(temperature: float, tint: float) -> None:
    parts = separation_of("additive", [np.zeros((2, 2, 3), np.float32), noise(2, 2)])
    mix = Mix.neutral(2).with_layer(1, saturation=-100.0, temperature=temperature, tint=tint)
    assert np.ptp(render(parts, mix), axis=2).max() < 1e-6


def test_saturation_minus_hundred_is_grey() -> None:
    parts = separation_of("additive", [np.zeros((2, 2, 3), np.float32), noise(2, 2)])
    out = render(parts, Mix.neutral(2).with_layer(1, saturation=-100.0))
    luminance = parts.layers[1].pixels @ SRGB_LUMINANCE
    assert out == pytest.approx(np.repeat(luminance[..., None], 3, axis=2), abs=1e-6)


def test_contrast_turns_around_middle_grey() -> None:
    layer = np.full((1, 3, 3), 0.18, np.float32)
    layer[0, 0], layer[0, 2] = 0.09, 0.36
    parts = separation_of("additive", [np.zeros_like(layer), layer])
    out = render(parts, Mix.neutral(2).with_layer(1, contrast=2.0))[0, :, 0]
    assert out == pytest.approx([0.045, 0.18, 0.72], rel=1e-5)


def test_softness_blurs_only_its_layer_and_keeps_its_light() -> None:
    dot = np.zeros((41, 41, 3), np.float32)
    dot[20, 20] = 1.0
    parts = separation_of("additive", [noise(41, 41), dot])
    out = render(parts, Mix.neutral(2).with_layer(1, softness_px=3.0)) - parts.layers[0].pixels
    assert float(out[..., 0].sum()) == pytest.approx(1.0, abs=1e-3)
    assert float(out[20, 20, 0]) == pytest.approx(1 / (2 * np.pi * 9), rel=0.02)


def test_softness_leaves_an_even_layer_even_up_to_its_edges() -> None:
    parts = separation_of("additive", [noise(12, 17), np.full((12, 17, 3), 0.5, np.float32)])
    out = render(parts, Mix.neutral(2).with_layer(1, softness_px=3.0))
    assert out == pytest.approx(parts.photo.pixels, abs=1e-6)


@pytest.mark.parametrize("softness_px", [0.7, 5.0, 40.0])
@pytest.mark.parametrize("formation", ["additive", "multiplicative"])
def test_softness_brings_nothing_that_lies_hidden_under_transparency_into_view(
    formation: str, softness_px: float
) -> None:
    alpha = noise(40, 60, low=0.1)[..., 0]
    alpha[:, :30] = 0.0
    seen, made = alpha > 0, []
    for seed in (1, 2):
        layers = [noise(40, 60, low=0.1), noise(40, 60, seed=3, low=0.1)]
        for layer in layers:
            layer[~seen] = noise(40, 60, seed=seed)[~seen]
        parts = separation_of(formation, layers)
        cut_out = replace(parts, photo=replace(parts.photo, alpha=alpha))
        made.append(render(cut_out, Mix.neutral(2).with_layer(1, softness_px=softness_px)))
    np.testing.assert_array_equal(made[0][seen], made[1][seen])


def test_softness_under_even_transparency_is_as_without_any() -> None:
    parts = separation_of("additive", [noise(30, 40), noise(30, 40, seed=1)])
    even = replace(parts, photo=replace(parts.photo, alpha=np.full((30, 40), 0.25, np.float32)))
    mix = Mix.neutral(2).with_layer(1, softness_px=4.0)
    np.testing.assert_allclose(render(even, mix), render(parts, mix), rtol=1e-5)


def test_wide_softness_is_done_in_bands_between_which_it_can_be_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geometry, "BAND_PIXELS", 1)
    parts = separation_of("additive", [noise(1500, 4), noise(1500, 4, seed=1)])
    reached: list[float] = []
    progress = Progress(lambda fraction, stage: reached.append(fraction))
    render(parts, Mix.neutral(2).with_layer(1, softness_px=100.0), progress=progress)
    assert np.diff([0.0, *reached]).max() < 0.25
    progress.cancel()
    with pytest.raises(Cancelled):
        render(parts, Mix.neutral(2).with_layer(1, softness_px=100.0), progress=progress)


def test_the_residual_has_its_own_strength() -> None:
    parts = separation_of("additive", [noise(3, 3), noise(3, 3, seed=1)])
    more = photo_of(parts.photo.pixels + np.float32(0.125))
    with_residual = Separation(more, parts.spec, "", parts.layers)
    out = render(with_residual, Mix(layers=Mix.neutral(2).layers, residual=0.0))
    assert out == pytest.approx(parts.photo.pixels, abs=1e-6)


@pytest.mark.parametrize("change", [{"temperature": 60.0, "saturation": -40.0}, {"contrast": 1.8}])
def test_the_same_change_looks_the_same_in_every_colour_space(change: dict[str, float]) -> None:
    light = noise(3, 3, low=0.2, high=0.6)
    in_srgb = separation_of("additive", [np.zeros_like(light), light])
    in_wide = WIDE.from_linear_srgb(light)
    layers = (Layer("layer0", "", np.zeros_like(light)), Layer("layer1", "", in_wide))
    other = Separation(photo_of(in_wide, color=WIDE), spec_of("additive", 2), "", layers)
    mix = Mix.neutral(2).with_layer(1, **change)
    assert WIDE.to_linear_srgb(render(other, mix)) == pytest.approx(render(in_srgb, mix), abs=1e-5)


def test_a_photo_shares_its_pixels_read_only() -> None:
    photo: Photo = photo_of(noise(2, 2))
    with pytest.raises(ValueError, match="read-only"):
        photo.pixels[0, 0] = 0.0


def test_extreme_numbers_on_extreme_light_stay_numbers_and_inside_the_mask() -> None:
    light = np.full((4, 6, 3), 1e9, np.float32)
    made, mix = separation_of("multiplicative", [light, light]), Mix.neutral(2)
    for index in range(2):
        mix = mix.with_layer(index, strength=4.0, contrast=2.0)
    assert np.isfinite(render(made, mix)).all()
    mask = np.zeros((4, 6), np.float32)
    mask[0, 0] = 0.5
    out = render(made, mix, mask=mask)
    assert np.isfinite(out).all()
    assert np.array_equal(out[mask == 0], made.photo.pixels[mask == 0])


def test_light_that_grows_beyond_all_numbers_stays_brighter_than_it_was() -> None:
    light = np.full((2, 3, 3), 1e9, np.float32)
    made, mix = separation_of("multiplicative", [light, light]), Mix.neutral(2)
    for index in range(2):
        mix = mix.with_layer(index, strength=4.0, contrast=2.0)
    assert (render(made, mix) > made.photo.pixels).all()
