"""The thumbnail of an EXIF block: a second directory, found, or put behind all else so that nothing moves.

Source: CIPA DC-008 (Exif 2.32), 4.6.9.
"""

from __future__ import annotations

import struct

from engine.codecs.directory import Directory, DirectoryError, Entry, Layout, numbers_entry, read_directory
from engine.codecs.directory_writing import directory_bytes
from engine.codecs.exif import RESOLUTION_UNIT, X_RESOLUTION, Y_RESOLUTION, read_block

_JPEG, _STRIPS = (0x0201, 0x0202), (0x0111, 0x0117)
"""Where a thumbnail lies, and how long it is."""
_COMPRESSION, _AS_JPEG = 0x0103, 6
_SHORT, _LONG, _RATIONAL = 3, 4, 5
_DPI = 72


def has_thumbnail(exif: bytes) -> bool:
    """Whether a block has a second directory that can be read; raises DirectoryError where the first cannot."""
    if not exif:
        return False
    layout, _, first = read_block(exif)
    return bool(thumbnail_directory(exif, layout, first).entries)


def thumbnail_directory(exif: bytes, layout: Layout, first: Directory) -> Directory:
    """What follows the first directory; nothing where it cannot be read."""
    try:
        return read_directory(exif, layout, first.next_at, depth=0) if first.next_at else Directory({})
    except DirectoryError:
        return Directory({})


def small_pictures(second: Directory, layout: Layout) -> list[tuple[int, int]]:
    """Where the pictures of a second directory begin and end."""
    places = [[_values(second, tag, layout) for tag in tags] for tags in (_JPEG, _STRIPS)]
    return [(at, at + size) for offsets, sizes in places for at, size in zip(offsets, sizes, strict=False)]


def tail_of(block: bytearray, layout: Layout, first: Directory, second: Directory) -> int:
    """Where the end of a block begins that has nothing but its second directory, with values and thumbnail."""
    spans = [*_spans(second, layout), *small_pictures(second, layout)]
    end = len(block)
    for begin, stop in sorted(spans, key=lambda span: span[1], reverse=True):
        if stop < end - 1:  # one byte may make the next offset even
            break
        end = min(end, begin)
    return min(len(block), max(end, _end_of(first, layout)))


def with_thumbnail(exif: bytes, jpeg: bytes) -> bytes:
    """A block without a thumbnail, longer by this one; raises DirectoryError. Every byte that was there stays in place,
    but for the word where the second directory begins."""
    layout, at, _ = read_block(exif)
    word_at = next_place(exif, layout, at)
    block = bytearray(exif.ljust(word_at + struct.calcsize(layout.offset), b"\0"))
    jpeg_at = len(block)
    block += jpeg + bytes((jpeg_at + len(jpeg)) % 2)
    second, second_at = directory_bytes(Directory(_entries(jpeg_at, len(jpeg), layout)), layout, len(block))
    struct.pack_into(layout.offset, block, word_at, second_at)
    return bytes(block + second)


def next_place(exif: bytes | bytearray, layout: Layout, at: int) -> int:
    """Where the directory at an offset says where the next one begins."""
    (count,) = struct.unpack_from(layout.count, exif, at)
    return at + struct.calcsize(layout.count) + count * struct.calcsize(layout.entry)


def _spans(directory: Directory, layout: Layout) -> list[tuple[int, int]]:
    """What a directory takes up: each entry, to the word that may follow it, and the values that lie elsewhere."""
    after = struct.calcsize(layout.entry) + struct.calcsize(layout.offset)
    before = struct.calcsize(layout.count)
    entries = directory.entries.values()
    values = [(entry.data_at, entry.data_at + len(entry.data)) for entry in entries if len(entry.data) > layout.inline]
    return [*values, *((entry.at - before, entry.at + after) for entry in entries)]


def _end_of(directory: Directory, layout: Layout) -> int:
    ends = [end for _, end in _spans(directory, layout)]
    return max([0, *ends, *(_end_of(child, layout) for child in directory.children.values())])


def _values(directory: Directory, tag: int, layout: Layout) -> tuple[int, ...]:
    return directory.entries[tag].whole_numbers(layout.order) if tag in directory.entries else ()


def _entries(jpeg_at: int, jpeg_bytes: int, layout: Layout) -> dict[int, Entry]:
    dpi = struct.pack(f"{layout.order}II", _DPI, 1)
    entries = (
        numbers_entry(_COMPRESSION, _SHORT, (_AS_JPEG,), layout.order),
        Entry(X_RESOLUTION, _RATIONAL, 1, dpi),
        Entry(Y_RESOLUTION, _RATIONAL, 1, dpi),
        numbers_entry(RESOLUTION_UNIT, _SHORT, (2,), layout.order),
        numbers_entry(_JPEG[0], _LONG, (jpeg_at,), layout.order),
        numbers_entry(_JPEG[1], _LONG, (jpeg_bytes,), layout.order),
    )
    return {entry.tag: entry for entry in entries}
