"""What other programs write into the texts of a PNG, for which it has, or had, no place of its own."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.codecs.photoshop_blocks import block, wrapped_iptc
from engine.codecs.png_chunks import chunk, xmp_chunk
from engine.codecs.png_profiles import blocks_chunk
from engine.codecs.reading import read_photo
from engine.codecs.xmp import MARK
from engine.picture import Metadata
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.codecs.samples import save_png
from tests.engine.codecs.test_metadata import XMP
from tests.engine.codecs.test_photoshop_blocks import RECORDS, URL

PICTURE = np.zeros((3, 4, 3), np.uint8)
EXIFTOOL = shutil.which("exiftool")
CONVERT = shutil.which("convert")


def raw(kind: str, content: bytes, name: bytes = b"zTXt") -> bytes:
    """A chunk as ImageMagick writes it."""
    text = f"\n{kind}\n{len(content):8}\n".encode() + b"\n".join(
        content[at : at + 36].hex().encode() for at in range(0, len(content), 36)
    )
    keyword = f"Raw profile type {kind}".encode()
    return chunk(name, keyword + (b"\0\0" + zlib.compress(text) if name == b"zTXt" else b"\0" + text))


def found(folder: Path, *chunks: bytes) -> Metadata:
    return read_photo(save_png(folder / "a.png", PICTURE, chunks=b"".join(chunks))).metadata


@pytest.mark.parametrize("name", [b"zTXt", b"tEXt"])
@pytest.mark.parametrize("kind", ["exif", "APP1"])
@pytest.mark.parametrize("mark", [b"", b"Exif\0\0"])
def test_exif_is_found(tmp_path: Path, name: bytes, kind: str, mark: bytes) -> None:
    path = save_png(tmp_path / "a.png", PICTURE, chunks=raw(kind, mark + exif_block(orientation=6), name))
    photo = read_photo(path)
    assert MAKER_NOTE in photo.metadata.exif
    assert (photo.size.width, photo.size.height) == PICTURE.shape[:2]


@pytest.mark.parametrize("name", [b"zTXt", b"tEXt"])
@pytest.mark.parametrize(("kind", "mark"), [("xmp", b""), ("APP1", MARK)])
def test_xmp_is_found(tmp_path: Path, name: bytes, kind: str, mark: bytes) -> None:
    assert found(tmp_path, raw(kind, mark + XMP, name)).xmp == XMP


@pytest.mark.parametrize("name", [b"zTXt", b"tEXt"])
@pytest.mark.parametrize("content", [RECORDS, wrapped_iptc(RECORDS)])
def test_iptc_is_found(tmp_path: Path, name: bytes, content: bytes) -> None:
    assert found(tmp_path, raw("iptc", content, name)).photoshop == wrapped_iptc(RECORDS)


def test_two_segments_of_a_jpeg_are_told_apart(tmp_path: Path) -> None:
    both = found(tmp_path, raw("APP1", MARK + XMP), raw("APP1", b"Exif\0\0" + exif_block()))
    assert both == found(tmp_path, xmp_chunk(XMP), chunk(b"eXIf", exif_block()))


def test_iptc_beside_blocks_comes_to_them_unless_they_have_their_own(tmp_path: Path) -> None:
    records = raw("iptc", RECORDS, b"tEXt")
    assert found(tmp_path, records, blocks_chunk(URL)).photoshop == URL + wrapped_iptc(RECORDS)
    own = wrapped_iptc(RECORDS + b"\x1c\x02\x78\0\x01A") + URL
    assert found(tmp_path, records, blocks_chunk(own)).photoshop == own


def test_the_chunks_of_the_standard_go_before(tmp_path: Path) -> None:
    other = exif_block(dpi=(100, 100))
    both = found(tmp_path, raw("exif", other), raw("xmp", XMP + b" "), chunk(b"eXIf", exif_block()), xmp_chunk(XMP))
    assert both == found(tmp_path, chunk(b"eXIf", exif_block()), xmp_chunk(XMP))


@pytest.mark.parametrize(
    "text",
    [b"", b"\0", b"\n8bim\n", b"\n8bim\n  4\nno hexadecimal", b"\n8bim\n  4\n\xff\xff", b"\n8bim\n  4\nabc"],
)
def test_broken_profiles_are_not_there(tmp_path: Path, text: bytes) -> None:
    for name, stored in ((b"tEXt", text), (b"zTXt", b"\0" + zlib.compress(text)), (b"zTXt", text)):
        assert found(tmp_path, chunk(name, b"Raw profile type 8bim\0" + stored)) == Metadata()
        assert found(tmp_path, chunk(name, b"Raw profile type other\0" + stored)) == Metadata()


def test_no_more_is_unpacked_than_metadata_may_take(tmp_path: Path) -> None:
    packed = zlib.compress(b"\nxmp\n" + b" 1\n" + b"20" * (40 << 20), 9)
    assert len(found(tmp_path, chunk(b"zTXt", b"Raw profile type xmp\0\0" + packed)).xmp) <= 32 << 20


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
def test_what_exiftool_writes_is_found(tmp_path: Path) -> None:
    path = save_png(tmp_path / "a.png", PICTURE)
    command = [str(EXIFTOOL), "-q", "-overwrite_original", "-IPTC:Headline=Harbor", "-XMP:City=Kiel", path]
    subprocess.run(command, check=True)
    metadata = read_photo(path).metadata
    assert b"Harbor" in metadata.photoshop
    assert b"Kiel" in metadata.xmp


@pytest.mark.skipif(CONVERT is None, reason="ImageMagick is not installed")
def test_what_imagemagick_writes_is_found(tmp_path: Path) -> None:
    blocks = b"\xff\xed" + (16 + len(wrapped_iptc(RECORDS))).to_bytes(2, "big") + b"Photoshop 3.0\0"
    source = tmp_path / "a.jpg"
    exif = b"Exif\0\0" + exif_block()
    Image.fromarray(PICTURE).save(source, exif=exif, xmp=XMP, extra=blocks + wrapped_iptc(RECORDS))
    subprocess.run([str(CONVERT), source, tmp_path / "a.png"], check=True)
    metadata = read_photo(tmp_path / "a.png").metadata
    assert MAKER_NOTE in metadata.exif
    assert metadata.xmp == XMP
    assert metadata.photoshop == wrapped_iptc(RECORDS)


def test_blocks_are_written_as_others_read_them() -> None:
    written = blocks_chunk(block(1035, b"ab"))
    assert written[8:].startswith(b"Raw profile type 8bim\0\0")
    assert zlib.decompress(written[8 + 23 : -4]) == b"\n8bim\n      14\n3842494d040b0000000000026162\n"
