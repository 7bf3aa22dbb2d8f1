"""Application segments of a JPEG (ITU-T T.81, B.2.4.6): those that Pillow cannot read, left out of a file."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

_START, _MARK = b"\xff\xd8", 0xFF
_APPLICATION = range(0xE0, 0xF0)
_SCAN, _END = 0xDA, 0xD9
_SMALLEST_FRAME = b"\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0"
"""SOF0: one grey pixel of 8 bits."""


def without(content: bytes, is_broken: Callable[[bytes], bool]) -> bytes:
    """A file without the application segments that make one of a single pixel broken, each put into it alone."""
    kept, at = [content[: len(_START)]], len(_START)
    for begin, end in _segments(content):
        segment = content[begin:end]
        if segment[1] not in _APPLICATION or not is_broken(_START + segment + _SMALLEST_FRAME):
            kept.append(segment)
        at = end
    return b"".join((*kept, content[at:]))


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the segments before the first scan begin and end."""
    at = len(_START)
    while at + 4 <= len(content) and content[at] == _MARK and content[at + 1] not in (_MARK, _SCAN, _END):
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content):
            return
        yield at, end
        at = end
