"""A photo that is transparent in places is shown like that: no colour that lies hidden there is seen anywhere."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QColor, QIcon, QImage

from engine.codecs.reading import read_photo
from engine.runtime import Device
from engine.separator import Separator
from sils_gui.state.settings import THEME
from tests.gui.eyes import grabbed
from tests.gui.hand import SHIFT, Hand, PhotoFile, codes_of

LEFT_PX = 60
VIEWS = {"remix": "", "photo": "\\", "layer": "2", "wipe": "shift+y", "side by side": "y", "grid": "g"}


@pytest.fixture
def cut_out(photo_file: PhotoFile, tmp_path: Path) -> Path:
    """A photo of 160 × 120 whose left is transparent, with green under it, and half of what is right of that."""
    picture = cv2.cvtColor(codes_of(photo_file())[..., ::-1], cv2.COLOR_BGR2BGRA)
    picture[..., 3] = 255
    picture[:, :LEFT_PX] = (0, 255, 0, 0)
    picture[:, LEFT_PX : LEFT_PX + 20, 3] = 128
    path = tmp_path / "cut-out.png"
    assert cv2.imwrite(str(path), picture)
    return path


@pytest.fixture
def shown(hand: Hand, cut_out: Path) -> Hand:
    """A window with the cut-out and its layers; the mix changes nothing."""
    hand.open(cut_out)
    hand.separate()
    hand.set_amount(100)
    hand.rest()
    return hand


def is_green(codes: np.ndarray) -> np.ndarray:
    """Where (H, W) codes are greener than any of the photo."""
    red, green, blue = (codes[..., channel].astype(int) for channel in range(3))
    return (green - red > 60) & (green - blue > 60)


def greys(codes: np.ndarray) -> set[int]:
    """The codes of what is grey; raises where it is not."""
    assert np.ptp(codes, axis=-1).max() == 0, "the squares are neutral"
    return set(np.unique(codes).tolist())


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_hidden_is_seen_on_the_canvas(shown: Hand, view: str) -> None:
    key = VIEWS[view]
    if key:
        shown.key(key[-1], SHIFT) if key.startswith("shift") else shown.key(key)
    assert not is_green(shown.seen()).any()
    shown.key("z")
    assert not is_green(shown.seen()).any()


@pytest.mark.parametrize("view", ["remix", "photo"])
def test_what_is_opaque_has_the_files_own_codes_beside_a_checkerboard(shown: Hand, cut_out: Path, view: str) -> None:
    shown.key(VIEWS[view]) if VIEWS[view] else None
    seen = shown.seen_photo()
    np.testing.assert_array_equal(seen[:, LEFT_PX + 20 :], codes_of(cut_out)[:, LEFT_PX + 20 :])
    assert len(greys(seen[:, :LEFT_PX])) == 2
    squares = seen[:, :LEFT_PX, 0].astype(int)
    assert {int(run) for run in np.diff(np.flatnonzero(np.diff(squares[60])))} == {8}


def test_what_is_half_transparent_lets_half_of_the_checkerboard_through(shown: Hand, cut_out: Path) -> None:
    seen, half = shown.seen_photo(), slice(LEFT_PX, LEFT_PX + 20)
    inside = seen[:, half].astype(float) - codes_of(cut_out)[:, half] * (128 / 255)
    shares = np.unique(np.rint(inside / (127 / 255) / 2).astype(int))
    squares = sorted(greys(seen[:, :LEFT_PX]))
    assert shares.min() >= squares[0] // 2 - 2
    assert shares.max() <= squares[1] // 2 + 2


def test_each_theme_has_its_squares(shown: Hand) -> None:
    dark = greys(shown.seen_photo()[:, :LEFT_PX])
    shown.sils.state.settings.set(THEME, "light")
    light = greys(shown.seen_photo()[:, :LEFT_PX])
    assert max(dark) < min(light)
    for image in thumbnails(shown):
        assert image.pixelColor(8, image.height() // 2).lightness() in light


def test_nothing_hidden_is_seen_in_thumbnails(shown: Hand) -> None:
    for image in thumbnails(shown):
        edge = QColor(image.pixelColor(8, image.height() // 2))
        assert edge.saturation() == 0
    for strip in shown.window.docks.mixer.strips:
        assert not is_green(grabbed(strip.thumbnail)).any()


def test_the_histogram_counts_what_is_seen(shown: Hand) -> None:
    overview = shown.sils.shop.previewing.overview
    assert overview is not None
    assert overview.histogram[1, 255] == 0
    assert (overview.histogram.sum(axis=1) == (160 - LEFT_PX) * 120).all()


def test_an_opaque_photo_has_opaque_pictures(separated: Hand) -> None:
    frame = separated.sils.shop.previewing.frame
    assert frame is not None
    assert frame.alpha is None
    assert not any(image.hasAlphaChannel() for image in frame.images)


def test_the_difference_tells_of_hidden_pixels_too(shown: Hand) -> None:
    shown.set_amount(50)
    shown.key("d")
    assert shown.seen_photo()[:, : LEFT_PX - 2].any()


def test_the_windows_layers_know_of_the_transparency(shown: Hand, shelf_home: Path, cut_out: Path) -> None:
    made = Separator(shelf_home / "sils" / "separators" / "half.onnx", Device.CPU).separate(read_photo(cut_out))
    separation = shown.document.separation
    assert separation is not None
    for ours, theirs in zip(separation.layers, made.layers, strict=True):
        np.testing.assert_array_equal(ours.pixels, theirs.pixels)


def thumbnails(hand: Hand) -> list[QImage]:
    """The image of the film strip, and those of the layers."""
    strip = hand.window.docks.film_strip
    icons: list[QIcon] = [strip.item(0).icon(), *(each.thumbnail.icon() for each in hand.window.docks.mixer.strips)]
    return [icon.pixmap(icon.availableSizes()[0]).toImage() for icon in icons]
