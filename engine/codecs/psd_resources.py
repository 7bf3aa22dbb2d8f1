"""Photoshop's image resources: what a PSD says beside its pixels.

Source: Adobe Photoshop File Formats Specification, "Image Resources Section".
"""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from engine.codecs.photoshop_blocks import block
from engine.codecs.sheet import Sheet
from engine.codecs.thumbnail import jpeg_of

RESOLUTION, THUMBNAIL, ICC, VERSION, EXIF, XMP = 1005, 1036, 1039, 1057, 1058, 1060
_WRITER = "SILS"
_PER_INCH, _IN_INCHES = 1, 1
_JPEG_RGB, _BITS_PER_PIXEL = 1, 24


def resources(sheet: Sheet, small: NDArray[np.uint8]) -> bytes:
    """The blocks that describe a picture, with its thumbnail."""
    metadata = sheet.metadata
    blocks = [
        block(RESOLUTION, _resolution(metadata.dpi)) if metadata.dpi else b"",
        metadata.photoshop,
        thumbnail_block(small),
        block(ICC, sheet.color.icc),
        block(VERSION, _version()),
        block(EXIF, metadata.exif) if metadata.exif else b"",
        block(XMP, metadata.xmp) if metadata.xmp else b"",
    ]
    return b"".join(blocks)


def thumbnail_block(small: NDArray[np.uint8]) -> bytes:
    """A small picture (h, w, 3) in sRGB as a resource."""
    height, width = small.shape[:2]
    row_bytes = (width * _BITS_PER_PIXEL + 31) // 32 * 4
    jpeg = jpeg_of(small)
    head = (_JPEG_RGB, width, height, row_bytes, row_bytes * height, len(jpeg), _BITS_PER_PIXEL, 1)
    return block(THUMBNAIL, struct.pack(">6IHH", *head) + jpeg)


def _resolution(dpi: tuple[float, float]) -> bytes:
    across, down = (min(round(value * 65536), (1 << 32) - 1) for value in dpi)
    return struct.pack(">IHHIHH", across, _PER_INCH, _IN_INCHES, down, _PER_INCH, _IN_INCHES)


def _version() -> bytes:
    # Says that the merged picture is really there, so that nobody has to compose it.
    name = struct.pack(">I", len(_WRITER)) + _WRITER.encode("utf-16-be")
    return struct.pack(">IB", 1, 1) + name + name + struct.pack(">I", 1)
