"""What HEIF files (HEIC, AVIF) say of their main picture beside its pixels: properties in boxes.

Source: ISO/IEC 14496-12, sections 4.2 and 8.11; ISO/IEC 23008-12, sections 9.3 and 6.5.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from engine.codecs.cicp import Cicp

_FULL, _COLOR_NUMBERS = 4, b"nclx"
_HIGH_DEPTH, _TWELVE = 0x40, 0x20


@dataclass(frozen=True)
class Properties:
    """Boxes (name, content) of all pictures in the file, and those of the main one among them."""

    every: tuple[tuple[bytes, bytes], ...] = ()
    main: tuple[tuple[bytes, bytes], ...] = ()

    @property
    def cicp(self) -> Cicp:
        """The main picture's colours in numbers; unspecified where it has none."""
        for name, content in self.main:
            if name == b"colr" and content[:4] == _COLOR_NUMBERS and len(content) >= 8:
                return Cicp(*struct.unpack_from(">HH", content, 4))
        return Cicp()

    @property
    def av1_bits(self) -> int:
        """The bits of a sample of AV1: 8, 10 or 12."""
        flags = next((content[2] for name, content in self.every if name == b"av1C" and len(content) > 2), 0)
        return (12 if flags & _TWELVE else 10) if flags & _HIGH_DEPTH else 8


def read_properties(content: bytes) -> Properties:
    """The properties of a file; none where its boxes are broken, which the decoders tell."""
    try:
        meta = dict(boxes(dict(boxes(content))[b"meta"][_FULL:]))
        inside = dict(boxes(meta[b"iprp"]))
        every = tuple(boxes(inside[b"ipco"]))
        main = _item(meta[b"pitm"])
        return Properties(every, tuple(every[i - 1] for i in _indices(inside[b"ipma"], main) if 0 < i <= len(every)))
    except (KeyError, IndexError, struct.error):
        return Properties()


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes (name, content) that lie one after the other, but for the pixels; they end where one makes no sense."""
    at = 0
    while at + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", content, at + 8), 16
        end = at + size if size else len(content)
        if end < at + head:
            return
        if name not in (b"mdat", b"idat"):
            yield name, content[at + head : end]
        at = end


def _item(pitm: bytes) -> int:
    return struct.unpack_from(">I" if pitm[0] else ">H", pitm, _FULL)[0]


def _indices(ipma: bytes, item: int) -> list[int]:
    """The numbers, from 1, of the properties of an item."""
    version, is_wide = ipma[0], ipma[3] & 1
    (count,), at = struct.unpack_from(">I", ipma, _FULL), _FULL + 4
    for _ in range(count):
        number, properties = struct.unpack_from(">IB" if version else ">HB", ipma, at)
        at += 5 if version else 3
        indices = struct.unpack_from(f">{properties}{'H' if is_wide else 'B'}", ipma, at)
        at += properties * (2 if is_wide else 1)
        if number == item:
            return [index & (0x7FFF if is_wide else 0x7F) for index in indices]
    return []
