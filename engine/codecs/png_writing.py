"""Writing PNG as a stream: 8 or 16 bits, grey or colour, with or without alpha.

Each row is filtered by its left neighbour and packed by runs and Huffman codes alone: for photos nearly as small as
zlib's search for repeats, and several times as fast.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from engine.codecs.png_chunks import SIGNATURE, chunk, profile_chunk, resolution_chunk, xmp_chunk
from engine.codecs.png_profiles import blocks_chunk
from engine.codecs.sheet import Sheet
from engine.codecs.thumbnail import Shrinking
from engine.geometry import BAND_PIXELS
from engine.progress import Progress

_SUB = 1
_COLOR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}


def write_png(path: Path, sheet: Sheet, progress: Progress) -> None:
    """Write the sheet with its profile, EXIF, XMP and resolution; raises OSError."""
    with path.open("wb") as file:
        stream_png(file, sheet, progress)


def stream_png(file: IO[bytes], sheet: Sheet, progress: Progress, small: Shrinking | None = None) -> None:
    """The same into an open file, from where it is and never back; `small` is made of what goes by."""
    size = sheet.size
    header = struct.pack(">IIBBBBB", size.width, size.height, sheet.depth, _COLOR_TYPES[sheet.channels], 0, 0, 0)
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    file.write(SIGNATURE + chunk(b"IHDR", header) + _beside(sheet))
    bands = sheet.bands(max(1, BAND_PIXELS // size.width), progress)
    for codes in small.passing(bands) if small else bands:
        packed = packer.compress(_filtered(codes).data)
        if packed:
            file.write(chunk(b"IDAT", packed))
    file.write(chunk(b"IDAT", packer.flush()) + chunk(b"IEND", b""))


def _beside(sheet: Sheet) -> bytes:
    """The chunks between header and pixels, in the order the standard asks for (section 5.6)."""
    metadata = sheet.metadata
    return b"".join(
        (
            profile_chunk(sheet.color.icc) if sheet.color.icc else b"",
            resolution_chunk(metadata.dpi) if metadata.dpi else b"",
            chunk(b"eXIf", metadata.exif) if metadata.exif else b"",
            xmp_chunk(metadata.xmp) if metadata.xmp else b"",
            blocks_chunk(metadata.photoshop) if metadata.photoshop else b"",
        )
    )


def _filtered(codes: NDArray) -> NDArray[np.uint8]:
    # Filter type 1 (section 9.2): a byte minus the byte of the pixel to its left, after the number of the filter.
    rows = codes.astype(codes.dtype.newbyteorder(">"), copy=False).view(np.uint8).reshape(len(codes), -1)
    pixel_bytes = codes.shape[2] * codes.itemsize
    filtered = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    filtered[:, 0] = _SUB
    filtered[:, 1 : 1 + pixel_bytes] = rows[:, :pixel_bytes]
    np.subtract(rows[:, pixel_bytes:], rows[:, :-pixel_bytes], out=filtered[:, 1 + pixel_bytes :])
    return filtered
