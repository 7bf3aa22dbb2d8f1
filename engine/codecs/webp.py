"""Reading WebP: lossy, lossless, with alpha; of an animation the first picture."""

from __future__ import annotations

import struct
from pathlib import Path

import imagecodecs

from engine.codecs.metadata import found, further_pictures
from engine.codecs.raster import Model, Raster, damaged, refuse_too_large, truncated

_OPAQUE = 255


def read_webp(path: Path) -> Raster:
    """The picture of a WebP file, 8 bits; raises PhotoError. Sides of the format end at 16,383 pixels."""
    content = path.read_bytes()
    if len(content) < 30:
        raise truncated(path)
    promised = 8 + struct.unpack_from("<I", content, 4)[0]
    if promised > len(content):
        raise truncated(path, promised)
    refuse_too_large(path, *_sides(content))
    beside, pictures = _chunks(content)
    try:
        # Of an animation this is the first picture alone, which may leave a part of the canvas transparent.
        codes = imagecodecs.webp_decode(content, 0, hasalpha=True if pictures else None)
    except (imagecodecs.WebpError, ValueError) as error:
        raise damaged(path, str(error)) from error
    alpha = codes[..., 3] if codes.shape[2] == 4 else None
    if pictures and alpha is not None and alpha.min() == _OPAQUE:
        alpha = None
    return Raster(
        codes[..., :3],
        Model.RGB,
        alpha=alpha,
        icc=beside.get(b"ICCP", b""),
        found=found(path, exif=beside.get(b"EXIF", b""), xmp=beside.get(b"XMP ", b"")).with_notices(
            (further_pictures(path),) if pictures > 1 else ()
        ),
    )


def _chunks(content: bytes) -> tuple[dict[bytes, bytes], int]:
    """The chunks that describe the picture, and how many pictures of an animation there are."""
    at, chunks, pictures = 12, {}, 0
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        if name in (b"ICCP", b"EXIF", b"XMP "):
            chunks.setdefault(name, content[at + 8 : at + 8 + size])
        pictures += name == b"ANMF"
        at += 8 + size + size % 2
    return chunks, pictures


def _sides(content: bytes) -> tuple[int, int]:
    """Width and height from the first chunk (RFC 9649: VP8X has 24-bit sides less 1, VP8L and VP8 14-bit ones)."""
    name = content[12:16]
    if name == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if name == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    across, down = struct.unpack_from("<HH", content, 26)
    return across & 0x3FFF, down & 0x3FFF
