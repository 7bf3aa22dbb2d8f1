"""Files of several pictures: which of them is the photo, and that the others are told of."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.codecs.reading import read_photo
from engine.errors import PhotoError
from engine.picture import Depth, Photo
from tests.engine.codecs.negatives import save_dng
from tests.engine.codecs.profiles import RGB_PROFILES

RNG = np.random.default_rng(0)
PHOTO = RNG.integers(0, 65536, (12, 20, 3), dtype=np.uint16)
SMALL = (PHOTO[::4, ::4] >> 8).astype(np.uint8)
WHOLE, REDUCED, MASK = 0, 1, 4
ARTIST, ORIENTATION, XMP = 315, 274, 700
PACKET = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"


def tiff_of(path: Path, *pages: tuple[np.ndarray, int], **options: dict) -> Path:
    """A file of pages, each a picture and its subfile type; `options` are those of the page named `page0`, ..."""
    with tifffile.TiffWriter(path) as file:
        for i, (picture, kind) in enumerate(pages):
            photometric = "rgb" if picture.ndim == 3 else "minisblack"
            more = {"metadata": None, **options.get(f"page{i}", {})}
            file.write(picture, photometric=photometric, subfiletype=kind, **more)
    return path


def beside(kind: int) -> tuple[np.ndarray, int]:
    return (SMALL[..., 0] > 99 if kind == MASK else SMALL), kind


def is_photo(photo: Photo) -> bool:
    return photo.depth is Depth.SIXTEEN and np.array_equal(photo.color.encode(photo.pixels, 16), PHOTO)


def codes(photo: Photo) -> list[str]:
    return [notice.code for notice in photo.notices]


@pytest.mark.parametrize("before", [[], [REDUCED], [REDUCED, MASK], [REDUCED | 2]])
@pytest.mark.parametrize("after", [[], [REDUCED], [MASK]])
def test_a_thumbnail_is_not_taken_for_the_photo(tmp_path: Path, before: list[int], after: list[int]) -> None:
    pages = [*map(beside, before), (PHOTO, WHOLE), *map(beside, after)]
    photo = read_photo(tiff_of(tmp_path / "a.tif", *pages))
    assert is_photo(photo)
    assert codes(photo) == []


@pytest.mark.parametrize("before", [[], [REDUCED]])
def test_further_pictures_of_a_tiff_are_told_of(tmp_path: Path, before: list[int]) -> None:
    pages = [*((SMALL, kind) for kind in before), (PHOTO, WHOLE), (SMALL, REDUCED), (65535 - PHOTO, WHOLE)]
    photo = read_photo(tiff_of(tmp_path / "a.tif", *pages))
    assert is_photo(photo)
    assert codes(photo) == ["further-pictures"]


def test_without_a_whole_picture_the_first_is_the_photo(tmp_path: Path) -> None:
    photo = read_photo(tiff_of(tmp_path / "a.tif", (PHOTO, REDUCED), (SMALL, REDUCED)))
    assert is_photo(photo)
    assert codes(photo) == []


def test_what_the_photos_page_does_not_say_the_first_does(tmp_path: Path) -> None:
    about = [(ARTIST, 2, 0, "First", True), (ORIENTATION, 3, 1, 6, True), (XMP, 1, len(PACKET), PACKET, True)]
    own = [(ARTIST, 2, 0, "Photo", True)]
    first = {"extratags": about, "iccprofile": RGB_PROFILES["Adobe RGB"]}
    pages = {"page0": first, "page1": {"extratags": own}}
    photo = read_photo(tiff_of(tmp_path / "a.tif", (SMALL, REDUCED), (PHOTO, WHOLE), **pages))
    assert (photo.size.width, photo.size.height) == PHOTO.shape[:2]
    assert photo.metadata.xmp == PACKET
    assert b"Photo" in photo.metadata.exif
    assert b"First" not in photo.metadata.exif
    assert photo.color.icc == RGB_PROFILES["Adobe RGB"]


def test_a_photo_cut_off_behind_its_thumbnail_is_refused(tmp_path: Path) -> None:
    path = tiff_of(tmp_path / "a.tif", (SMALL, REDUCED), (PHOTO, WHOLE))
    path.write_bytes(path.read_bytes()[: len(SMALL.tobytes()) + 400])
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert caught.value.code == "photo-truncated"


@pytest.mark.parametrize("to", ["itself", "outside"])
def test_a_broken_way_to_the_next_page_costs_nothing(tmp_path: Path, to: str) -> None:
    path = tiff_of(tmp_path / "a.tif", (PHOTO, WHOLE))
    content = bytearray(path.read_bytes())
    (at,) = struct.unpack_from("<I", content, 4)
    (count,) = struct.unpack_from("<H", content, at)
    struct.pack_into("<I", content, at + 2 + 12 * count, at if to == "itself" else len(content) + 1000)
    path.write_bytes(content)
    photo = read_photo(path)
    assert is_photo(photo)
    assert codes(photo) == []


def test_the_preview_of_a_raw_is_no_further_picture(tmp_path: Path) -> None:
    preview = np.zeros((8, 8, 3), np.uint8)
    photo = read_photo(save_dng(tmp_path / "a.dng", np.full((64, 64, 3), 0.2), preview=preview))
    assert "further-pictures" not in codes(photo)


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
@pytest.mark.parametrize("count", [1, 3])
def test_further_pictures_of_an_animation_are_told_of(tmp_path: Path, name: str, count: int) -> None:
    pictures = [Image.fromarray(np.roll(SMALL, i, axis=1)) for i in range(count)]
    pictures[0].save(tmp_path / name, save_all=True, append_images=pictures[1:], lossless=True)
    photo = read_photo(tmp_path / name)
    assert np.array_equal(photo.color.encode(photo.pixels, 8), SMALL)
    assert codes(photo) == ["further-pictures"] * (count > 1)


@pytest.mark.parametrize("flags", [0x02, 0x12])
@pytest.mark.parametrize("fills", [False, True])
def test_around_the_first_picture_of_a_webp_animation_is_nothing(tmp_path: Path, flags: int, fills: bool) -> None:
    side, at = (64, 0) if fills else (8, 10)
    still = io.BytesIO()
    Image.new("RGB", (side, side), (200, 10, 10)).save(still, "WEBP", lossless=True)
    frame = still.getvalue()[still.getvalue().index(b"VP8L") :]
    place = b"".join(number.to_bytes(3, "little") for number in (at // 2, at // 2, side - 1, side - 1, 100))
    canvas = riff(b"VP8X", struct.pack("<I", flags) + 2 * (63).to_bytes(3, "little"))
    parts = canvas + riff(b"ANIM", bytes(6)) + 2 * riff(b"ANMF", place + b"\0" + frame)
    (tmp_path / "a.webp").write_bytes(riff(b"RIFF", b"WEBP" + parts))
    photo = read_photo(tmp_path / "a.webp")
    assert photo.color.encode(photo.pixels, 8)[12, 12].tolist() == [200, 10, 10]
    if fills:
        assert photo.alpha is None
    else:
        inside = np.zeros((64, 64), np.float32)
        inside[at : at + side, at : at + side] = 1
        assert photo.alpha is not None
        assert np.array_equal(photo.alpha, inside)


def riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def test_further_pictures_of_a_heic_are_told_of(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed")
    file = heif.from_pillow(Image.new("RGB", (32, 32)))
    file.add_from_pillow(Image.new("RGB", (32, 32), "red"))
    file.save(tmp_path / "a.heic")
    assert codes(read_photo(tmp_path / "a.heic")) == ["further-pictures"]


def test_further_pictures_of_a_multi_picture_jpeg_are_told_of_but_no_copies_for_a_screen(tmp_path: Path) -> None:
    path = tmp_path / "a.mpo"
    pictures = [Image.fromarray(np.roll(SMALL, i, axis=1)) for i in range(2)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:])
    assert codes(read_photo(path)) == ["further-pictures"]
    content = path.read_bytes()
    entries = content.index(struct.pack("<HHI", 0xB002, 7, 32))
    (offset,) = struct.unpack_from("<I", content, entries + 8)
    second = content.index(b"MPF\0") + 4 + offset + 16
    for kind, expected in ((0x010002, []), (0x020002, ["further-pictures"])):
        path.write_bytes(content[:second] + struct.pack("<I", kind) + content[second + 4 :])
        assert codes(read_photo(path)) == expected
    path.write_bytes(content.replace(b"MPF\0II", b"MPF\0XX"))
    assert codes(read_photo(path)) == []


def test_a_gain_map_is_told_of_and_no_longer_promised(tmp_path: Path) -> None:
    packet = b"<a xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/>"
    Image.fromarray(SMALL).save(tmp_path / "a.jpg", xmp=packet)
    photo = read_photo(tmp_path / "a.jpg")
    assert codes(photo) == ["further-pictures"]
    assert b"Version" not in photo.metadata.xmp
