"""The first look at a photo is the photo, only coarser: its colours, its orientation, its shape."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from engine.codecs.looking import first_look
from engine.codecs.reading import read_photo
from engine.errors import PhotoError
from engine.geometry import Size
from tests.engine.codecs.exif_blocks import exif_block
from tests.engine.codecs.profiles import ADOBE_COLORANTS, gamma, rgb_profile

ADOBE = rgb_profile(ADOBE_COLORANTS, gamma(2.2))


def large_jpeg(path: Path, **options: bytes) -> Path:
    """Nine megapixels with another colour in each corner, so that every way of turning them is told apart."""
    corners = np.array([[[180, 110, 110], [130, 160, 130]], [[120, 120, 180], [180, 170, 130]]], np.uint8)
    Image.fromarray(cv2.resize(corners, (3601, 2503), interpolation=cv2.INTER_LINEAR)).save(path, "JPEG", **options)
    return path


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_look_at_a_jpeg_has_the_photos_colours_and_stands_upright(tmp_path: Path, orientation: int) -> None:
    path = large_jpeg(tmp_path / "a.jpg", exif=b"Exif\0\0" + exif_block(orientation=orientation), icc_profile=ADOBE)
    look, photo = first_look(path), read_photo(path)
    assert look is not None
    assert not look.is_of_camera
    assert look.size == photo.size
    height, width = look.codes.shape[:2]
    assert max(width, height) == 1801
    whole = cv2.resize(photo.color.srgb_codes(photo.pixels), (width, height), interpolation=cv2.INTER_AREA)
    assert np.abs(look.codes.astype(int) - whole).max() <= 4


def test_a_look_at_a_jpeg_is_through_its_profile(tmp_path: Path) -> None:
    look = first_look(large_jpeg(tmp_path / "a.jpg", icc_profile=ADOBE))
    plain = first_look(large_jpeg(tmp_path / "b.jpg"))
    assert look is not None
    assert plain is not None
    assert np.abs(look.codes.astype(int) - plain.codes).max() > 10


@pytest.mark.parametrize(("size", "suffix"), [(Size(3000, 2000), "jpg"), (Size(4000, 3000), "png")])
def test_a_photo_that_is_read_at_once_or_cannot_be_shrunk_has_none(tmp_path: Path, size: Size, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (size.width, size.height), (90, 80, 70)).save(path)
    assert first_look(path) is None


def test_a_jpeg_that_ends_too_early_is_told_at_the_first_look(tmp_path: Path) -> None:
    path = large_jpeg(tmp_path / "a.jpg")
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(PhotoError) as caught:
        first_look(path)
    assert caught.value.code == "photo-truncated"
