"""Interlaced PNG: the seven pictures that it is made of, and how they lie in the whole (PNG, third edition, 8.1).

libpng weaves them too, but lets its word on it out on the standard error stream when imagecodecs asks.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.codecs.png_chunks import SIGNATURE, Chunk, chunk

_PASSES = ((0, 8, 0, 8), (0, 8, 4, 8), (4, 8, 0, 4), (0, 4, 2, 4), (2, 4, 0, 2), (0, 2, 1, 2), (1, 2, 0, 1))
"""The first row and the step to the next, the first column and the step to the next."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_UNPACKED = 0


def woven(header: bytes, beside: Iterable[Chunk], pixels: Iterable[Chunk]) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """The codes of an interlaced picture, given its IHDR, its PLTE and tRNS, and its IDATs; raises ValueError."""
    width, height, depth, kind = struct.unpack_from(">IIBB", header)
    if kind not in _SAMPLES or not all(part.is_whole for part in pixels):
        raise ValueError("it cannot be decoded")
    bits = depth * _SAMPLES[kind]
    sizes = [(-(-(height - y) // down), -(-(width - x) // across)) for y, down, x, across in _PASSES]
    lengths = [max(0, rows) * (1 + (columns * bits + 7) // 8) if columns > 0 else 0 for rows, columns in sizes]
    lines = memoryview(_inflated(b"".join(part.content for part in pixels), sum(lengths)))
    further = b"".join(part.framed for part in beside)
    at, whole = 0, None
    for (y, down, x, across), (rows, columns), length in zip(_PASSES, sizes, lengths, strict=True):
        if not length:
            continue
        small = chunk(b"IHDR", struct.pack(">II", columns, rows) + header[8:12] + b"\0") + further
        packed = chunk(b"IDAT", zlib.compress(lines[at : at + length], _UNPACKED))
        codes = imagecodecs.png_decode(SIGNATURE + small + packed + chunk(b"IEND", b""))
        if whole is None:
            whole = np.empty((height, width, *codes.shape[2:]), codes.dtype)
        whole[y::down, x::across] = codes
        at += length
    assert whole is not None, "the first pass has the first pixel"
    return whole


def _inflated(packed: bytes, size: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, size)
    except zlib.error as error:
        raise ValueError("it cannot be decoded") from error
