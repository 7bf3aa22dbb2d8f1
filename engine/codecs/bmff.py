"""What HEIF files (HEIC, AVIF) say of their main picture beside its pixels: properties in boxes.

Source: ISO/IEC 14496-12, sections 4.2 and 8.11; ISO/IEC 23008-12, sections 9.3 and 6.5.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from engine.codecs.cicp import Cicp

FULL = 4
"""Bytes of version and flags, with which some boxes begin."""
_COLOR_NUMBERS = b"nclx"
_HIGH_DEPTH, _TWELVE = 0x40, 0x20
_TURNS = ((1, 4, 2), (8, 5, 7), (3, 2, 4), (6, 7, 5))
"""EXIF orientations by quarter turns to the left and, after them, no mirror, top to bottom or left to right."""


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
    def orientation(self) -> int:
        """How the main picture is to be turned, as EXIF says it; what EXIF itself says does not count here."""
        said = {name: content[0] for name, content in self.main if name in (b"irot", b"imir") and content}
        mirror = 1 + (said[b"imir"] & 1) if b"imir" in said else 0
        return _TURNS[said.get(b"irot", 0) & 3][mirror]

    @property
    def av1_bits(self) -> int:
        """The bits of a sample of AV1: 8, 10 or 12."""
        flags = next((content[2] for name, content in self.every if name == b"av1C" and len(content) > 2), 0)
        return (12 if flags & _TWELVE else 10) if flags & _HIGH_DEPTH else 8


def read_properties(content: bytes) -> Properties:
    """The properties of a file; none where its boxes are broken, which the decoders tell."""
    try:
        meta = dict(boxes(dict(boxes(content))[b"meta"][FULL:]))
        inside = dict(boxes(meta[b"iprp"]))
        every = tuple(boxes(inside[b"ipco"]))
        main = item_number(meta[b"pitm"])
        return Properties(every, tuple(every[i - 1] for i in _indices(inside[b"ipma"], main) if 0 < i <= len(every)))
    except (KeyError, IndexError, struct.error):
        return Properties()


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and contents of the boxes that lie side by side, but for the pictures' data."""
    at = 0
    while at + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", content, at + 8), 16
        end = at + size if size else len(content)
        if end < at + head:
            return
        if name != b"mdat":
            yield name, content[at + head : end]
        at = end


def item_number(pitm: bytes) -> int:
    """The number of the main picture."""
    return struct.unpack_from(">I" if pitm[0] else ">H", pitm, FULL)[0]


def _indices(ipma: bytes, item: int) -> list[int]:
    """The numbers, from 1, of the properties of an item."""
    version, is_wide = ipma[0], ipma[3] & 1
    (count,), at = struct.unpack_from(">I", ipma, FULL), FULL + 4
    for _ in range(count):
        number, properties = struct.unpack_from(">IB" if version else ">HB", ipma, at)
        at += 5 if version else 3
        indices = struct.unpack_from(f">{properties}{'H' if is_wide else 'B'}", ipma, at)
        at += properties * (2 if is_wide else 1)
        if number == item:
            return [index & (0x7FFF if is_wide else 0x7F) for index in indices]
    return []
