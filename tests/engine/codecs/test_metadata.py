"""Metadata arrives in every container, true of upright pixels, as other programs read it."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from engine.codecs.container import Container
from engine.codecs.directory import read_directory, read_header
from engine.codecs.exif import read_block
from engine.codecs.keeping import Keep, kept
from engine.codecs.png_chunks import chunk, xmp_chunk
from engine.codecs.reading import read_photo
from engine.color import UNTAGGED, UNTAGGED_ADOBE
from engine.picture import Depth, Metadata, Photo
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.codecs.profiles import RGB_PROFILES
from tests.engine.codecs.samples import WHOLE_METADATA, codes_in, save_png, save_tiff
from tests.engine.pictures import write_pixels

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>'
PICTURE = np.random.default_rng(0).integers(0, 256, (30, 40, 3), dtype=np.uint8)
EXIFTOOL = shutil.which("exiftool")
WAYS = [(container, depth) for container in WHOLE_METADATA for depth in container.depths]


def exiftool(*arguments: str | Path) -> str:
    return subprocess.run([str(EXIFTOOL), *arguments], capture_output=True, check=True, text=True).stdout


def save_jpeg(path: Path, *, exif: bytes = b"", xmp: bytes = b"", icc: bytes = b"") -> Path:
    Image.fromarray(PICTURE).save(path, exif=b"Exif\0\0" + exif if exif else b"", xmp=xmp, icc_profile=icc)
    return path


def written(photo: Photo, container: Container, depth: Depth) -> Path:
    target = photo.path.with_name(f"written{container.suffix}")
    assert write_pixels(target, photo.pixels, like=photo, container=container, depth=depth) == ()
    return target


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_seen_as_pillow_turns_it(tmp_path: Path, orientation: int) -> None:
    path = save_jpeg(tmp_path / "a.jpg", exif=exif_block(orientation=orientation))
    with Image.open(path) as picture:
        upright = np.asarray(ImageOps.exif_transpose(picture))
    photo = read_photo(path)
    assert np.array_equal(photo.color.encode(photo.pixels, 8), upright)
    again = written(photo, Container.PNG, Depth.EIGHT)
    assert np.array_equal(codes_in(again), upright)
    assert np.array_equal(read_photo(again).pixels, photo.pixels)


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("container", "depth"), WAYS)
def test_metadata_survives(tmp_path: Path, container: Container, depth: Depth, order: str, orientation: int) -> None:
    icc = RGB_PROFILES["Adobe RGB"]
    path = save_jpeg(tmp_path / "a.jpg", exif=exif_block(order, orientation=orientation), xmp=XMP, icc=icc)
    photo = read_photo(path)
    assert photo.metadata.dpi == ((200.0, 300.0) if orientation == 6 else (300.0, 200.0))
    again = read_photo(written(photo, container, depth))
    assert again.metadata.xmp == XMP
    assert again.metadata.dpi == photo.metadata.dpi
    assert again.color.icc == icc
    assert MAKER_NOTE in again.metadata.exif
    if container is not Container.TIFF:
        assert again.metadata.exif == photo.metadata.exif


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_tiff_gives_its_exif_to_the_next(tmp_path: Path, order: str) -> None:
    photo = read_photo(save_jpeg(tmp_path / "a.jpg", exif=exif_block(order), xmp=XMP))
    first = read_photo(written(photo, Container.TIFF, Depth.SIXTEEN).rename(tmp_path / "first.tif"))
    second = read_photo(written(first, Container.TIFF, Depth.SIXTEEN))
    assert second.metadata == first.metadata
    third = read_photo(written(second, Container.JPEG, Depth.EIGHT))
    assert third.metadata == second.metadata


@pytest.mark.parametrize("container", WHOLE_METADATA)
def test_a_tiff_keeps_the_names_of_document_page_and_camera(tmp_path: Path, container: Container) -> None:
    names = {269: "the document", 285: "the page", 50708: "the camera"}
    more = [(tag, 2, len(name) + 1, name, True) for tag, name in names.items()]
    photo = read_photo(save_tiff(tmp_path / "a.tif", PICTURE, extratags=more))
    entries = read_block(read_photo(written(photo, container, Depth.EIGHT)).metadata.exif)[2].entries
    assert {tag: entries[tag].data.decode().rstrip("\0") for tag in names} == names


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_maker_note_keeps_its_place_from_tiff_to_anything(tmp_path: Path, order: str) -> None:
    block = exif_block(order)
    photo = read_photo(save_jpeg(tmp_path / "a.jpg", exif=block))
    for number in range(3):
        photo = read_photo(written(photo, Container.TIFF, Depth.EIGHT).rename(tmp_path / f"{number}.tif"))
        assert photo.metadata.exif.index(MAKER_NOTE) == block.index(MAKER_NOTE)
    for container in WHOLE_METADATA:
        again = written(photo, container, Depth.EIGHT)
        assert read_photo(again).metadata.exif.index(MAKER_NOTE) == block.index(MAKER_NOTE)


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("container", "depth"), WAYS)
def test_exiftool_reads_everything_and_warns_of_nothing_new(
    tmp_path: Path, container: Container, depth: Depth, order: str
) -> None:
    block = exif_block(order, orientation=6, is_adobe_rgb=True)
    path = save_jpeg(tmp_path / "a.jpg", exif=block, xmp=XMP, icc=RGB_PROFILES["Adobe RGB"])
    target = written(read_photo(path), container, depth)
    tags = json.loads(exiftool("-j", "-n", "-G", "-all", target))[0]
    expected = {
        "EXIF:Make": "Maker",
        "EXIF:Artist": "A. Bcdef",
        "EXIF:Orientation": 1,
        "EXIF:ExposureTime": 0.008,
        "EXIF:ExifImageWidth": 30,
        "EXIF:InteropIndex": "R03",
        "EXIF:GPSLatitudeRef": "N",
        "EXIF:XResolution": 200,
        "XMP:Rating": 4,
        "ICC_Profile:ProfileDescription": "test",
    }
    assert {name: tags.get(name) for name in expected} == expected
    assert tags["EXIF:GPSLatitude"] == pytest.approx(52 + 31 / 60 + 12 / 3600)
    made_up = ["[minor] Unrecognized MakerNotes"]
    assert exiftool("-warning", "-a", "-s3", target).splitlines() == made_up


def test_adobe_rgb_is_believed_without_a_profile(tmp_path: Path) -> None:
    photo = read_photo(save_jpeg(tmp_path / "a.jpg", exif=exif_block(is_adobe_rgb=True)))
    assert photo.color == UNTAGGED_ADOBE
    assert read_photo(save_jpeg(tmp_path / "b.jpg", exif=exif_block())).color == UNTAGGED


@pytest.mark.parametrize("keep", list(Keep))
@pytest.mark.parametrize(("container", "depth"), WAYS)
def test_adobe_rgb_that_exif_alone_tells_of_is_written_as_a_profile(
    tmp_path: Path, container: Container, depth: Depth, keep: Keep
) -> None:
    photo = read_photo(save_jpeg(tmp_path / "a.jpg", exif=exif_block(is_adobe_rgb=True)))
    like = replace(photo, metadata=kept(photo.metadata, keep))
    target = tmp_path / f"b{container.suffix}"
    write_pixels(target, photo.pixels, like=like, container=container, depth=depth)
    again = read_photo(target)
    assert again.color.icc
    np.testing.assert_allclose(again.color.to_srgb, photo.color.to_srgb, atol=1e-4)
    ramp = np.arange(256, dtype=np.uint8).reshape(1, 256, 1).repeat(3, axis=2)
    assert np.array_equal(again.color.encode(photo.color.decode(ramp), 8), ramp)


def test_broken_exif_is_left_out_with_a_notice(tmp_path: Path) -> None:
    broken = exif_block(orientation=6)[:60]
    for path in (
        save_jpeg(tmp_path / "a.jpg", exif=broken, xmp=XMP),
        save_png(tmp_path / "a.png", PICTURE, chunks=chunk(b"eXIf", broken) + xmp_chunk(XMP)),
    ):
        photo = read_photo(path)
        assert [notice.code for notice in photo.notices] == ["bad-exif"]
        assert photo.metadata.exif == b""
        assert photo.metadata.xmp == XMP
        assert photo.size.width == 40


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("number", [0x55, 43, 0x524F])
def test_a_block_with_the_header_of_another_kind_is_left_out(tmp_path: Path, order: str, number: int) -> None:
    """Nobody could read a TIFF that begins with it."""
    block = bytearray(exif_block(order))
    struct.pack_into(f"{order}H", block, 2, number)
    photo = read_photo(save_png(tmp_path / "a.png", PICTURE, chunks=chunk(b"eXIf", bytes(block))))
    assert [notice.code for notice in photo.notices] == ["bad-exif"]
    assert read_photo(written(photo, Container.TIFF, Depth.EIGHT)).size == photo.size


@pytest.mark.parametrize("pointer", [0x8769, 0x8825])
def test_one_broken_part_of_exif_costs_nothing_else(tmp_path: Path, pointer: int) -> None:
    block = bytearray(exif_block(orientation=6))
    layout, at = read_header(block)
    entry = read_directory(block, layout, at).entries[pointer]
    struct.pack_into("<I", block, entry.at + 8, len(block) + 1000)
    for path in (
        save_jpeg(tmp_path / "a.jpg", exif=bytes(block)),
        save_png(tmp_path / "a.png", PICTURE, chunks=chunk(b"eXIf", bytes(block))),
    ):
        photo = read_photo(path)
        assert [notice.code for notice in photo.notices] == ["bad-exif"]
        assert (photo.size.width, photo.size.height) == PICTURE.shape[:2]
        for container in WHOLE_METADATA:
            again = read_photo(written(photo, container, Depth.EIGHT))
            assert b"A. Bcdef" in again.metadata.exif
            assert again.metadata.dpi == (200.0, 300.0)


@pytest.mark.parametrize("order", ["<", ">"])
def test_what_points_behind_the_end_of_a_block_does_not_point_into_pixels(tmp_path: Path, order: str) -> None:
    block = bytearray(exif_block(order))
    layout, at = read_header(block)
    latitude = read_directory(block, layout, at).children[0x8825].entries[2]
    struct.pack_into(f"{order}I", block, latitude.at + 8, len(block) + 100)
    photo = read_photo(save_jpeg(tmp_path / "a.jpg", exif=bytes(block)))
    assert [notice.code for notice in photo.notices] == ["bad-exif"]
    again = read_photo(written(photo, Container.TIFF, Depth.EIGHT))
    assert again.notices == ()
    assert list(read_block(again.metadata.exif)[2].children[0x8825].entries) == [1]
    assert again.metadata.exif.index(MAKER_NOTE) == block.index(MAKER_NOTE)


def test_pixels_do_not_become_the_end_of_a_directory_that_is_cut_off(tmp_path: Path) -> None:
    block = bytearray(exif_block(is_adobe_rgb=True))
    layout, at = read_header(block)
    interoperability = read_directory(block, layout, at).children[0x8769].entries[0xA005]
    struct.pack_into("<I", block, interoperability.at + 8, len(block))
    block += struct.pack("<HHHI4s", 2, 1, 2, 4, b"R03\0")
    photo = read_photo(save_jpeg(tmp_path / "a.jpg", exif=bytes(block)))
    assert photo.color == UNTAGGED
    assert [notice.code for notice in photo.notices] == ["bad-exif"]
    assert read_photo(written(photo, Container.TIFF, Depth.EIGHT)).color == UNTAGGED


def test_a_block_that_ends_without_saying_so_is_whole(tmp_path: Path) -> None:
    block = b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    photo = read_photo(save_png(tmp_path / "a.png", PICTURE, chunks=chunk(b"eXIf", block)))
    assert (photo.size.width, photo.size.height) == PICTURE.shape[:2]
    assert photo.notices == ()


def test_a_jpeg_says_what_it_cannot_hold(tmp_path: Path) -> None:
    photo = read_photo(save_png(tmp_path / "a.png", np.dstack([PICTURE, PICTURE[..., 0]])))
    target = tmp_path / "b.jpg"
    lost = write_pixels(target, photo.pixels, like=photo, container=Container.JPEG, depth=Depth.EIGHT)
    assert [notice.code for notice in lost] == ["alpha-dropped"]
    large = XMP.replace(b"</x:xmpmeta>", b" " * 70000 + b"</x:xmpmeta>")
    photo = read_photo(save_png(tmp_path / "c.png", PICTURE, chunks=xmp_chunk(large)))
    lost = write_pixels(target, photo.pixels, like=photo, container=Container.JPEG, depth=Depth.EIGHT)
    assert [notice.code for notice in lost] == ["metadata-too-large"]
    assert read_photo(target).metadata.xmp == b""


def test_room_in_an_xmp_packet_costs_a_jpeg_nothing_of_it(tmp_path: Path) -> None:
    packet = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>' + XMP
    padded = packet + b"\n" + (b" " * 99 + b"\n") * 700 + b'<?xpacket end="w"?>'
    photo = read_photo(save_png(tmp_path / "a.png", PICTURE, chunks=xmp_chunk(padded)))
    assert read_photo(written(photo, Container.JPEG, Depth.EIGHT)).metadata.xmp == packet + b'<?xpacket end="w"?>'
    little = packet + b" " * 2000 + b'<?xpacket end="w"?>'
    photo = read_photo(save_png(tmp_path / "b.png", PICTURE, chunks=xmp_chunk(little)))
    assert read_photo(written(photo, Container.JPEG, Depth.EIGHT)).metadata.xmp == little


@pytest.mark.parametrize("container", WHOLE_METADATA)
@pytest.mark.parametrize("dpi", [(65536.0, 1.0), (0.2, 999_999.0), (0.0001, 0.0001)])
def test_any_resolution_can_be_written(tmp_path: Path, container: Container, dpi: tuple[float, float]) -> None:
    pixels = np.zeros((1, 1, 3), np.float32)
    photo = Photo(tmp_path / "a.png", pixels, metadata=Metadata(dpi=dpi))
    assert read_photo(written(photo, container, Depth.EIGHT)).size.width == 1


def test_a_thumbnail_that_lies_over_everything_makes_the_block_broken(tmp_path: Path) -> None:
    block = exif_block()
    layout, at = read_header(block)
    second = read_directory(block, layout, read_directory(block, layout, at).next_at)
    damaged = bytearray(block)
    for tag, value in ((0x0201, 0), (0x0202, len(block))):
        struct.pack_into("<I", damaged, second.entries[tag].at + 8, value)
    photo = read_photo(save_png(tmp_path / "a.png", PICTURE, chunks=chunk(b"eXIf", bytes(damaged))))
    assert [notice.code for notice in photo.notices] == ["bad-exif"]
