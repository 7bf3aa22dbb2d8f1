"""IPTC and Photoshop's other blocks travel from file to file, as exiftool reads them."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.codecs import tiff_metadata
from engine.codecs.container import Container
from engine.codecs.photoshop_blocks import (
    IPTC,
    JPEG_MARK,
    as_segments,
    block,
    has_iptc,
    in_segments,
    kept_blocks,
    wrapped_iptc,
)
from engine.codecs.reading import read_photo
from engine.codecs.stack import Layered
from engine.picture import Depth, Metadata
from tests.engine.codecs.samples import WHOLE_METADATA
from tests.engine.pictures import write_pixels
from tests.engine.stacks import neutral_stack, parts, written

HEADLINE = b"\x1c\x02\x69" + struct.pack(">H", 6) + b"Harbor"
RECORDS = b"\x1c\x02\x00\x00\x02\x00\x04" + HEADLINE
URL = block(1035, b"https://example.org/a")
EXIFTOOL = shutil.which("exiftool")


def photo_file(folder: Path, blocks: bytes) -> Path:
    Image.new("RGB", (4, 3), (90, 80, 70)).save(folder / "a.jpg", extra=as_segments(blocks))
    return folder / "a.jpg"


@pytest.mark.parametrize("container", WHOLE_METADATA)
def test_blocks_survive_every_container(tmp_path: Path, container: Container) -> None:
    blocks = wrapped_iptc(RECORDS) + URL
    photo = read_photo(photo_file(tmp_path, blocks + block(1036, b"an old thumbnail")))
    assert photo.metadata.photoshop == blocks
    target = tmp_path / f"b{container.suffix}"
    write_pixels(target, photo.pixels, like=photo, container=container, depth=Depth.EIGHT)
    assert read_photo(target).metadata.photoshop == blocks
    if EXIFTOOL is not None:
        command = [EXIFTOOL, "-j", "-G", "-IPTC:Headline", "-Photoshop:URL", target]
        (tags,) = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        assert tags["IPTC:Headline"] == "Harbor"


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("kind", [Layered.PSD, Layered.TIFF])
def test_blocks_are_beside_the_layers(tmp_path: Path, kind: Layered) -> None:
    made = parts("additive")
    made = replace(made, photo=replace(made.photo, metadata=Metadata(photoshop=wrapped_iptc(RECORDS))))
    path = written(tmp_path, neutral_stack(made), kind)
    command = [str(EXIFTOOL), "-s3", "-IPTC:Headline", path]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip() == "Harbor"


def test_iptc_of_a_tiff_without_blocks_is_found(tmp_path: Path) -> None:
    picture = np.zeros((3, 4, 3), np.uint8)
    tag = (33723, 7, len(RECORDS), RECORDS, True)
    tifffile.imwrite(tmp_path / "a.tif", picture, photometric="rgb", metadata=None, extratags=[tag])
    assert read_photo(tmp_path / "a.tif").metadata.photoshop == wrapped_iptc(RECORDS)


def test_long_blocks_take_several_segments(tmp_path: Path) -> None:
    blocks = block(4000, bytes(range(256)) * 600)
    segments = as_segments(blocks)
    assert segments.count(JPEG_MARK) == 3
    assert read_photo(photo_file(tmp_path, blocks)).metadata.photoshop == blocks


@given(st.binary(max_size=60))
def test_broken_blocks_end_the_list(rubbish: bytes) -> None:
    whole = wrapped_iptc(RECORDS)
    kept = kept_blocks(whole + rubbish)
    assert kept.startswith(whole)
    assert kept_blocks(kept) == kept
    assert in_segments([("APP13", JPEG_MARK + whole), ("APP1", b"x")]) == whole
    assert struct.unpack_from(">H", whole, 4) == (IPTC,)


@pytest.mark.parametrize("blocks", [b"", URL, URL + wrapped_iptc(HEADLINE)])
def test_a_tiff_may_have_iptc_beside_photoshops_blocks(tmp_path: Path, blocks: bytes) -> None:
    tags = [(tiff_metadata.IPTC, 7, len(RECORDS), RECORDS, True)]
    if blocks:
        tags.append((tiff_metadata.PHOTOSHOP, 1, len(blocks), blocks, True))
    tifffile.imwrite(tmp_path / "a.tif", np.zeros((3, 4, 3), np.uint8), photometric="rgb", extratags=tags)
    found = read_photo(tmp_path / "a.tif").metadata.photoshop
    assert found == (blocks if has_iptc(blocks) else blocks + wrapped_iptc(RECORDS))
