"""HEIC and AVIF: depths kept, upright once, and a sentence where the reader is not installed."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from engine.codecs.bmff_items import exif_in
from engine.codecs.directory import EXIF
from engine.codecs.exif import facts
from engine.codecs.orientation import turned_upright
from engine.codecs.reading import read_photo
from engine.errors import PhotoError
from engine.picture import Depth
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.codecs.profiles import RGB_PROFILES

RAMP = np.linspace(0.1, 0.9, 48 * 64).reshape(48, 64, 1).repeat(3, axis=2)
EIGHT = np.rint(RAMP * 255).astype(np.uint8)


def near(path: Path, tolerance: float) -> None:
    """The photo is the ramp, but for what the lossy codec does to it."""
    photo = read_photo(path)
    seen = photo.color.encode(photo.pixels, 32)
    assert np.abs(seen - RAMP).max() < tolerance


def test_an_avif_has_its_profile_and_metadata(tmp_path: Path) -> None:
    icc = RGB_PROFILES["Display P3"]
    exif = b"Exif\0\0" + exif_block(orientation=1)
    Image.fromarray(EIGHT).save(tmp_path / "a.avif", quality=100, icc_profile=icc, exif=exif)
    photo = read_photo(tmp_path / "a.avif")
    assert (photo.container, photo.depth, photo.color.icc) == ("AVIF", Depth.EIGHT, icc)
    assert MAKER_NOTE in photo.metadata.exif
    near(tmp_path / "a.avif", 0.02)


def test_an_avif_of_10_bits_keeps_them(tmp_path: Path) -> None:
    deep = np.rint(RAMP * 1023).astype(np.uint16)
    (tmp_path / "a.avif").write_bytes(imagecodecs.avif_encode(deep, level=100, bitspersample=10))
    photo = read_photo(tmp_path / "a.avif")
    assert photo.depth is Depth.SIXTEEN
    near(tmp_path / "a.avif", 0.01)
    assert len(np.unique(photo.color.encode(photo.pixels, 16))) > 256


@pytest.mark.parametrize("main", [b"mif1", b"msf1", b"miaf"])
@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
def test_files_of_a_common_brand_are_known_by_the_others(tmp_path: Path, main: bytes, kind: str) -> None:
    path = tmp_path / f"a.{kind.lower()}"
    if kind == "AVIF":
        Image.fromarray(EIGHT).save(path, quality=100)
    else:
        reader = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed")
        reader.from_pillow(Image.fromarray(EIGHT)).save(path, quality=100)
    content = path.read_bytes()
    size = int.from_bytes(content[:4], "big")
    brands = {content[at : at + 4] for at in (8, *range(16, size, 4))} - {main}
    head = struct.pack(">I4s4sI", 16 + 4 * len(brands), b"ftyp", main, 0) + b"".join(sorted(brands))
    padding = size - len(head)
    path.write_bytes(head[:3] + bytes([size]) + head[4:] + b"free" * (padding // 4) + content[size:])
    photo = read_photo(path)
    assert (photo.container, photo.notices) == (kind, ())


def test_of_a_sequence_the_first_is_read_with_a_notice(tmp_path: Path) -> None:
    deep = np.rint(RAMP * 1023).astype(np.uint16)
    stack = np.stack([deep, 1023 - deep])
    (tmp_path / "a.avif").write_bytes(imagecodecs.avif_encode(stack, level=100, bitspersample=10))
    photo = read_photo(tmp_path / "a.avif")
    assert (photo.depth, [notice.code for notice in photo.notices]) == (Depth.SIXTEEN, ["further-pictures"])
    near(tmp_path / "a.avif", 0.01)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_avif_stands_upright(tmp_path: Path, orientation: int) -> None:
    said = Image.Exif()
    said[0x0112] = orientation
    picture = Image.fromarray(np.dstack([EIGHT[..., 0], EIGHT[::-1, ::-1, 0], EIGHT[:, ::-1, 0]]))
    picture.save(tmp_path / "a.avif", quality=100, subsampling="4:4:4", exif=said)
    photo = read_photo(tmp_path / "a.avif")
    with Image.open(tmp_path / "a.avif") as file:
        upright = np.asarray(ImageOps.exif_transpose(file))
    assert np.array_equal(photo.color.encode(photo.pixels, 8), upright)
    assert facts(photo.metadata.exif).orientation == 1


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_of_an_avif_is_that_of_the_file_turned_as_the_container_says(tmp_path: Path, orientation: int) -> None:
    said = Image.Exif()
    said.load(b"Exif\0\0" + exif_block(subject=(5, 21)))
    said[0x0112] = orientation
    Image.fromarray(EIGHT[:30, :40]).save(tmp_path / "a.avif", exif=said)
    content = (tmp_path / "a.avif").read_bytes()
    exif = read_photo(tmp_path / "a.avif").metadata.exif
    begin = content.index(MAKER_NOTE) - exif.index(MAKER_NOTE)
    assert content[begin : begin + 4] == exif[:4]
    marked = np.zeros((30, 40), bool)
    marked[21, 5] = True
    ((down, across),) = np.argwhere(turned_upright(marked, orientation))
    read = Image.Exif()
    read.load(exif)
    inner = read.get_ifd(EXIF)
    assert (inner[0x9214], (inner[0xA003], inner[0xA002])) == (
        (across, down),
        turned_upright(marked, orientation).shape,
    )


def _box(name: bytes, *content: bytes) -> bytes:
    whole = b"".join(content)
    return struct.pack(">I4s", 8 + len(whole), name) + whole


@given(st.sampled_from([0, 1]), st.lists(st.binary(max_size=30), min_size=1, max_size=3), st.binary(max_size=30))
def test_exif_is_found_in_pieces_in_the_file_and_in_the_box_for_small_things(
    way: int, pieces: list[bytes], before: bytes
) -> None:
    block = b"".join(pieces)
    pieces = [struct.pack(">I", len(before)) + before, *pieces]
    full, places, at = bytes(4), b"", 0
    for piece in pieces:
        places += struct.pack(">II", at + (8 if not way else 0), len(piece))
        at += len(piece)
    item = struct.pack(">HHHIH", 7, way, 0, 0, len(pieces)) + places
    meta = _box(
        b"meta",
        full,
        _box(b"pitm", full, b"\0\1"),
        _box(b"iinf", full, b"\0\1", _box(b"infe", b"\2\0\0\0", struct.pack(">HH4sx", 7, 0, b"Exif"))),
        _box(b"iref", full, _box(b"cdsc", struct.pack(">HHH", 7, 1, 1))),
        _box(b"iloc", b"\1\0\0\0", b"\x44\x40", struct.pack(">H", 1), item),
        _box(b"idat", b"".join(pieces)),
    )
    content = _box(b"free", b"".join(pieces)) + meta
    assert exif_in(content) == block
    for end in range(len(content)):
        exif_in(content[:end])


def test_a_heic_keeps_its_depth_and_stands_upright(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed")
    picture = np.rint(RAMP * 65535).astype(np.uint16)
    file = pillow_heif.from_bytes("RGB;16", (64, 48), picture.tobytes())
    file.save(tmp_path / "a.heic", quality=100, chroma=444)
    photo = read_photo(tmp_path / "a.heic")
    assert (photo.container, photo.depth) == ("HEIC", Depth.SIXTEEN)
    near(tmp_path / "a.heic", 0.01)
    turned = pillow_heif.from_pillow(Image.fromarray(EIGHT))
    turned.save(tmp_path / "b.heic", quality=100, exif=b"Exif\0\0" + exif_block(orientation=6))
    photo = read_photo(tmp_path / "b.heic")
    assert MAKER_NOTE in photo.metadata.exif
    assert (photo.size.width, photo.size.height) == (48, 64)
    assert np.abs(photo.color.encode(photo.pixels, 8).astype(int) - np.rot90(EIGHT, -1)).max() <= 4


@pytest.mark.parametrize("bits", [10, 12])
def test_white_of_a_heic_of_more_than_8_bits_is_white(tmp_path: Path, bits: int) -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed")
    white = np.full((48, 64, 3), 65535, np.uint16)
    was, pillow_heif.options.SAVE_HDR_TO_12_BIT = pillow_heif.options.SAVE_HDR_TO_12_BIT, bits == 12
    try:
        pillow_heif.from_bytes("RGB;16", (64, 48), white.tobytes()).save(tmp_path / "a.heic", quality=100, chroma=444)
    finally:
        pillow_heif.options.SAVE_HDR_TO_12_BIT = was
    photo = read_photo(tmp_path / "a.heic")
    assert (photo.color.encode(photo.pixels, 16) == 65535).all()


@pytest.mark.parametrize("bits", [8, 16])
def test_colours_of_a_heic_are_freed_of_their_transparency(tmp_path: Path, bits: int) -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed")
    top, kind = (1 << bits) - 1, np.uint8 if bits == 8 else np.uint16
    color, cover = np.array((0.8, 0.4, 0.1)), 0.5
    pixels = np.rint(np.tile((*color * cover, cover), (48, 64, 1)) * top).astype(kind)
    mode = "RGBa" if bits == 8 else "RGBa;16"
    file = pillow_heif.from_bytes(mode, (64, 48), pixels.tobytes())
    file.save(tmp_path / "a.heic", quality=-1, chroma=444, matrix_coefficients=0)
    photo = read_photo(tmp_path / "a.heic")
    assert [notice.code for notice in photo.notices] == ["alpha-unmultiplied"]
    assert np.abs(photo.color.encode(photo.pixels, 32) - color).max() < 0.005
    assert photo.alpha is not None
    assert photo.alpha == pytest.approx(np.full((48, 64), cover), abs=0.003)


def test_a_heic_without_its_reader_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(50))
    with pytest.raises(PhotoError) as caught:
        read_photo(tmp_path / "a.heic")
    assert caught.value.code == "heic-missing"
    assert "pip install" in caught.value.sentence


@pytest.mark.parametrize("name", ["a.avif", "a.heic"])
@pytest.mark.parametrize("share", [0.3, 0.8])
def test_truncated_files_are_refused(tmp_path: Path, name: str, share: float) -> None:
    path = tmp_path / name
    if name == "a.avif":
        Image.fromarray(EIGHT).save(path)
    else:
        pytest.importorskip("pillow_heif", reason="pillow-heif is not installed").from_pillow(
            Image.fromarray(EIGHT)
        ).save(path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert caught.value.code in ("photo-damaged", "photo-truncated")
