"""Metadata of a file as it was found, checked once, so that the rest may trust it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.codecs import exif as exif_block
from engine.codecs import exif_thumbnail, exif_upright, photoshop_blocks
from engine.codecs import xmp as xmp_packet
from engine.codecs.directory import DirectoryError
from engine.codecs.xmp_fields import with_texts
from engine.errors import Notice
from engine.picture import Metadata

_MOST_DPI = 1e6


@dataclass(frozen=True)
class Found:
    """Metadata true of upright pixels, with what it said about the pixels before they were turned."""

    metadata: Metadata = field(default_factory=Metadata)
    orientation: int = 1
    is_adobe_rgb: bool = False
    notices: tuple[Notice, ...] = ()

    def with_blocks(self, photoshop: bytes) -> Found:
        """With those of Photoshop's blocks that tell of the photo, and whether a thumbnail was among all of them."""
        has_thumbnail = self.metadata.has_thumbnail or photoshop_blocks.has_thumbnail(photoshop)
        blocks = photoshop_blocks.kept_blocks(photoshop)
        return replace(self, metadata=replace(self.metadata, photoshop=blocks, has_thumbnail=has_thumbnail))

    def with_extension(self, xmp_extension: bytes) -> Found:
        """With the part of XMP that a JPEG's packet has no room for, turned upright as the photo is."""
        extension = xmp_packet.upright(xmp_extension, self.orientation)
        return replace(self, metadata=replace(self.metadata, xmp_extension=extension))

    def with_texts(self, texts: Mapping[str, str]) -> Found:
        """Texts by their names in Dublin Core, where XMP does not say these already."""
        return replace(self, metadata=replace(self.metadata, xmp=with_texts(self.metadata.xmp, texts)))

    def with_notices(self, more: tuple[Notice, ...]) -> Found:
        return replace(self, notices=self.notices + more)


def found(
    path: Path,
    *,
    exif: bytes = b"",
    xmp: bytes = b"",
    dpi: tuple[float, float] | None = None,
    orientation: int | None = None,
) -> Found:
    """The metadata of a file that is no TIFF; a broken EXIF block is left out with a notice.

    The orientation is EXIF's, unless the container has a word of its own.
    """
    block = exif.removeprefix(exif_block.MARK)
    try:
        said = exif_block.facts(block)
        said = said if orientation is None else replace(said, orientation=orientation)
        has_thumbnail = exif_thumbnail.has_thumbnail(block)
        block = exif_upright.upright(block, said.orientation)
        exif_block.facts(block)  # a thumbnail said to lie over the directories would have taken them along
    except DirectoryError as error:
        turn = orientation or 1
        metadata = Metadata(b"", xmp_packet.upright(xmp, turn), turned_dpi(dpi, turn))
        return Found(metadata, turn, notices=(bad_exif(path, error),))
    packet = xmp_packet.upright(xmp, said.orientation)
    dots = turned_dpi(dpi or said.dpi, said.orientation)
    metadata = Metadata(block, packet, dots, has_thumbnail=has_thumbnail)
    return Found(metadata, said.orientation, said.is_adobe_rgb, () if said.is_whole else (exif_in_part(path),))


def turned_dpi(dpi: tuple[float, float] | None, orientation: int) -> tuple[float, float] | None:
    """The resolution across and down after pixels of an EXIF orientation were turned; None where it makes no sense."""
    if dpi is None or not all(0 < value < _MOST_DPI for value in dpi):
        return None
    return (dpi[1], dpi[0]) if orientation >= 5 else dpi


def exif_in_part(path: Path) -> Notice:
    """The notice for an EXIF block of which a part, as that of the place, cannot be read."""
    return Notice("bad-exif", f"A part of the EXIF data of {path.name} is broken; the rest of it counts.")


def further_pictures(path: Path) -> Notice:
    """The notice for a file of several pictures."""
    return Notice("further-pictures", f"{path.name} has further pictures, which were left out.")


def bad_exif(path: Path, error: DirectoryError) -> Notice:
    """The notice for an EXIF block that cannot be read."""
    return Notice("bad-exif", f"The EXIF data of {path.name} is broken ({error}) and was left out.")
