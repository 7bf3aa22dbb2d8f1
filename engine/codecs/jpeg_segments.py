"""The segments of a JPEG before its first scan (ITU-T T.81, annex B), files without some of them, and the end."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

_START, _FILL = b"\xff\xd8", b"\xff"
_APPLICATION = range(0xE0, 0xF0)
_SCAN, _END = 0xDA, 0xD9
_MARK = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_PIECE_BYTES = 1 << 21
_HUFFMAN_CODED = range(0xC0, 0xC3)
"""Baseline, extended and progressive frames."""
_SMALLEST_FRAME = b"\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0"
"""SOF0: one grey pixel of 8 bits."""


def without(content: bytes, is_broken: Callable[[bytes], bool]) -> bytes:
    """A file without the application segments that make one of a single pixel broken, each put into it alone."""
    kept, at = [content[: len(_START)]], len(_START)
    for begin, end in _segments(content):
        segment = content[begin:end]
        if _code(segment) not in _APPLICATION or not is_broken(_START + segment + _SMALLEST_FRAME):
            kept.append(segment)
        at = end
    return b"".join((*kept, content[at:]))


def is_huffman_coded(content: bytes) -> bool:
    """Whether its frame is one of the three that all decoders know."""
    return any(_code(content[begin:end]) in _HUFFMAN_CODED for begin, end in _segments(content))


def is_closed(content: bytes) -> bool:
    """Whether a decoder comes to the end mark: behind the first scan, past the data and past what else has a length."""
    at = max((end for _, end in _segments(content)), default=len(_START))
    while (found := _next_mark(content, at)) is not None:
        code, at = found
        if code == _END:
            return True
        if at + 2 > len(content):
            return False
        at += struct.unpack_from(">H", content, at)[0]
    return False


def _next_mark(content: bytes, at: int) -> tuple[int, int] | None:
    """The code of the next marker but those of restarts, and where it ends; in pieces, since a search stops threads."""
    for begin in range(at, len(content), _PIECE_BYTES):
        if mark := _MARK.search(content, begin, begin + _PIECE_BYTES + 1):
            return content[mark.end() - 1], mark.end()
    return None


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the segments before the first scan begin, with bytes that fill the room before them, and end."""
    begin = len(_START)
    while content[begin : begin + 1] == _FILL:
        at = begin
        while content[at + 1 : at + 2] == _FILL:
            at += 1
        if at + 4 > len(content) or content[at + 1] in (_SCAN, _END):
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content):
            return
        yield begin, end
        begin = end


def _code(segment: bytes) -> int:
    return segment.lstrip(_FILL)[0]
