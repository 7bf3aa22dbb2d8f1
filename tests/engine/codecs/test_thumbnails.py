"""The small picture in a file's metadata: of what the file shows, and only where the photo had one."""

from __future__ import annotations

import shutil
import struct
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from engine.codecs.container import Container
from engine.codecs.directory import EXIF
from engine.codecs.exif import read_block
from engine.codecs.exif_thumbnail import has_thumbnail, next_place, thumbnail_directory, with_thumbnail
from engine.codecs.exif_upright import upright
from engine.codecs.keeping import Keep, kept
from engine.codecs.reading import read_photo
from engine.codecs.sheet import Sheet
from engine.codecs.thumbnail import thumbnail
from engine.color import Pixels
from engine.errors import Notice
from engine.picture import Depth, Photo
from engine.progress import SILENT
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.pictures import write_pixels

EXIFTOOL = shutil.which("exiftool")
JPEG = b"\xff\xd8a small picture\xff\xd9"
PLACES = {Container.JPEG: "-ThumbnailImage", Container.TIFF: "-PhotoshopThumbnail"}
KINDS = [
    (Container.JPEG, Depth.EIGHT),
    (Container.TIFF, Depth.EIGHT),
    (Container.TIFF, Depth.SIXTEEN),
    (Container.TIFF, Depth.FLOAT),
]


@pytest.fixture
def photo(tmp_path: Path) -> Photo:
    """A smooth photo of 320 × 200 whose EXIF has a thumbnail."""
    codes = np.random.default_rng(0).integers(0, 256, (200, 320, 3), dtype=np.uint8)
    path = tmp_path / "photo.jpg"
    Image.fromarray(cv2.GaussianBlur(codes, (0, 0), 12)).save(path, exif=b"Exif\0\0" + exif_block(), quality=95)
    return read_photo(path)


def _written(photo: Photo, container: Container, depth: Depth) -> Path:
    path = photo.path.with_name(f"out{container.suffix}")
    assert write_pixels(path, photo.pixels, like=photo, container=container, depth=depth) == ()
    return path


def _exiftool(*arguments: str | Path) -> bytes:
    return subprocess.run(["exiftool", *arguments], capture_output=True, check=True).stdout


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_thumbnail_lies_behind_a_block_of_which_nothing_moves(order: str) -> None:
    block = upright(exif_block(order), 1)
    assert not has_thumbnail(block)
    whole = with_thumbnail(block, JPEG)
    layout, at, first = read_block(whole)
    word = slice(next_place(block, layout, at), next_place(block, layout, at) + 4)
    assert whole[: word.start] == block[: word.start]
    assert whole[word.stop : len(block)] == block[word.stop :]
    assert first.children[EXIF].entries[0x927C].data == MAKER_NOTE
    entries = thumbnail_directory(whole, layout, first).entries
    begin, length = (entries[tag].whole_numbers(layout.order)[0] for tag in (0x0201, 0x0202))
    assert whole[begin : begin + length] == JPEG
    assert has_thumbnail(whole)
    assert upright(whole, 1) == block


def test_what_a_thumbnails_directory_shares_with_the_first_stays(photo: Photo) -> None:
    block = bytearray(with_thumbnail(photo.metadata.exif, JPEG))
    layout, _, first = read_block(bytes(block))
    second = thumbnail_directory(bytes(block), layout, first)
    own, shared = first.entries[0x011A], second.entries[0x011A]
    struct.pack_into(layout.offset, block, own.at + 8, shared.data_at)
    assert read_block(upright(bytes(block), 1))[2].entries[0x011A].data == shared.data


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize(("container", "depth"), KINDS)
def test_exiftool_opens_a_thumbnail_of_what_the_file_shows_and_finds_all_else_unchanged(
    photo: Photo, container: Container, depth: Depth
) -> None:
    assert photo.metadata.has_thumbnail
    path = _written(photo, container, depth)
    with Image.open(BytesIO(_exiftool("-b", PLACES[container], path))) as small:
        assert (small.size, small.mode) == ((160, 100), "RGB")
        shown = _thumbnail(photo.pixels, photo, Depth.EIGHT)
        assert np.abs(np.asarray(small, int) - shown).mean() < 2
    told = ("-j", "-G1", "-a", "-s", "-EXIF:all", "-x", "IFD1:all", "-x", "System:all", "-x", "StripOffsets")
    with_one = _exiftool(*told, path)
    path.unlink()
    assert with_one == _exiftool(*told, _written(_without(photo), container, depth))


