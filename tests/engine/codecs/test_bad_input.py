"""What is no photo, or no whole one, is refused with a sentence and a code, never with a traceback."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import imagecodecs
import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from engine.codecs import reading, tiff_metadata
from engine.codecs.file_bytes import FileBytes
from engine.codecs.jpeg import size_of_jpeg
from engine.codecs.jpeg_segments import is_huffman_coded
from engine.codecs.looking import first_look
from engine.codecs.png_chunks import chunk
from engine.codecs.reading import errors_told, read_mask, read_photo
from engine.codecs.tiff_metadata import Beside, beside
from engine.errors import PhotoError, SilsError
from engine.geometry import Size
from engine.icc import srgb_profile
from engine.job import load_job
from tests.engine.codecs.profiles import GREY_PROFILES, RGB_PROFILES
from tests.engine.codecs.samples import save_png, save_tiff

PICTURE = np.random.default_rng(0).integers(0, 256, (30, 40, 3), dtype=np.uint8)


def made(folder: Path) -> list[Path]:
    """One file of every kind."""
    rgb = Image.fromarray(PICTURE)
    rgb.save(folder / "baseline.jpg")
    rgb.save(folder / "progressive.jpg", progressive=True)
    rgb.save(folder / "a.webp")
    save_png(folder / "8.png", PICTURE)
    save_png(folder / "16.png", PICTURE.astype(np.uint16) * 257)
    save_tiff(folder / "plain.tif", PICTURE)
    save_tiff(folder / "strips.tif", PICTURE, rowsperstrip=4, compression="lzw")
    save_tiff(folder / "tiles.tif", PICTURE, tile=(16, 16), compression="deflate")
    return sorted(folder.iterdir())


def outcome(path: Path) -> str:
    try:
        read_photo(path)
    except PhotoError as error:
        return error.code
    return "read"


def refused(path: Path) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert path.name in caught.value.sentence
    assert caught.value.sentence.endswith(".")
    return caught.value


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.jpg").code == "photo-missing"
    assert refused(tmp_path).code == "photo-is-folder"
    (tmp_path / "empty.jpg").touch()
    assert refused(tmp_path / "empty.jpg").code == "photo-empty"


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    path = save_png(tmp_path / "a.png", PICTURE)
    path.chmod(0)
    assert refused(path).code == "photo-unreadable"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Dear photo,", "not-a-photo"),
        (b"\0", "not-a-photo"),
        (b"GIF89a" + bytes(50), "photo-unsupported"),
        (b"8BPS\0\1" + bytes(50), "photo-unsupported"),
        (b"\0\0\0\x18ftypqt  " + bytes(50), "photo-unsupported"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1" + bytes(50), "photo-unsupported"),
        (b"II*\0\x10\0\0\0CR\x02\0" + bytes(50), "photo-truncated"),
    ],
)
def test_what_is_no_photo_that_can_be_read(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    assert refused(tmp_path / "a.jpg").code == code


def test_an_intact_jpeg_of_12_bits_is_not_called_damaged(tmp_path: Path) -> None:
    Image.fromarray(PICTURE).save(tmp_path / "a.jpg")
    content = bytearray((tmp_path / "a.jpg").read_bytes())
    content[content.index(b"\xff\xc0") + 4] = 12
    (tmp_path / "a.jpg").write_bytes(content)
    error = refused(tmp_path / "a.jpg")
    assert error.code == "photo-unsupported"
    assert "12-bit" in error.sentence


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files(tmp_path: Path, part: float) -> None:
    for path in made(tmp_path):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * part)])
        assert refused(path).code == "photo-truncated"


def test_a_truncated_tiff_says_how_much_is_missing(tmp_path: Path) -> None:
    path = save_tiff(tmp_path / "a.tif", PICTURE)
    path.write_bytes(path.read_bytes()[:-100])
    assert " of " in refused(path).sentence


@pytest.mark.parametrize("left", [0, 5, 100, 4000])
def test_a_tiff_that_another_program_cuts_off_meanwhile_is_truncated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    path = save_tiff(tmp_path / "a.tif", np.repeat(PICTURE, 100, axis=0))
    data = path.read_bytes()
    at = len(data) - 2000
    path.write_bytes(data[:4] + struct.pack("<I", at) + data[8:])  # what is looked at lies behind the cut

    def cut_off(of: Path, content: FileBytes) -> Beside:
        os.truncate(of, left)
        return beside(of, content)

    monkeypatch.setattr(tiff_metadata, "beside", cut_off)
    assert refused(path).code == "photo-truncated"


def test_a_strip_shorter_than_it_should_be(tmp_path: Path) -> None:
    path = save_tiff(tmp_path / "a.tif", PICTURE, compression="deflate")
    with tifffile.TiffFile(path) as file:
        offset = file.pages.first.dataoffsets[0]
    content = bytearray(path.read_bytes())
    short = zlib.compress(bytes(100))
    content[offset : offset + len(short)] = short
    path.write_bytes(content)
    assert refused(path).code == "photo-damaged"


def test_a_profile_that_lies_behind_the_end_is_told_of(tmp_path: Path) -> None:
    path = save_tiff(tmp_path / "a.tif", PICTURE, RGB_PROFILES["Adobe RGB"])
    with tifffile.TiffFile(path) as file:
        entry_at = file.pages.first.tags["InterColorProfile"].offset
    content = bytearray(path.read_bytes())
    content[entry_at + 8 : entry_at + 12] = struct.pack("<I", len(content) - 100)
    path.write_bytes(content)
    assert "bad-profile" in [notice.code for notice in read_photo(path).notices]


def test_a_strip_that_is_nowhere(tmp_path: Path) -> None:
    path = save_tiff(tmp_path / "a.tif", PICTURE, rowsperstrip=10)
    with tifffile.TiffFile(path, mode="r+") as file:
        file.pages.first.tags["StripOffsets"].overwrite((0, 0, 0))
    assert refused(path).code == "photo-damaged"


@pytest.mark.parametrize("layout", [{"rowsperstrip": 32}, {"tile": (16, 16)}, {"rowsperstrip": 8}])
def test_a_jpeg_in_a_tiff_that_is_cut_off_is_not_grey(tmp_path: Path, layout: dict[str, Any]) -> None:
    path = save_tiff(tmp_path / "a.tif", PICTURE, compression="jpeg", **layout)
    with tifffile.TiffFile(path) as file:
        begin, size = file.pages.first.dataoffsets[-1], file.pages.first.databytecounts[-1]
    assert outcome(path) == "read"
    content = bytearray(path.read_bytes())
    content[begin + size // 2 : begin + size] = bytes(size - size // 2)
    path.write_bytes(content)
    assert refused(path).code == "photo-damaged"


def test_zeros_behind_a_jpeg_in_a_tiff_are_no_damage(tmp_path: Path) -> None:
    path = save_tiff(tmp_path / "a.tif", PICTURE, compression="jpeg", rowsperstrip=32)
    with tifffile.TiffFile(path, mode="r+") as file:
        tag, size = file.pages.first.tags["StripByteCounts"], file.pages.first.databytecounts[0]
        tag.overwrite(size + 7)
    path.write_bytes(path.read_bytes() + bytes(7))
    assert outcome(path) == "read"


def test_floats_of_24_bits_with_prediction_are_not_called_damaged(tmp_path: Path) -> None:
    path = save_tiff(tmp_path / "a.tif", PICTURE.astype(np.float32), compression="deflate", predictor=3)
    with tifffile.TiffFile(path, mode="r+") as file:
        file.pages.first.tags["BitsPerSample"].overwrite((24, 24, 24))
    assert refused(path).code == "photo-unsupported"


def test_damaged_pixels(tmp_path: Path) -> None:
    path = save_png(tmp_path / "a.png", PICTURE)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)
    assert refused(path).code == "photo-damaged"


def test_image_bombs_are_refused_by_their_header(tmp_path: Path) -> None:
    side = 100_000
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    (tmp_path / "a.png").write_bytes(png)
    Image.fromarray(PICTURE).save(tmp_path / "a.jpg")
    jpeg = bytearray((tmp_path / "a.jpg").read_bytes())
    frame = jpeg.index(b"\xff\xc0")
    struct.pack_into(">HH", jpeg, frame + 5, 65000, 65000)
    (tmp_path / "a.jpg").write_bytes(jpeg)
    save_tiff(tmp_path / "a.tif", PICTURE)
    with tifffile.TiffFile(tmp_path / "a.tif", mode="r+") as file:
        file.pages.first.tags["ImageWidth"].overwrite(side)
        file.pages.first.tags["ImageLength"].overwrite(side)
    for name in ("a.png", "a.jpg", "a.tif"):
        assert refused(tmp_path / name).code == "photo-too-large"


def test_too_little_memory_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(path: Path) -> None:
        raise MemoryError

    path = save_png(tmp_path / "a.png", PICTURE)
    monkeypatch.setattr(reading, "_READERS", dict.fromkeys(reading.Kind, exhausted))
    assert refused(path).code == "photo-too-large"


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, -3.4e38, 1e31, 1e300])
def test_floats_that_are_no_numbers(tmp_path: Path, value: float) -> None:
    picture = PICTURE.astype(np.float64 if value == 1e300 else np.float32)
    picture[2, 3, 1] = picture[2, 3, 2] = picture[7, 7, 0] = value
    error = refused(save_tiff(tmp_path / "a.tif", picture))
    assert error.code == "not-finite"
    assert "2 pixels" in error.sentence


def test_floats_that_only_a_profile_makes_infinite(tmp_path: Path) -> None:
    """A code for "no value" such as 1e20 to the power of 2.4 is more than float32 holds."""
    picture = PICTURE.astype(np.float32) / 255
    picture[2, 3] = 1e20
    error = refused(save_tiff(tmp_path / "a.tif", picture, icc=srgb_profile()))
    assert error.code == "not-finite"
    assert " 1 pixels" in error.sentence


@pytest.mark.parametrize("kind", ["png", "jpg", "tif", "webp"])
@pytest.mark.parametrize(
    "icc",
    [
        b"no profile at all",
        RGB_PROFILES["Adobe RGB"][:200],
        GREY_PROFILES["grey gamma 2.2"],
        RGB_PROFILES["Adobe RGB"].replace(b"acsp", b"????"),
        RGB_PROFILES["Adobe RGB"].replace(b"curv", b"????"),
    ],
)
def test_a_broken_profile_is_left_out_with_a_notice(tmp_path: Path, kind: str, icc: bytes) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "png":
        save_png(path, PICTURE, icc)
    elif kind == "tif":
        save_tiff(path, PICTURE, icc)
    else:
        Image.fromarray(PICTURE).save(path, icc_profile=icc)
    photo = read_photo(path)
    assert [notice.code for notice in photo.notices] == ["bad-profile"]
    assert photo.color.icc == b""
    assert photo.size.width == 40


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:0"])
def test_a_jpeg_that_was_closed_after_it_was_cut_off_is_told_of(tmp_path: Path, mode: str, subsampling: str) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(PICTURE).convert(mode).save(path, subsampling=subsampling)
    assert read_photo(path).notices == ()
    content = path.read_bytes()
    path.write_bytes(
        content[: content.index(b"\xff\xda") + (len(content) - content.index(b"\xff\xda")) // 2] + b"\xff\xd9"
    )
    assert [notice.code for notice in read_photo(path).notices] == ["photo-cut-off"]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_whose_end_is_grey_is_not_called_cut_off(tmp_path: Path, mode: str) -> None:
    path, picture = tmp_path / "a.jpg", PICTURE.copy()
    picture[16:] = 128
    (Image.new(mode, (40, 30), (128,) * 4) if mode == "CMYK" else Image.fromarray(picture).convert(mode)).save(path)
    assert "photo-cut-off" not in [notice.code for notice in read_photo(path).notices]


@pytest.mark.parametrize("options", [{"icc_profile": b"odd" * 60}, {"progressive": True}, {"xmp": b"<x/>"}])
def test_what_else_libjxl_refuses_is_not_called_cut_off(tmp_path: Path, options: dict[str, Any]) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (40, 30), (128, 128, 128)).save(path, **options)
    assert "photo-cut-off" not in [notice.code for notice in read_photo(path).notices]


def test_wide_sampling_is_not_called_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(imagecodecs.jpeg8_encode(np.full((80, 64, 3), 128, np.uint8), subsampling="411"))
    assert read_photo(path).notices == ()


def test_arithmetic_coding_is_told_from_the_others() -> None:
    memory = BytesIO()
    Image.fromarray(PICTURE).save(memory, "JPEG")
    content = memory.getvalue()
    assert is_huffman_coded(content)
    assert not is_huffman_coded(content.replace(b"\xff\xc0\0\x11", b"\xff\xc9\0\x11"))


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(content)) + content


@pytest.mark.parametrize(
    "broken",
    [
        segment(0xE0, b"JFIF\0\1"),
        segment(0xE2, b"ICC_PROFILE\0"),
        segment(0xED, b"Photoshop 3.0\x008BIM\4\4"),
        segment(0xEE, b"Adobe"),
    ],
    ids=["JFIF", "ICC", "Photoshop", "Adobe"],
)
@pytest.mark.parametrize("fill", [b"", b"\xff\xff"])
def test_a_jpeg_is_read_without_segments_that_are_too_short(tmp_path: Path, broken: bytes, fill: bytes) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(PICTURE).save(path, xmp=b"<x/>", icc_profile=RGB_PROFILES["Adobe RGB"])
    whole = read_photo(path)
    content = path.read_bytes()
    path.write_bytes(content[:2] + fill + broken + content[2:])
    photo = read_photo(path)
    assert np.array_equal(photo.pixels, whole.pixels)
    assert (photo.metadata, photo.color.icc) == (whole.metadata, whole.color.icc)
    assert [notice.code for notice in photo.notices] == ["bad-segment"]
    assert size_of_jpeg(path) == whole.size
    path.write_bytes(content[:2] + broken + content[2:30])
    assert refused(path).code == "photo-truncated"


def test_a_jpeg_whose_frame_is_broken_is_damaged_with_and_without_its_segments(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(PICTURE).save(path)
    content = path.read_bytes()
    short = segment(0xC0, b"\x08")
    path.write_bytes(content[:2] + segment(0xEE, b"Adobe") + short + content[2:])
    assert refused(path).code == "photo-damaged"


@pytest.mark.parametrize("head", [b"\1\2", b"\0\0"], ids=["first of two", "none of none"])
def test_a_profile_in_segments_of_which_one_is_missing_is_told_of(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(PICTURE).save(path)
    content = path.read_bytes()
    path.write_bytes(content[:2] + segment(0xE2, b"ICC_PROFILE\0" + head + RGB_PROFILES["Adobe RGB"]) + content[2:])
    photo = read_photo(path)
    assert ([notice.code for notice in photo.notices], photo.color.icc) == (["bad-profile"], b"")


def test_a_colour_profile_in_a_grey_photo_is_left_out(tmp_path: Path) -> None:
    photo = read_photo(save_png(tmp_path / "a.png", PICTURE[..., :1], RGB_PROFILES["Adobe RGB"]))
    assert [notice.code for notice in photo.notices] == ["bad-profile"]
    assert photo.is_grey


@pytest.mark.parametrize(("photometric", "code"), [("cfa", "raw-unsupported"), ("cielab", "photo-unsupported")])
def test_tiffs_of_other_kinds_of_pixels(tmp_path: Path, photometric: str, code: str) -> None:
    picture = PICTURE[..., 0] if photometric == "cfa" else PICTURE
    tifffile.imwrite(tmp_path / "a.tif", picture, photometric=photometric, metadata=None)
    assert refused(tmp_path / "a.tif").code == code


@settings(max_examples=150)
@given(st.data())
def test_damage_anywhere_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("damage", numbered=True)
    picture = PICTURE[:6, :8]
    kind = data.draw(st.sampled_from(["png", "jpg", "tif", "webp"]))
    path = folder / f"a.{kind}"
    if kind == "png":
        path.write_bytes(imagecodecs.png_encode(picture))
    elif kind == "tif":
        tifffile.imwrite(path, picture, compression=data.draw(st.sampled_from([None, "lzw", "deflate"])))
    else:
        Image.fromarray(picture).save(path)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(12, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    assert outcome(path) in {
        "read",
        "photo-damaged",
        "photo-truncated",
        "photo-too-large",
        "photo-unsupported",
        "raw-unsupported",
    }


@pytest.mark.parametrize(
    "error", [MemoryError(), cv2.error("Insufficient memory")], ids=["Python's word", "OpenCV's word"]
)
def test_too_little_memory_is_no_damage(error: Exception, tmp_path: Path) -> None:
    if isinstance(error, cv2.error):
        error.code = cv2.Error.StsNoMem
    with pytest.raises(PhotoError) as caught, errors_told(tmp_path / "large.tif"):
        raise error
    assert caught.value.code == "photo-too-large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
@pytest.mark.parametrize("read", [read_photo, first_look, lambda path: read_mask(path, Size(40, 30)), load_job])
def test_a_pipe_is_refused_and_nobody_waits_for_its_end(tmp_path: Path, read: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(SilsError) as caught:
        read(tmp_path / "pipe.png")
    assert caught.value.code == "not-a-file"
