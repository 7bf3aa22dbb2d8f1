"""What of an XMP packet lies in a JPEG's further segments comes back byte for byte."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from engine.codecs.container import Container
from engine.codecs.keeping import Keep, kept
from engine.codecs.reading import read_photo
from engine.codecs.xmp_extension import as_segments, in_segments, promised
from engine.codecs.xmp_fields import packet
from engine.picture import Depth
from tests.engine.pictures import write_pixels

LONG = "way point " * 15_000
EXTENSION = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
    f"<photoshop:History>{LONG}</photoshop:History></rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()
MAIN = packet(b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/>')
EXIFTOOL = shutil.which("exiftool")


def _segments(extension: bytes) -> list[tuple[str, bytes]]:
    pieces = as_segments(extension).split(b"\xff\xe1")[1:]
    return [("APP1", piece[2:]) for piece in pieces]


@pytest.fixture
def photo_file(tmp_path: Path) -> Path:
    main = promised(MAIN, EXTENSION)
    Image.new("RGB", (4, 3), (90, 80, 70)).save(tmp_path / "a.jpg", xmp=main, extra=as_segments(EXTENSION))
    return tmp_path / "a.jpg"


def test_an_extension_survives_from_jpeg_to_jpeg(photo_file: Path, tmp_path: Path) -> None:
    photo = read_photo(photo_file)
    assert photo.metadata.xmp_extension == EXTENSION
    assert b"HasExtendedXMP" not in photo.metadata.xmp
    target = tmp_path / "b.jpg"
    write_pixels(target, photo.pixels, like=photo, container=Container.JPEG, depth=Depth.EIGHT)
    assert read_photo(target).metadata.xmp_extension == EXTENSION
    if EXIFTOOL is not None:
        command = [EXIFTOOL, "-j", "-G", "-XMP:History", "-XMP:Rating", str(target)]
        (tags,) = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        assert (tags["XMP:History"].strip(), tags["XMP:Rating"]) == (LONG.strip(), 4)


def test_other_files_say_that_they_have_no_place_for_it(photo_file: Path, tmp_path: Path) -> None:
    photo = read_photo(photo_file)
    target = tmp_path / "b.png"
    notices = write_pixels(target, photo.pixels, like=photo, container=Container.PNG, depth=Depth.EIGHT)
    assert [notice.code for notice in notices] == ["xmp-extension-dropped"]
    assert b"HasExtendedXMP" not in target.read_bytes()
    plain = replace(photo, metadata=kept(photo.metadata, Keep.COPYRIGHT))
    assert write_pixels(target, plain.pixels, like=plain, container=Container.PNG, depth=Depth.EIGHT) == ()


def test_pieces_may_come_in_any_order_but_none_may_miss_or_be_another() -> None:
    main, segments = promised(MAIN, EXTENSION), _segments(EXTENSION)
    assert len(segments) == 3
    assert in_segments(main, reversed(segments)) == EXTENSION
    assert in_segments(main, segments[:-1]) == b""
    assert in_segments(main, segments[1:]) == b""
    assert in_segments(MAIN, segments) == b""
    other = hashlib.md5(b"other").hexdigest().upper().encode()
    assert in_segments(main.replace(hashlib.md5(EXTENSION).hexdigest().upper().encode(), other), segments) == b""