def _thumbnail(pixels: Pixels, like: Photo, depth: Depth) -> NDArray[np.uint8]:
    return thumbnail(Sheet.of(lambda band: pixels[band.slices], like, depth), 160, SILENT)


def _without(photo: Photo) -> Photo:
    return replace(photo, metadata=replace(photo.metadata, has_thumbnail=False))


@pytest.mark.parametrize(("container", "depth"), KINDS)
def test_a_file_with_a_thumbnail_has_the_same_pixels_as_one_picture_and_gives_its_thumbnail_on(
    photo: Photo, container: Container, depth: Depth
) -> None:
    path = _written(photo, container, depth)
    again = read_photo(path)
    assert again.metadata.has_thumbnail
    assert not again.notices
    if container is Container.TIFF:
        with tifffile.TiffFile(path) as file:
            assert len(file.pages) == 1
    path.unlink()
    assert np.array_equal(again.pixels, read_photo(_written(_without(photo), container, depth)).pixels)


@pytest.mark.parametrize("grey", [False, True])
def test_without_exif_a_jpeg_has_photoshops_thumbnail_of_what_it_shows(photo: Photo, grey: bool) -> None:
    pixels = np.repeat(photo.pixels[..., 1:2], 3, axis=2) if grey else photo.pixels
    like = replace(photo, metadata=replace(photo.metadata, exif=b""), pixels=pixels, is_grey=grey)
    path = _written(like, Container.JPEG, Depth.EIGHT)
    with Image.open(path) as picture:
        data = picture.info["photoshop"][1036]
    with Image.open(BytesIO(data[28:])) as small:
        shown = _thumbnail(pixels, like, Depth.EIGHT)
        assert np.abs(np.asarray(small, int) - shown).mean() < 2
    again = read_photo(path)
    assert again.metadata.has_thumbnail
    assert not again.metadata.exif


@pytest.mark.parametrize("depth", list(Depth))
@pytest.mark.parametrize("grey", [False, True])
def test_a_thumbnail_shows_no_colour_that_is_hidden_but_white(photo: Photo, depth: Depth, grey: bool) -> None:
    shown = np.repeat(photo.pixels[..., 1:2], 3, axis=2) if grey else photo.pixels
    alpha = np.ones(shown.shape[:2], np.float32)
    alpha[:, 160:], alpha[:, 80:160:2] = 0.0, 0.0
    like = replace(photo, alpha=alpha, is_grey=grey)
    hidden = np.where(alpha[..., None] == 0, np.float32(0.2), shown)
    small = _thumbnail(hidden, like, depth)
    assert np.array_equal(small, _thumbnail(shown, like, depth))
    opaque = _thumbnail(shown, replace(like, alpha=None), depth)
    assert np.array_equal(small[:, :40], opaque[:, :40])
    assert (small[:, 80:] == 255).all()


@pytest.mark.parametrize("rule", [Keep.COPYRIGHT, Keep.NONE])
def test_a_file_without_the_photos_metadata_has_no_thumbnail(photo: Photo, rule: Keep) -> None:
    described = replace(photo, metadata=kept(photo.metadata, rule))
    for container, depth in KINDS:
        assert not read_photo(_written(described, container, depth)).metadata.has_thumbnail


@pytest.mark.parametrize("container", [Container.JPEG, Container.TIFF])
def test_a_photo_without_a_thumbnail_gets_none(photo: Photo, container: Container) -> None:
    plain = read_photo(_written(_without(photo), container, Depth.EIGHT))
    assert not plain.metadata.has_thumbnail


def test_where_exif_fills_a_jpeg_the_thumbnail_is_left_out_with_a_notice(photo: Photo) -> None:
    metadata = replace(photo.metadata, exif=photo.metadata.exif.ljust(65_000, b"\0"))
    path = photo.path.with_name("out.jpg")
    told = write_pixels(
        path, photo.pixels, like=replace(photo, metadata=metadata), container=Container.JPEG, depth=Depth.EIGHT
    )
    assert told == (Notice("thumbnail-dropped", "The EXIF data leave no room in a JPEG for a thumbnail."),)
    assert read_photo(path).metadata.exif == metadata.exif
