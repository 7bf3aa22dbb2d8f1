"""Writing JPEG: 8 bits, quality 95, colours at full resolution; transparency is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from PIL import Image

from engine.codecs import exif as exif_block
from engine.codecs import xmp as xmp_packet
from engine.codecs import xmp_extension
from engine.codecs.exif_thumbnail import with_thumbnail
from engine.codecs.photoshop_blocks import as_segments
from engine.codecs.psd_resources import thumbnail_block
from engine.codecs.sheet import Sheet
from engine.codecs.thumbnail import LONG_SIDE_PX, Shrinking, jpeg_of
from engine.codecs.xmp_fields import without_origin
from engine.errors import Notice, WriteError
from engine.geometry import BAND_PIXELS
from engine.progress import Progress

QUALITY = 95
_BYTES_PER_PIXEL = 1.0
_LONGEST_SIDE = 65500
_LARGEST_SEGMENT = 65533


def write_jpeg(path: Path, sheet: Sheet, progress: Progress) -> tuple[Notice, ...]:
    """Write the sheet and say what a JPEG could not hold; raises OSError, and WriteError where it is too large."""
    size = sheet.size
    if max(size.width, size.height) > _LONGEST_SIDE:
        raise WriteError("jpeg-too-large", f"{size} pixels are too many for a JPEG; write PNG or TIFF.")
    extension = sheet.metadata.xmp_extension
    xmp, xmp_notices = _fitting_packet(
        xmp_extension.promised(sheet.metadata.xmp, extension) if extension else sheet.metadata.xmp
    )
    opaque = replace(sheet, alpha=None)
    small = Shrinking(opaque, LONG_SIDE_PX) if sheet.metadata.has_thumbnail and not sheet.metadata.exif else None
    picture = _picture(opaque, small, progress.part(0.0, 0.5))
    exif, exif_notices = _described(sheet, picture)
    blocks = sheet.metadata.photoshop + (thumbnail_block(small.picture()) if small else b"")
    with path.open("wb") as file:
        picture.save(
            cast(BinaryIO, _Told(file, size.pixels * _BYTES_PER_PIXEL, progress.part(0.5, 1.0))),
            "JPEG",
            quality=QUALITY,
            subsampling="4:4:4",
            icc_profile=sheet.color.icc or None,
            exif=exif_block.MARK + exif if exif else b"",
            xmp=xmp or None,
            dpi=_density(sheet.metadata.dpi),
            extra=as_segments(blocks) + (xmp_extension.as_segments(extension) if xmp else b""),
        )
    progress.report(1.0)
    dropped = Notice("alpha-dropped", "A JPEG has no transparency; it was left out.")
    return (*exif_notices, *xmp_notices, *((dropped,) if sheet.alpha is not None else ()))


def _described(sheet: Sheet, picture: Image.Image) -> tuple[bytes, tuple[Notice, ...]]:
    """The EXIF block, with a thumbnail in the picture's own codes where the photo had one, and what had no room."""
    exif, notices = _fitting(sheet.metadata.exif, exif_block.MARK, "EXIF data")
    if not (exif and sheet.metadata.has_thumbnail):
        return exif, notices
    size = sheet.size.fitted(LONG_SIDE_PX)
    small = picture.resize((size.width, size.height), Image.Resampling.BOX).convert("RGB")
    whole = with_thumbnail(exif, jpeg_of(np.asarray(small)))
    if _fits(whole, exif_block.MARK):
        return whole, notices
    return exif, (Notice("thumbnail-dropped", "The EXIF data leave no room in a JPEG for a thumbnail."),)


class _Told:
    """A file that tells how far it is with about so many bytes, and whose writing can be cancelled between pieces.

    It has no number that Pillow's encoder could write to behind its back.
    """

    def __init__(self, file: BinaryIO, expected_bytes: float, progress: Progress) -> None:
        self._file, self._expected_bytes, self._progress = file, expected_bytes, progress
        self._written_bytes = 0

    def write(self, data: bytes) -> int:
        self._progress.report(self._written_bytes / self._expected_bytes)
        self._written_bytes += self._file.write(data)
        return len(data)

    def flush(self) -> None:
        self._file.flush()


def _picture(sheet: Sheet, small: Shrinking | None, progress: Progress) -> Image.Image:
    size = sheet.size
    rows = max(1, BAND_PIXELS // size.width)
    picture = Image.new("L" if sheet.is_grey else "RGB", (size.width, size.height))
    bands = sheet.bands(rows, progress)
    for i, codes in enumerate(small.passing(bands) if small else bands):
        picture.paste(Image.fromarray(codes[..., 0] if sheet.is_grey else codes), (0, i * rows))
    return picture


def _density(dpi: tuple[float, float] | None) -> tuple[int, int]:
    # 16 bits in the JFIF header; zeros say that nothing is known.
    rounded = (round(dpi[0]), round(dpi[1])) if dpi else (0, 0)
    return rounded if all(0 < value < 65536 for value in rounded) else (0, 0)


def _fitting_packet(packet: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """The packet, without its empty room where that is needed, and without what SILS added rather than not at all."""
    smaller = packet if _fits(packet, xmp_packet.MARK) else xmp_packet.unpadded(packet)
    theirs = smaller if _fits(smaller, xmp_packet.MARK) else without_origin(smaller)
    if smaller != theirs and _fits(theirs, xmp_packet.MARK):
        sentence = "The XMP packet is so large that a JPEG has no room for what SILS says of the picture."
        return theirs, (Notice("origin-dropped", sentence),)
    return _fitting(smaller, xmp_packet.MARK, "XMP packet")


def _fits(content: bytes, mark: bytes) -> bool:
    return len(mark) + len(content) <= _LARGEST_SEGMENT


def _fitting(content: bytes, mark: bytes, name: str) -> tuple[bytes, tuple[Notice, ...]]:
    if _fits(content, mark):
        return content, ()
    return b"", (Notice("metadata-too-large", f"The {name} is too large for a JPEG and was left out."),)
