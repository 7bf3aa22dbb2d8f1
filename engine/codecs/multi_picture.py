"""Further pictures in a JPEG file: those of the multi-picture format that are no smaller copies, and gain maps.

Source: CIPA DC-007 (Multi-Picture Format), section 5.2.3; Ultra HDR Image Format 1.1.
"""

from __future__ import annotations

import struct

from engine.codecs.directory import DirectoryError, read_directory, read_header
from engine.codecs.xmp import has_gain_map

_ENTRIES, _ENTRY_BYTES = 0xB002, 16
_LARGE_THUMBNAIL = 0x01
"""Bits 16 to 23 of the first number of an entry: a copy for a screen."""


def has_further_pictures(index: bytes, xmp: bytes) -> bool:
    """Whether more than the first picture lies in a file, by its multi-picture index (APP2) and its XMP packet."""
    return _pictures(index) > 1 or has_gain_map(xmp)


def _pictures(index: bytes) -> int:
    """How many pictures the index knows; none where it is broken."""
    try:
        layout, at = read_header(index)
        entries = read_directory(index, layout, at).entries[_ENTRIES].data
    except (DirectoryError, KeyError):
        return 0
    whole = entries[: len(entries) // _ENTRY_BYTES * _ENTRY_BYTES]
    numbers = (number for (number,) in struct.iter_unpack(f"{layout.order}I12x", whole))
    return sum(number >> 16 & 0xFF != _LARGE_THUMBNAIL for number in numbers)
