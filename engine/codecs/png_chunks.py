"""PNG chunks: taken apart and put together (PNG, third edition, section 5)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from engine.codecs.cicp import Cicp
from engine.codecs.raster import BROKEN_PROFILE

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = b"XML:com.adobe.xmp"
INCHES_PER_METRE = 1 / 0.0254
_MOST_BYTES = 64 << 20


class CutOffError(ValueError):
    """The file ends inside a chunk or before the last one."""


@dataclass(frozen=True)
class Chunk:
    """A chunk of a file, as views of it: with its frame (length, name, checksum) and without."""

    name: bytes
    framed: memoryview

    @property
    def content(self) -> bytes:
        return bytes(self.framed[8:-4])

    @property
    def is_whole(self) -> bool:
        """Whether its checksum is right."""
        return zlib.crc32(self.framed[4:-4]) == int.from_bytes(self.framed[-4:], "big")


def chunks(file: bytes) -> Iterator[Chunk]:
    """Every chunk up to IEND; raises CutOffError."""
    view, at, name = memoryview(file), len(SIGNATURE), b""
    while name != b"IEND":
        if at + 12 > len(view):
            raise CutOffError
        size, name = struct.unpack_from(">I4s", view, at)
        if at + 12 + size > len(view):
            raise CutOffError
        yield Chunk(name, view[at : at + 12 + size])
        at += 12 + size


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk with its length and checksum."""
    return struct.pack(">I4s", len(content), name) + content + struct.pack(">I", zlib.crc32(content, zlib.crc32(name)))


def profile_chunk(icc: bytes) -> bytes:
    """iCCP: an ICC profile."""
    return chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(icc))


def profile_in(content: bytes) -> bytes:
    """The ICC profile of an iCCP chunk, or BROKEN_PROFILE."""
    _, _, rest = content.partition(b"\0")
    return inflated(rest[1:]) or BROKEN_PROFILE


def cicp_in(content: bytes) -> Cicp:
    """The colours in numbers of a cICP chunk, which go before a profile; unspecified where there is none."""
    return Cicp(content[0], content[1]) if len(content) == 4 else Cicp()


def xmp_chunk(xmp: bytes) -> bytes:
    """iTXt: an XMP packet, uncompressed, as Adobe's specification asks (part 3, 1.1.5)."""
    return chunk(b"iTXt", XMP_KEYWORD + b"\0\0\0\0\0" + xmp)


def xmp_in(content: bytes) -> bytes:
    """The XMP packet of an iTXt chunk, or nothing where it holds another text."""
    keyword, _, rest = content.partition(b"\0")
    if keyword != XMP_KEYWORD or len(rest) < 2:
        return b""
    text = rest[2:].split(b"\0", 2)[-1]
    return inflated(text) if rest[0] else text


def resolution_chunk(dpi: tuple[float, float]) -> bytes:
    """pHYs: pixels per metre."""
    across, down = (min(round(value * INCHES_PER_METRE), (1 << 31) - 1) for value in dpi)
    return chunk(b"pHYs", struct.pack(">IIB", across, down, 1))


def resolution_in(content: bytes) -> tuple[float, float] | None:
    """Dots per inch of a pHYs chunk, or None where it only gives the pixels' shape."""
    if len(content) != 9 or content[8] != 1:
        return None
    across, down = struct.unpack_from(">II", content)
    return round(across / INCHES_PER_METRE, 2), round(down / INCHES_PER_METRE, 2)


def inflated(packed: bytes, most: int = _MOST_BYTES) -> bytes:
    """What was packed, up to so many bytes of it, at least 1; nothing where it is broken."""
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
