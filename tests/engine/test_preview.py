"""A preview is the render, only smaller."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.color import Pixels
from engine.geometry import Region
from engine.mix import Mix
from engine.picture import Separation
from engine.preview import Pyramid, preview_of, scaled_mix
from engine.render import render
from engine.runtime import Device
from engine.separator import Separator
from tests.engine.pictures import noise, photo_of


@pytest.fixture(params=["half", "shade", "three"])
def separation(request: pytest.FixtureRequest, separators: dict[str, Path]) -> Separation:
    photo = photo_of(noise(97, 130, low=0.05))
    return Separator(separators[request.param], Device.CPU).separate(photo)


def _pyramid(separation: Separation) -> Pyramid:
    return Pyramid.over(_pictures(separation))


def _pictures(separation: Separation) -> list[Pixels]:
    return [separation.photo.pixels, *(layer.pixels for layer in separation.layers)]


def test_at_scale_one_a_preview_is_the_render_to_the_last_bit(separation: Separation) -> None:
    region = Region(10, 20, 60, 50)
    mix = Mix.neutral(len(separation.layers)).with_layer(1, strength=0.3, exposure_ev=0.5, saturation=-20)
    preview = preview_of(separation, _pyramid(separation).cut(region, 1.0), 1.0)
    np.testing.assert_array_equal(preview.render(mix), render(separation, mix, region=region))


@pytest.mark.parametrize("scale", [0.9, 0.5, 0.37, 0.125])
def test_the_layers_of_a_preview_add_back(separation: Separation, scale: float) -> None:
    preview = preview_of(separation, _pyramid(separation).cut(Region(3, 5, 97, 80), scale), scale)
    assert preview.separation.photo.size.width == round(97 * scale)
    assert preview.separation.largest_residual() < 1e-5


def test_a_small_remix_is_near_the_shrunk_large_remix(separation: Separation) -> None:
    mix = Mix.neutral(len(separation.layers)).with_layer(1, strength=0.5)
    whole = Region.whole(separation.photo.size)
    (shrunk,) = Pyramid.over([render(separation, mix)]).cut(whole, 0.5)
    preview = preview_of(separation, _pyramid(separation).cut(whole, 0.5), 0.5)
    assert np.abs(preview.render(mix) - shrunk).mean() < 0.02


def test_a_preview_keeps_to_its_mask(separation: Separation) -> None:
    preview = preview_of(separation, _pyramid(separation).cut(Region.whole(separation.photo.size), 0.5), 0.5)
    photo = preview.separation.photo.pixels
    mask = np.zeros(photo.shape[:2], np.float32)
    mask[:, 20:] = 1.0
    out = preview.render(Mix.neutral(len(separation.layers)).with_layer(1, strength=0.0), mask=mask)
    assert np.array_equal(out[:, :20], photo[:, :20])
    assert not np.isclose(out[:, 20:], photo[:, 20:]).all(axis=2).any()


@pytest.mark.parametrize("scale", [0.5, 0.25, 0.125])
@pytest.mark.parametrize("region", [Region(0, 0, 64, 32), Region(64, 128, 128, 64), Region(192, 224, 64, 32)], ids=str)
def test_a_small_cut_shows_the_region_that_was_asked_for(region: Region, scale: float) -> None:
    across, down = np.meshgrid(np.arange(256.0), np.arange(256.0))
    ramps = np.stack([across, down, across + down], axis=-1).astype(np.float32)
    (cut,) = Pyramid.over([ramps]).cut(region, scale)
    side = round(1 / scale)
    exact = ramps[region.slices].reshape(round(region.height * scale), side, round(region.width * scale), side, 3)
    assert cut == pytest.approx(exact.mean(axis=(1, 3)), abs=1e-3)


def test_a_small_cut_between_pixels_of_its_level_shows_its_region_to_a_pixel() -> None:
    ramp = np.broadcast_to(np.arange(256.0, dtype=np.float32)[None, :, None], (256, 256, 3))
    (cut,) = Pyramid.over([ramp]).cut(Region(33, 33, 95, 95), 0.4)
    assert cut.shape == (38, 38, 3)
    assert cut[0, :, 0] == pytest.approx(33 + (np.arange(38) + 0.5) / 0.4 - 0.5, abs=1.0)


def test_softness_shrinks_with_the_picture_and_nothing_else_does() -> None:
    mix = Mix(layers=Mix.neutral(2).with_layer(1, softness_px=40.0, exposure_ev=1.0).layers, residual=0.25)
    assert scaled_mix(mix, 0.25) == mix.with_layer(1, softness_px=10.0)


@pytest.mark.parametrize("scale", [0.9, 0.5, 0.2])
def test_a_preview_shows_nothing_that_lies_hidden_under_transparency(separation: Separation, scale: float) -> None:
    whole, alpha = Region.whole(separation.photo.size), np.zeros((97, 130), np.float32)
    alpha[:, 51:] = 1.0
    mix, made = Mix.neutral(len(separation.layers)).with_layer(1, strength=0.5, softness_px=9.0), []
    for hidden in (0.05, 0.9):
        pictures = [np.where(alpha[..., None] == 0, np.float32(hidden), picture) for picture in _pictures(separation)]
        pyramid = Pyramid.over(pictures, alpha=alpha)
        cover = pyramid.cut_alpha(whole, scale)
        made.append(preview_of(separation, pyramid.cut(whole, scale), scale, cover).render(mix))
    assert cover is not None
    np.testing.assert_array_equal(made[0][cover > 0], made[1][cover > 0])


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 300, 3), (257, 1, 3)])
def test_any_size_has_a_pyramid(shape: tuple[int, int, int]) -> None:
    pyramid = Pyramid.over([np.zeros(shape, np.float32)])
    (cut,) = pyramid.cut(Region.whole(pyramid.size), 0.1)
    assert min(cut.shape[:2]) >= 1
