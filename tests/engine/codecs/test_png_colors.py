"""PNG without a profile: gAMA and cHRM say what codes mean, and files made of it say so too."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from engine.codecs.png_chunks import chunk
from engine.codecs.reading import read_photo
from engine.icc import read_profile
from engine.picture import Photo
from tests.engine.codecs.profiles import RGB_PROFILES
from tests.engine.codecs.samples import save_png

CODES = np.random.default_rng(0).integers(0, 256, (7, 9, 3), dtype=np.uint8)
SRGB_XY = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
ADOBE_XY = (0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)
"""White, red, green and blue."""


def gama(exponent: float) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", round(exponent * 100_000)))


def chrm(xy: tuple[float, ...]) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in xy)))


def read(folder: Path, chunks: bytes, icc: bytes = b"") -> Photo:
    return read_photo(save_png(folder / "a.png", CODES, icc, chunks=chunks))


def test_the_curve_is_the_one_of_gama(tmp_path: Path) -> None:
    photo = read(tmp_path, gama(1.0))
    assert photo.pixels == pytest.approx(CODES / np.float32(255), abs=1e-6)
    assert np.array_equal(photo.color.encode(photo.pixels, 8), CODES)
    again = read_profile(photo.color.icc)  # the profile that files of it have
    assert again.curves == photo.color.curves
    assert photo.notices == ()


def test_the_primaries_are_those_of_chrm(tmp_path: Path) -> None:
    photo = read(tmp_path, gama(0.45455) + chrm(ADOBE_XY))
    adobe = read_profile(RGB_PROFILES["Adobe RGB"])
    expected = adobe.to_linear_srgb(adobe.decode(CODES))
    assert photo.color.to_linear_srgb(photo.pixels) == pytest.approx(expected, abs=2e-3)
    assert np.array_equal(photo.color.encode(photo.pixels, 8), CODES)


@pytest.mark.parametrize(
    "chunks",
    [
        gama(0.45455),
        gama(0.45455) + chrm(SRGB_XY),
        chrm(SRGB_XY),
        chunk(b"sRGB", b"\0") + gama(1.0) + chrm(ADOBE_XY),
        chunk(b"cICP", bytes((1, 13, 0, 1))) + gama(1.0),
    ],
)
def test_what_means_srgb_stays_without_a_profile(tmp_path: Path, chunks: bytes) -> None:
    photo = read(tmp_path, chunks)
    assert (photo.color.icc, photo.color.name) == (b"", "sRGB (assumed)")


def test_a_profile_goes_before_them(tmp_path: Path) -> None:
    icc = RGB_PROFILES["Adobe RGB"]
    assert read(tmp_path, gama(1.0) + chrm(SRGB_XY), icc).color.icc == icc


@pytest.mark.parametrize(
    "chunks",
    [
        gama(0),
        gama(0.00001),
        chunk(b"gAMA", b"\0"),
        chrm((0.0,) * 8),
        chrm((0.3, 0.3) * 4),
        chrm((0.9, 0.05, *SRGB_XY[2:])),
        chrm((0.3127, 0.3290, 0.64, 0.33, 0.30, 0.0, 0.15, 0.06)),
        chunk(b"cHRM", b"\0\1"),
    ],
)
def test_what_makes_no_sense_is_not_there(tmp_path: Path, chunks: bytes) -> None:
    assert read(tmp_path, chunks).color.name == "sRGB (assumed)"
