"""Rules for metadata: what a file keeps, as other programs read it."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest

from engine.codecs.container import Container
from engine.codecs.directory import Entry, read_directory, read_header
from engine.codecs.directory_writing import directory_bytes
from engine.codecs.exif import facts
from engine.codecs.keeping import Keep, kept
from engine.codecs.photoshop_blocks import wrapped_iptc
from engine.codecs.psd_resources import block
from engine.picture import Depth, Metadata, Photo
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.codecs.samples import WHOLE_METADATA
from tests.engine.pictures import write_pixels

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="4" xmpRights:Marked="True">
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">(c) A. Bcdef</rdf:li></rdf:Alt></dc:rights>
<dc:subject><rdf:Bag><rdf:li>home</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"""
EXIFTOOL = shutil.which("exiftool")


def everything(order: str = "<") -> Metadata:
    return Metadata(exif_block(order), XMP, (300.0, 200.0))


def test_all_is_all() -> None:
    assert kept(everything(), Keep.ALL) == everything()


def test_none_leaves_nothing_but_the_resolution() -> None:
    assert kept(everything(), Keep.NONE) == Metadata(dpi=(300.0, 200.0))


@pytest.mark.parametrize("order", ["<", ">"])
def test_copyright_keeps_the_creator_and_neither_place_nor_camera(order: str) -> None:
    left = kept(everything(order), Keep.COPYRIGHT)
    assert b"A. Bcdef" in left.exif
    assert facts(left.exif).orientation == 1
    for gone in (MAKER_NOTE, b"Maker\0"):
        assert gone in everything(order).exif
        assert gone not in left.exif
    assert b"(c) A. Bcdef" in left.xmp
    assert b"Rating" not in left.xmp
    assert b"home" not in left.xmp


def _record(dataset: int, content: bytes) -> bytes:
    return bytes((0x1C, 2, dataset)) + struct.pack(">H", len(content)) + content


def test_copyright_keeps_of_iptc_whose_picture_it_is() -> None:
    coding, version = b"\x1c\x01\x5a\x00\x03\x1b%G", _record(0, b"\x00\x04")
    whose = _record(80, "A. Bcdéf".encode()) + _record(116, b"(c) A. Bcdef")
    place = _record(90, b"Harbor town") + _record(105, b"Headline")
    long = b"\x1c\x02\x78\x80\x04" + struct.pack(">I", 40_000) + bytes(40_000)
    blocks = (
        wrapped_iptc(coding + version + place + long + whose) + block(1035, b"https://example.org") + block(4000, b"x")
    )
    left = kept(Metadata(photoshop=blocks), Keep.COPYRIGHT).photoshop
    assert left == wrapped_iptc(coding + version + whose) + block(1035, b"https://example.org")
    assert kept(Metadata(photoshop=wrapped_iptc(version + place)), Keep.COPYRIGHT) == Metadata()


def test_nothing_to_keep_makes_no_empty_blocks() -> None:
    assert kept(Metadata(), Keep.COPYRIGHT) == Metadata()
    plain = XMP.replace(b"xmpRights:Marked", b"xmp:Label").replace(b"dc:rights", b"dc:title")
    assert kept(Metadata(xmp=plain), Keep.COPYRIGHT) == Metadata()
    assert kept(Metadata(xmp=b"<broken"), Keep.COPYRIGHT) == Metadata()


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("container", WHOLE_METADATA)
def test_exiftool_finds_the_rights_and_nothing_else(tmp_path: Path, container: Container) -> None:
    metadata = kept(everything(), Keep.COPYRIGHT)
    photo = Photo(Path("a.png"), np.zeros((2, 3, 3), np.float32), metadata=metadata)
    target = tmp_path / f"b{container.suffix}"
    write_pixels(target, photo.pixels, like=photo, container=container, depth=Depth.EIGHT)
    command = [str(EXIFTOOL), "-j", "-G", "-EXIF:all", "-XMP:all", target]
    tags = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)[0]
    assert tags["EXIF:Artist"] == "A. Bcdef"
    assert tags["XMP:Rights"] == "(c) A. Bcdef"
    assert tags["XMP:Marked"] is True
    assert not {"EXIF:Make", "EXIF:GPSLatitude", "EXIF:ExposureTime", "XMP:Rating", "XMP:Subject"} & tags.keys()


def test_a_copyright_notice_of_a_camera_is_kept() -> None:
    block = exif_block()
    layout, at = read_header(block)
    first = read_directory(block, layout, at)
    entries = {**first.entries, 33432: Entry(33432, 2, 5, b"(c)X\0")}
    body, begin = directory_bytes(type(first)(entries), layout, 8)
    made = block[:4] + begin.to_bytes(4, "little") + body
    assert b"(c)X" in kept(Metadata(exif=made), Keep.COPYRIGHT).exif
