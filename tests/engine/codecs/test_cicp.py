"""Colours in numbers: Display P3, Rec. 2020, PQ and HLG in AVIF, HEIC and PNG files that others wrote."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engine.codecs.bmff import Properties, read_properties
from engine.codecs.reading import read_photo
from engine.icc import read_profile
from engine.picture import Depth, Photo
from tests.engine.codecs.profiles import RGB_PROFILES

Save = Callable[[Path, NDArray, int, int], Path]
SRGB_GREEN_IN_2020 = np.array([0.32928, 0.91954, 0.08801])
"""Linear Rec. 709 green in Rec. 2020 primaries: ITU-R BT.2087-0, equation 4."""
PQ_WHITE, PQ_1000, HLG_WHITE = 0.58068, 0.75183, 0.75
"""203 and 1,000 cd/m² in PQ and white in HLG: ITU-R BT.2408, tables 1 and 2 (58 %, 75 %), with more digits."""


def as_avif(folder: Path, colors: NDArray, primaries: int, transfer: int) -> Path:
    path = folder / "a.avif"
    deep = np.rint(flat(colors) * 4095).astype(np.uint16)
    packed = imagecodecs.avif_encode(
        deep, level=100, bitspersample=12, primaries=primaries, transfer=transfer, matrix=6, pixelformat="444"
    )
    path.write_bytes(packed)
    return path


def as_heic(folder: Path, colors: NDArray, primaries: int, transfer: int) -> Path:
    pillow_heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed")
    path = folder / "a.heic"
    deep = np.rint(flat(colors) * 65535).astype(np.uint16)
    file = pillow_heif.from_bytes("RGB;16", (64, 48), deep.tobytes())
    numbers = {"color_primaries": primaries, "transfer_characteristics": transfer, "matrix_coefficients": 6}
    file.save(path, quality=100, chroma=444, save_nclx_profile=True, **numbers)
    return path


def as_png(folder: Path, colors: NDArray, primaries: int, transfer: int) -> Path:
    path = folder / "a.png"
    plain = imagecodecs.png_encode(np.rint(flat(colors) * 65535).astype(np.uint16))
    body = b"cICP" + bytes((primaries, transfer, 0, 1))
    path.write_bytes(plain[:33] + struct.pack(">I", 4) + body + struct.pack(">I", zlib.crc32(body)) + plain[33:])
    return path


def flat(colors: NDArray) -> NDArray:
    return np.broadcast_to(np.asarray(colors, np.float64), (48, 64, 3))


def in_srgb(photo: Photo) -> NDArray:
    return photo.color.to_linear_srgb(photo.pixels)[24, 32]


ALL = pytest.mark.parametrize("save", [as_avif, as_heic, as_png])


@ALL
def test_display_p3_in_numbers_is_what_its_profile_says(tmp_path: Path, save: Save) -> None:
    codes = np.array([0.8, 0.4, 0.2])
    photo = read_photo(save(tmp_path, codes, 12, 13))
    profile = read_profile(RGB_PROFILES["Display P3"])
    light = profile.to_linear_srgb(profile.decode(flat(codes).astype(np.float32)))[0, 0]
    assert in_srgb(photo) == pytest.approx(light, abs=0.005)
    assert light[0] > 0.65  # sRGB would have said 0.60
    assert photo.notices == ()
    again = read_profile(photo.color.icc)  # the profile that files of it have
    assert (again.name, again.to_srgb) == ("Display P3", photo.color.to_srgb)


@ALL
@pytest.mark.parametrize(
    ("transfer", "code_of_green"), [(8, lambda x: x), (1, lambda x: 1.099297 * x**0.45 - 0.099297)]
)
def test_rec_2020_has_its_primaries_and_its_curve(
    tmp_path: Path, save: Save, transfer: int, code_of_green: Callable[[NDArray], NDArray]
) -> None:
    photo = read_photo(save(tmp_path, code_of_green(SRGB_GREEN_IN_2020), 9, transfer))
    assert in_srgb(photo) == pytest.approx([0, 1, 0], abs=0.01)


@ALL
@pytest.mark.parametrize(
    ("transfer", "code", "light"),
    [(16, PQ_WHITE, 1.0), (16, PQ_1000, 1000 / 203), (18, HLG_WHITE, 1.0), (18, 1.0, 1000 / 203)],
)
def test_hdr_is_light_with_203_candelas_as_white(
    tmp_path: Path, save: Save, transfer: int, code: float, light: float
) -> None:
    photo = read_photo(save(tmp_path, np.full(3, code), 9, transfer))
    assert in_srgb(photo) == pytest.approx(np.full(3, light), rel=0.02)
    assert photo.depth is Depth.SIXTEEN
    assert [notice.code for notice in photo.notices] == ["hdr"]


def test_hlg_keeps_the_hue_of_light_before_the_camera(tmp_path: Path) -> None:
    photo = read_photo(as_png(tmp_path, np.array([0.6, 0.3, 0.3]), 9, 18))
    red, green, _ = photo.pixels[24, 32]
    scene = [(np.exp((0.6 - 0.55991073) / 0.17883277) + 0.28466892) / 12, 0.3**2 / 3]
    assert red / green == pytest.approx(scene[0] / scene[1], rel=1e-3)
    luminance = 0.2627 * scene[0] + 0.7373 * scene[1]
    assert red == pytest.approx(scene[0] * luminance**0.2 * 1000 / 203, rel=2e-3)


@ALL
def test_unknown_numbers_are_told(tmp_path: Path, save: Save) -> None:
    photo = read_photo(save(tmp_path, np.array([0.8, 0.4, 0.2]), 10, 13))
    assert [notice.code for notice in photo.notices] == ["cicp-unknown"]
    assert in_srgb(photo) == pytest.approx([0.6038, 0.1329, 0.0331], abs=0.01)


@ALL
@pytest.mark.parametrize(("primaries", "transfer"), [(1, 13), (2, 2)])
def test_srgb_in_numbers_stays_without_a_profile(tmp_path: Path, save: Save, primaries: int, transfer: int) -> None:
    photo = read_photo(save(tmp_path, np.array([0.8, 0.4, 0.2]), primaries, transfer))
    assert (photo.color.icc, photo.notices) == (b"", ())
    assert in_srgb(photo) == pytest.approx([0.6038, 0.1329, 0.0331], abs=0.01)


def test_a_profile_goes_before_numbers_in_an_avif(tmp_path: Path) -> None:
    picture = Image.new("RGB", (64, 48), (200, 100, 50))
    picture.save(tmp_path / "a.avif", quality=100, icc_profile=RGB_PROFILES["Adobe RGB"])
    assert read_photo(tmp_path / "a.avif").color.icc == RGB_PROFILES["Adobe RGB"]


def test_numbers_go_before_a_profile_in_a_png(tmp_path: Path) -> None:
    plain = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 100, 50)).save(plain, "PNG", icc_profile=RGB_PROFILES["Adobe RGB"])
    body = b"cICP" + bytes((12, 13, 0, 1))
    content, path = plain.getvalue(), tmp_path / "a.png"
    path.write_bytes(content[:33] + struct.pack(">I", 4) + body + struct.pack(">I", zlib.crc32(body)) + content[33:])
    assert read_photo(path).color.name == "Display P3"


def test_a_grey_heic_of_hdr_becomes_light(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed")
    grey = pillow_heif.from_pillow(Image.new("L", (64, 48), round(PQ_WHITE * 255)))
    grey.save(tmp_path / "a.heic", quality=100, save_nclx_profile=True, color_primaries=9, transfer_characteristics=16)
    assert in_srgb(read_photo(tmp_path / "a.heic")) == pytest.approx(np.ones(3), rel=0.04)


def test_a_dark_avif_of_12_bits_stays_dark(tmp_path: Path) -> None:
    dark = np.full(3, 0.1)  # below the largest code of 10 bits
    photo = read_photo(as_avif(tmp_path, dark, 1, 13))
    assert photo.color.encode(photo.pixels, 32)[24, 32] == pytest.approx(dark, abs=0.005)


@pytest.mark.parametrize("cut", range(0, 300, 7))
def test_broken_boxes_have_no_properties_or_some(tmp_path: Path, cut: int) -> None:
    content = as_avif(tmp_path, np.full(3, 0.5), 12, 13).read_bytes()
    assert read_properties(content).cicp.primaries == 12
    assert isinstance(read_properties(content[:cut]), Properties)
    noise = bytearray(content)
    noise[cut : cut + 7] = b"\xff" * 7
    assert isinstance(read_properties(bytes(noise)), Properties)
