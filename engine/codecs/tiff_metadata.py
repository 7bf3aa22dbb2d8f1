"""What lies beside the pixels of a TIFF file: profile, EXIF, XMP, orientation, resolution."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.codecs import exif as exif_block
from engine.codecs import xmp as xmp_packet
from engine.codecs.directory import Buffer, Directory, DirectoryError, read_directory, read_header
from engine.codecs.metadata import Found, bad_exif, exif_in_part, turned_dpi
from engine.codecs.photoshop_blocks import with_iptc
from engine.picture import Metadata

XMP, ICC, IPTC, PHOTOSHOP = 700, 34675, 33723, 34377
_NEEDED = frozenset((258, 273, 279, 320, 324, 325, 347))
"""Bits, places and sizes of strips and tiles, colours of a palette, tables of JPEG strips."""


@dataclass(frozen=True)
class Beside:
    """The ICC profile of a TIFF file, the rest of its metadata, and whether its pixels can be found at all."""

    icc: bytes
    found: Found
    is_cut_off: bool


def beside(path: Path, content: Buffer) -> Beside:
    """The metadata of the first picture; a broken EXIF part is left out with a notice.

    Raises DirectoryError where the file ends before the first directory.
    """
    layout, at = read_header(content)
    first = read_directory(content, layout, at)
    broken = () if first.is_whole else (exif_in_part(path),)
    orientation = exif_block.orientation_of(first, layout)
    try:
        block = exif_block.built(first, layout, orientation)
        is_adobe_rgb = exif_block.facts(block).is_adobe_rgb
    except DirectoryError as error:
        broken, block, is_adobe_rgb = (bad_exif(path, error),), b"", False
    blocks = with_iptc(_data(first, PHOTOSHOP), _data(first, IPTC))
    metadata = Metadata(
        exif=block,
        xmp=xmp_packet.upright(_data(first, XMP), orientation),
        dpi=turned_dpi(exif_block.dpi_of(first, layout), orientation),
    )
    found = Found(metadata, orientation, is_adobe_rgb, broken).with_blocks(blocks)
    is_cut_off = bool(_NEEDED & first.outside)
    return Beside(_data(first, ICC), found, is_cut_off)


def _data(first: Directory, tag: int) -> bytes:
    return first.entries[tag].data if tag in first.entries else b""
