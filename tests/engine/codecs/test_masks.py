"""Masks: brightness as stored, or transparency where it varies, at exactly the photo's size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.codecs.png_chunks import chunk
from engine.codecs.reading import read_mask
from engine.errors import PhotoError
from engine.geometry import Size
from tests.engine.codecs.exif_blocks import exif_block
from tests.engine.codecs.profiles import RGB_PROFILES
from tests.engine.codecs.samples import save_png, save_tiff

GREY = np.random.default_rng(0).integers(0, 256, (3, 5, 1), dtype=np.uint8)
SIZE = Size(5, 3)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_grey_is_the_mask_whatever_the_profile(tmp_path: Path, dtype: type) -> None:
    top = np.iinfo(dtype).max
    codes = np.random.default_rng(0).integers(0, top + 1, (3, 5, 1), dtype=dtype)
    mask = read_mask(save_png(tmp_path / "a.png", codes), SIZE)
    assert mask.dtype == np.float32
    assert np.allclose(mask, codes[..., 0] / top, atol=1e-7)
    colored = np.repeat(codes, 3, axis=2)
    tagged = read_mask(save_png(tmp_path / "b.png", colored, RGB_PROFILES["Adobe RGB"]), SIZE)
    assert np.allclose(tagged, mask, atol=1e-6)


def test_varying_transparency_is_the_mask(tmp_path: Path) -> None:
    white = np.full((3, 5, 3), 255, np.uint8)
    mask = read_mask(save_png(tmp_path / "a.png", np.dstack([white, GREY])), SIZE)
    assert np.allclose(mask, GREY[..., 0] / 255)


def test_a_mask_that_is_no_number_is_refused(tmp_path: Path) -> None:
    codes = np.full((3, 5, 1), 0.5, np.float32)
    codes[1, 2] = np.nan
    with pytest.raises(PhotoError) as caught:
        read_mask(save_tiff(tmp_path / "a.tif", codes), SIZE)
    assert caught.value.code == "not-finite"


def test_even_transparency_is_not(tmp_path: Path) -> None:
    picture = np.dstack([GREY, GREY, GREY, np.full_like(GREY, 255)])
    mask = read_mask(save_png(tmp_path / "a.png", picture), SIZE)
    assert np.allclose(mask, GREY[..., 0] / 255, atol=1e-6)


def test_green_is_brighter_than_blue(tmp_path: Path) -> None:
    picture = np.array([[[0, 255, 0], [0, 0, 255]]], np.uint8)
    assert read_mask(save_png(tmp_path / "a.png", picture), Size(2, 1))[0] == pytest.approx([0.7152, 0.0722])


def test_floats_are_limited_to_0_and_1(tmp_path: Path) -> None:
    picture = np.array([[[-1.0], [0.25], [3.0]]], np.float32)
    assert read_mask(save_tiff(tmp_path / "a.tif", picture), Size(3, 1))[0] == pytest.approx([0.0, 0.25, 1.0])


def test_a_mask_is_turned_upright(tmp_path: Path) -> None:
    path = save_png(tmp_path / "a.png", GREY, chunks=chunk(b"eXIf", exif_block(orientation=6)))
    assert np.allclose(read_mask(path, Size(3, 5)), np.rot90(GREY[..., 0], -1) / 255)


def test_another_size_is_refused(tmp_path: Path) -> None:
    path = save_png(tmp_path / "a.png", GREY)
    with pytest.raises(PhotoError) as caught:
        read_mask(path, Size(3, 5))
    assert caught.value.code == "mask-size"
    assert "5 × 3" in caught.value.sentence
    assert "3 × 5" in caught.value.sentence


def test_a_mask_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("mask")
    with pytest.raises(PhotoError):
        read_mask(tmp_path / "a.png", SIZE)
