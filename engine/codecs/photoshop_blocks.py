"""Photoshop's resource blocks as metadata: IPTC and what else describes a photo, byte for byte.

Source: Adobe Photoshop File Formats Specification, "Image Resources Section"; in JPEG, APP13 segments.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from engine.codecs import iptc

JPEG_MARK = b"Photoshop 3.0\0"
IPTC = 1028
_MARK = b"8BIM"
_LARGEST_PIECE = 65533 - len(JPEG_MARK)
_OF_THE_PIXELS = frozenset(
    (1005, 1006, 1007, 1024, 1026, 1032, 1033, 1036, 1039, 1045, 1050, 1053, 1057, 1058, 1059, 1060, 1065, 1072)
)
"""Resolution, channels, layers, guides, slices, thumbnails, profile, EXIF, XMP: written anew, or true no longer."""
_THUMBNAILS = (1033, 1036)
_WHOSE = (1034, 1035)
"""Whether it is under copyright, and the owner's page."""


def kept_blocks(blocks: bytes) -> bytes:
    """The blocks that tell of the photo and not of how it was stored; what is broken ends the list."""
    return b"".join(whole for number, whole in _taken_apart(blocks) if number not in _OF_THE_PIXELS)


def has_thumbnail(blocks: bytes) -> bool:
    """Whether a small picture is among the blocks."""
    return any(number in _THUMBNAILS for number, _ in _taken_apart(blocks))


def has_iptc(blocks: bytes) -> bool:
    """Whether IPTC records are among the blocks."""
    return any(number == IPTC for number, _ in _taken_apart(blocks))


def rights(blocks: bytes) -> bytes:
    """The blocks of creator and rights: of IPTC those records, the copyright mark, the page of the owner."""
    kept = []
    for number, whole in _taken_apart(blocks):
        if number in _WHOSE:
            kept.append(whole)
        elif number == IPTC:
            records = iptc.rights(_content(whole))
            kept.append(wrapped_iptc(records) if records else b"")
    return b"".join(kept)


def with_iptc(blocks: bytes, beside: bytes) -> bytes:
    """The blocks with the IPTC that lies beside them, as records or as blocks, unless they have their own."""
    if not beside or has_iptc(blocks):
        return blocks
    return blocks + (beside if beside.startswith(_MARK) else wrapped_iptc(beside))


def wrapped_iptc(records: bytes) -> bytes:
    """IPTC records as a block."""
    return block(IPTC, records)


def block(number: int, data: bytes) -> bytes:
    """One block, without a name."""
    return struct.pack(">4sHHI", _MARK, number, 0, len(data)) + data + bytes(len(data) % 2)


def in_segments(segments: Iterable[tuple[str, bytes]]) -> bytes:
    """The blocks in a JPEG's segments, given by name and content."""
    pieces = (content for name, content in segments if name == "APP13" and content.startswith(JPEG_MARK))
    return b"".join(piece[len(JPEG_MARK) :] for piece in pieces)


def as_segments(blocks: bytes) -> bytes:
    """The blocks as JPEG segments, in as many as they need."""
    pieces = [blocks[at : at + _LARGEST_PIECE] for at in range(0, len(blocks), _LARGEST_PIECE)]
    return b"".join(b"\xff\xed" + struct.pack(">H", 2 + len(JPEG_MARK) + len(p)) + JPEG_MARK + p for p in pieces)


def _content(whole: bytes) -> bytes:
    size_at = 7 + whole[6]
    size_at += size_at % 2
    (size,) = struct.unpack_from(">I", whole, size_at)
    return whole[size_at + 4 : size_at + 4 + size]


def _taken_apart(blocks: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while blocks[at : at + 4] == _MARK and at + 12 <= len(blocks):
        (number,) = struct.unpack_from(">H", blocks, at + 4)
        size_at = at + 6 + 1 + blocks[at + 6]
        size_at += (size_at - at) % 2
        if size_at + 4 > len(blocks):
            return
        (size,) = struct.unpack_from(">I", blocks, size_at)
        end = size_at + 4 + size
        if end > len(blocks):
            return
        yield number, blocks[at:end] + bytes(size % 2)
        at = end + size % 2
