"""JPEG XL: every depth, colours by numbers and by profiles, and metadata, from files that libjxl wrote."""

from __future__ import annotations

import base64
import io
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engine.codecs.bmff import boxes
from engine.codecs.exif import facts
from engine.codecs.jxl_header import SIGNATURE, read_header
from engine.codecs.reading import read_photo
from engine.errors import PhotoError
from engine.icc import read_profile
from engine.picture import Depth, Photo
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.codecs.profiles import GREY_PROFILES, RGB_PROFILES

RAMP = np.linspace(0.0, 1.0, 48 * 64).reshape(48, 64, 1).repeat(3, axis=2)
SRGB_NUMBERS = ((0, 1), (0, 1), (0, 2), (1, 2), (1, 2), (0, 1), (2, 2), (11, 4), (1, 2))
P3_NUMBERS = ((0, 1), (0, 1), (0, 2), (1, 2), (2, 2), (9, 4), (0, 1), (2, 2), (11, 4), (1, 2))
PQ_2020_NUMBERS = ((0, 1), (0, 1), (0, 2), (1, 2), (2, 2), (7, 4), (0, 1), (2, 2), (14, 4), (1, 2))
GAMMA_NUMBERS = ((0, 1), (0, 1), (0, 2), (1, 2), (1, 2), (1, 1), (5_000_000, 24), (1, 2))
"""Not the default, no profile, RGB, white D65, primaries, an exponent or none, the curve, how to render."""
ADOBE_GREEN_AND_GREY_40 = (
    b"{|doD3O@-05~cx2oBKl3WL`&3)Zo@3tv~~>A)DPk3qd0cK_?9Xnniq;R!dcl+X`UUuU(f6<Q4m<DT?0_Ng|PC!_RQ(iW^1Kt|uCZO}q4Lnvb-Pyo"
    b"f#4qc~(b4Z;zEpOjz|K2Xa{4nxy`fQCUomAhulL=en__`>0-0RR$+0AK+>C#eAdP@yu)xWUW0o-aRiSWMfv&d^rd7M3t3o&gq;LUM3kz~?{!Ma*p6"
    b"C;6{v%IkPemi0gdK;anOw*M!efZ&e%4Xx$@LSWtXKddA9{H2{@0-O;"
)
"""What cjxl makes, with loss, of 16 × 8 pixels, half green and half grey, in Adobe RGB of `profiles`."""


