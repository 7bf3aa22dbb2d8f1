"""What lies beside the pixels of a TIFF file: profile, EXIF, XMP, orientation, resolution, further pictures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.codecs import exif as exif_block
from engine.codecs import exif_upright
from engine.codecs import xmp as xmp_packet
from engine.codecs.directory import Directory, DirectoryError, read_header
from engine.codecs.file_bytes import Buffer
from engine.codecs.metadata import Found, bad_exif, exif_in_part, further_pictures, turned_dpi
from engine.codecs.photoshop_blocks import with_iptc
from engine.codecs.raster import BROKEN_PROFILE
from engine.codecs.tiff_pages import pages_in
from engine.picture import Metadata

XMP, ICC, IPTC, PHOTOSHOP = 700, 34675, 33723, 34377
_NEEDED = frozenset((258, 273, 279, 320, 324, 325, 347))
"""Bits, places and sizes of strips and tiles, colours of a palette, tables of JPEG strips."""


@dataclass(frozen=True)
class Beside:
    """Which page is the photo, its ICC profile, the rest of its metadata, and whether its pixels can all be found."""

    page: int
    icc: bytes
    found: Found
    is_cut_off: bool


def beside(path: Path, content: Buffer) -> Beside:
    """The metadata of the photo, from the first page where its own has none; what is broken is left out with a notice.

    Raises DirectoryError where the file ends before the photo's directory.
    """
    layout, at = read_header(content)
    pages = pages_in(content, layout, at)
    described = pages.described
    broken = () if described.is_whole else (exif_in_part(path),)
    orientation = exif_block.orientation_of(described, layout)
    try:
        block = exif_upright.upright(exif_block.built(described, layout), orientation)
        is_adobe_rgb = exif_block.facts(block).is_adobe_rgb
    except DirectoryError as error:
        broken, block, is_adobe_rgb = (bad_exif(path, error),), b"", False
    blocks = with_iptc(_data(described, PHOTOSHOP), _data(described, IPTC))
    metadata = Metadata(
        exif=block,
        xmp=xmp_packet.upright(_data(described, XMP), orientation),
        dpi=turned_dpi(exif_block.dpi_of(described, layout), orientation),
    )
    further = (further_pictures(path),) if pages.has_more else ()
    found = Found(metadata, orientation, is_adobe_rgb, (*broken, *further)).with_blocks(blocks)
    is_cut_off = bool(_NEEDED & pages.photo.outside)
    icc = BROKEN_PROFILE if ICC in described.outside else _data(described, ICC)
    return Beside(pages.number, icc, found, is_cut_off)


def _data(directory: Directory, tag: int) -> bytes:
    return directory.entries[tag].data if tag in directory.entries else b""
