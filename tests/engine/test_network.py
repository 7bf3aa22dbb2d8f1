"""What the network is shown of a photo and of hints, and in which colours its layers come back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.color import Plane
from engine.runtime import Device
from engine.separator import Separator
from tests.engine.pictures import WIDE, noise, photo_of
from tests.engine.separators import halving_separator

EVEN = np.full((128, 128, 3), 0.5, np.float32)


SHARE = np.array([0.6, 0.4, 0.3], np.float32)


@pytest.fixture
def tint(tmp_path: Path) -> Separator:
    """The reflection is another share of each channel."""
    path = tmp_path / "tint.onnx"
    path.write_bytes(halving_separator(share=SHARE.reshape(1, 3, 1, 1)).SerializeToString())
    return Separator(path, Device.CPU)


def test_a_wide_gamut_photo_is_seen_and_given_back_as_the_same_light_in_srgb(tint: Separator) -> None:
    light = noise(24, 40, low=0.4, high=0.6)
    in_srgb = tint.separate(photo_of(light)).layers
    in_wide = tint.separate(photo_of(WIDE.from_linear_srgb(light), color=WIDE)).layers
    assert in_srgb[1].pixels == pytest.approx(light * SHARE, abs=1e-5)
    for one, other in zip(in_srgb, in_wide, strict=True):
        assert WIDE.to_linear_srgb(other.pixels) == pytest.approx(one.pixels, abs=1e-5)


def test_layers_of_a_grey_photo_are_the_mean_of_what_the_network_says_of_the_channels(tint: Separator) -> None:
    grey = np.repeat(noise(24, 40, low=0.2)[..., :1], 3, axis=2)
    reflection = tint.separate(photo_of(grey, is_grey=True)).layers[1].pixels
    assert reflection == pytest.approx(SHARE.mean() * grey, abs=1e-6)


def test_the_margin_of_the_network_mirrors_the_photo(separators: dict[str, Path]) -> None:
    """The shading is a mean over nine pixels, of which the last rows and columns see four beyond the photo."""
    even = photo_of(EVEN[:60, :60])
    shading = Separator(separators["shade"], Device.CPU).separate(even).layers[1].pixels
    assert shading[4:, 4:] == pytest.approx(0.55, abs=1e-5)


def test_a_hint_is_drawn_where_it_is_half_there_or_more(separators: dict[str, Path]) -> None:
    hint = np.full((64, 64), 0.49, np.float32)
    hint[:, 32:] = 0.5
    rain = _lights(separators, {"rain": hint}, size=64)["rain"]
    assert rain[:, :32] == pytest.approx(0.5 * 0.2, abs=1e-5)
    assert rain[:, 32:] == pytest.approx(0.5 * 0.4 / 1.2, abs=1e-5)


def test_a_shrunk_pixel_is_of_the_hint_that_covers_most_of_it_and_of_all_that_cover_as_much(
    separators: dict[str, Path],
) -> None:
    """The network sees half of the size: four pixels become one, three of them hinted one way, then two."""
    reflection, rain = np.zeros((128, 128), np.float32), np.zeros((128, 128), np.float32)
    rain[::2, ::2] = 1.0
    reflection[rain == 0] = 1.0
    rain[:, 64:], reflection[:, 64:] = 0.0, 0.0
    rain[::2, 64:], reflection[1::2, 64:] = 1.0, 1.0
    found = _lights(separators, {"reflection": reflection, "rain": rain}, size=128)
    most, equal = (slice(None), slice(0, 56)), (slice(None), slice(72, None))
    assert found["rain"][most] == pytest.approx(0.5 * 0.2 / 1.2, abs=1e-5)
    assert found["reflection"][most] == pytest.approx(0.5 * 0.5 / 1.2, abs=1e-5)
    assert found["rain"][equal] == pytest.approx(0.5 * 0.4 / 1.4, abs=1e-5)
    assert found["reflection"][equal] == pytest.approx(0.5 * 0.5 / 1.4, abs=1e-5)


def _lights(separators: dict[str, Path], hints: dict[str, Plane], *, size: int) -> dict[str, Plane]:
    """The layers of an even grey photo, which are shares of 0.5, 0.3 and 0.2 and where hinted of 0.2 more."""
    separation = Separator(separators["three"], Device.CPU).separate(photo_of(EVEN[:size, :size]), hints=hints)
    return {layer.name: layer.pixels[..., 0] for layer in separation.layers}
