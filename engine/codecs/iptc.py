"""IPTC records: those that say whose picture it is.

Source: IPTC-NAA Information Interchange Model 4.2, "datasets"; lengths past 32,767 take an extended form.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_MARK = 0x1C
_CODING, _VERSION = (1, 90), (2, 0)
_WHOSE = ((2, 80), (2, 85), (2, 110), (2, 116))
"""By-line, its title, credit, copyright notice."""


def rights(records: bytes) -> bytes:
    """The records of creator and rights, with those that tell how to read them; empty where there are none."""
    found = list(_datasets(records))
    if not any(key in _WHOSE for key, _ in found):
        return b""
    return b"".join(whole for key, whole in found if key in (_CODING, _VERSION, *_WHOSE))


def _datasets(records: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Record and dataset numbers with all bytes of each; what is broken ends the list."""
    at = 0
    while at + 5 <= len(records) and records[at] == _MARK:
        (size,) = struct.unpack_from(">H", records, at + 3)
        begin = at + 5
        if size & 0x8000:
            begin += size & 0x7FFF
            size = int.from_bytes(records[at + 5 : begin], "big")
        if begin + size > len(records):
            return
        yield (records[at + 1], records[at + 2]), records[at : begin + size]
        at = begin + size