def in_numbers(codestream: bytes, numbers: Iterable[tuple[int, int]]) -> bytes:
    """A codestream of another's pixels without loss, whose colours are told by other numbers of so many bits."""
    header = read_header(codestream)
    whole = int.from_bytes(codestream[: -(-header.end // 8)], "little")
    start, end = header.colors_at
    pieces = ((whole, start), *numbers, (whole >> end, header.end - end))
    number = at = 0
    for value, width in pieces:
        number |= (value & ((1 << width) - 1)) << at
        at += width
    return number.to_bytes(-(-at // 8), "little") + codestream[-(-header.end // 8) :]


def plain(picture: NDArray, *, bits: int | None = None) -> bytes:
    """The codestream of a picture without loss; integers of more than 8 bits and floats are told to be linear."""
    content = bytes(imagecodecs.jpegxl_encode(picture, lossless=True, bitspersample=bits))
    return content if content.startswith(SIGNATURE) else dict(boxes(content))[b"jxlc"]


def saved(folder: Path, content: bytes) -> Photo:
    (folder / "a.jxl").write_bytes(content)
    return read_photo(folder / "a.jxl")


def outcome(folder: Path, content: bytes) -> str:
    try:
        saved(folder, content)
    except PhotoError as error:
        return error.code
    return "read"


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def boxed(*boxes: bytes) -> bytes:
    return box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ") + b"".join(boxes)


@pytest.mark.parametrize("bits", [5, 8, 10, 12, 14, 16])
def test_white_is_white_at_every_depth(tmp_path: Path, bits: int) -> None:
    top = (1 << bits) - 1
    codes = np.rint(RAMP * top).astype(np.uint8 if bits <= 8 else np.uint16)
    photo = saved(tmp_path, in_numbers(plain(codes, bits=bits), SRGB_NUMBERS))
    assert photo.depth is (Depth.EIGHT if bits <= 8 else Depth.SIXTEEN)
    assert np.array_equal(
        photo.color.encode(photo.pixels, photo.depth), np.rint(codes / top * ((1 << photo.depth) - 1))
    )
    assert (photo.color.icc, photo.notices) == (b"", ())


@pytest.mark.parametrize("kind", [np.float16, np.float32])
def test_floats_are_linear_only_where_the_file_says_so(tmp_path: Path, kind: type) -> None:
    floats = RAMP.astype(kind)
    linear = saved(tmp_path, plain(floats))
    assert (linear.depth, linear.color.icc) == (Depth.FLOAT, b"")
    assert np.array_equal(linear.pixels, floats.astype(np.float32))
    encoded = saved(tmp_path, in_numbers(plain(floats), SRGB_NUMBERS))
    assert encoded.pixels[24, 0, 0] == pytest.approx(0.214, abs=0.002)
    assert encoded.color.encode(encoded.pixels, 32) == pytest.approx(floats.astype(np.float32), abs=1e-6)


def test_display_p3_in_numbers_is_what_its_profile_says(tmp_path: Path) -> None:
    codes = np.full((8, 8, 3), (200, 100, 50), np.uint8)
    photo = saved(tmp_path, in_numbers(plain(codes), P3_NUMBERS))
    profile = read_profile(RGB_PROFILES["Display P3"])
    expected = profile.to_linear_srgb(profile.decode(codes))
    assert photo.color.to_linear_srgb(photo.pixels) == pytest.approx(expected, abs=1e-3)
    assert np.array_equal(photo.color.encode(photo.pixels, 8), codes)
    assert read_profile(photo.color.icc).name == "Display P3"


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.float32])
def test_pq_is_light_with_203_candelas_as_white(tmp_path: Path, kind: type) -> None:
    top = 1 if kind is np.float32 else np.iinfo(kind).max
    codes = np.full((8, 8, 3), 0.58068 * top).astype(kind)
    photo = saved(tmp_path, in_numbers(plain(codes), PQ_2020_NUMBERS))
    assert photo.pixels == pytest.approx(np.ones((8, 8, 3)), rel=0.05 if kind is np.uint8 else 0.001)
    assert [notice.code for notice in photo.notices] == ["hdr"]


def test_an_exponent_is_the_curve(tmp_path: Path) -> None:
    codes = np.full((8, 8, 3), 51, np.uint8)
    photo = saved(tmp_path, in_numbers(plain(codes), GAMMA_NUMBERS))
    assert photo.pixels == pytest.approx(np.full((8, 8, 3), 0.04), abs=1e-4)
    assert np.array_equal(photo.color.encode(photo.pixels, 8), codes)


@pytest.mark.parametrize("name", [*RGB_PROFILES, "grey gamma 2.2", "grey with flat ends"])
def test_a_profile_comes_back_byte_for_byte(tmp_path: Path, name: str) -> None:
    icc = {**RGB_PROFILES, **GREY_PROFILES}[name]
    picture = Image.new("L" if name.startswith("grey") else "RGB", (16, 8), "#646464")
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", icc_profile=icc, quality=95)
    photo = saved(tmp_path, bytes(imagecodecs.jpegxl_encode_jpeg(jpeg.getvalue())))
    assert (photo.color.icc, photo.notices) == (icc, ())
    assert np.abs(photo.color.encode(photo.pixels, 8).astype(int) - 100).max() <= 1


def test_of_a_lossy_file_with_a_profile_no_colour_is_cut_off(tmp_path: Path) -> None:
    photo = saved(tmp_path, base64.b85decode(ADOBE_GREEN_AND_GREY_40))
    assert (photo.color.icc, photo.depth) == (RGB_PROFILES["Adobe RGB"], Depth.EIGHT)
    codes = photo.color.encode(photo.pixels, 8).astype(int)
    assert np.abs(codes[:, 2:6] - (0, 255, 0)).max() <= 20  # in sRGB it would be 144, 255, 59
    assert np.abs(codes[:, 10:] - 40).max() <= 2
    assert photo.notices == ()


@pytest.mark.parametrize("is_packed", [False, True])
def test_metadata_lies_in_boxes(tmp_path: Path, is_packed: bool) -> None:
    exif = b"\0\0\0\0" + exif_block(orientation=6)
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
    told = [box(b"Exif", exif), box(b"xml ", xmp)]
    if is_packed:
        told = [box(b"brob", one[4:8] + imagecodecs.brotli_encode(one[8:])) for one in told]
    codestream = plain(np.zeros((8, 16, 3), np.uint8))
    parts = box(b"jxlp", b"\0\0\0\0" + codestream[:9]), box(b"jxlp", b"\x80\0\0\1" + codestream[9:])
    photo = saved(tmp_path, boxed(*told, *parts))
    assert MAKER_NOTE in photo.metadata.exif
    assert facts(photo.metadata.exif).orientation == 1
    assert photo.metadata.xmp == xmp
    assert photo.size.width == 16  # a decoder turns it as the codestream says


def test_a_broken_box_is_no_metadata(tmp_path: Path) -> None:
    codestream = plain(np.zeros((8, 16, 3), np.uint8))
    photo = saved(tmp_path, boxed(box(b"brob", b"xml \xff\xff"), box(b"jxlc", codestream)))
    assert (photo.metadata.xmp, photo.notices) == (b"", ())


def test_of_packed_boxes_only_the_first_of_each_kind_that_counts_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked, unpack = [], imagecodecs.brotli_decode

    def counting(packed: bytes, **options: Any) -> bytes:
        unpacked.append(packed)
        return bytes(unpack(packed, **options))

    monkeypatch.setattr(imagecodecs, "brotli_decode", counting)
    packets = [b'<x:xmpmeta xmlns:x="adobe:ns:meta/">%d</x:xmpmeta>' % number for number in range(3)]
    boxes = [box(b"brob", name + imagecodecs.brotli_encode(one)) for name in (b"jumb", b"xml ") for one in packets]
    photo = saved(tmp_path, boxed(*boxes, box(b"jxlc", plain(np.zeros((8, 16, 3), np.uint8)))))
    assert photo.metadata.xmp == packets[0]
    assert len(unpacked) == 1


def test_of_an_animation_the_first_picture_is_read_with_a_notice(tmp_path: Path) -> None:
    stack = np.stack([np.full((8, 16, 3), 10, np.uint8), np.full((8, 16, 3), 200, np.uint8)])
    photo = saved(tmp_path, plain(stack))
    assert (photo.color.encode(photo.pixels, 8) == 10).all()
    assert [notice.code for notice in photo.notices] == ["further-pictures"]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.8])
def test_truncated_files_are_refused(tmp_path: Path, share: float) -> None:
    jpeg = io.BytesIO()
    Image.fromarray(np.rint(RAMP * 255).astype(np.uint8)).save(jpeg, "JPEG", icc_profile=RGB_PROFILES["Adobe RGB"])
    for content in (
        plain(np.rint(RAMP * 255).astype(np.uint8)),
        bytes(imagecodecs.jpegxl_encode_jpeg(jpeg.getvalue())),
    ):
        assert outcome(tmp_path, content[: max(13, int(len(content) * share))]) == "photo-damaged"


@pytest.mark.parametrize("seed", range(60))
def test_damage_in_the_header_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    random = np.random.default_rng(seed)
    content = bytearray(base64.b85decode(ADOBE_GREEN_AND_GREY_40))
    for _ in range(3):
        content[random.integers(len(SIGNATURE), len(content))] = random.integers(256)
    assert outcome(tmp_path, bytes(content)) in ("read", "photo-damaged", "photo-too-large")
