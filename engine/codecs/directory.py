"""TIFF directories as raw entries, read from EXIF blocks and TIFF files.

Source: TIFF 6.0, section 2; BigTIFF (Aware Systems). Values keep their bytes, and so the byte order of their file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.codecs.file_bytes import Buffer, unpacked

EXIF, GPS, INTEROP = 0x8769, 0x8825, 0xA005
_POINTERS = (EXIF, GPS, INTEROP)
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_LARGEST_VALUE, _LEAST_ROOM = 1 << 26, 1 << 20
"""What is larger is no metadata but, say, the layers of an image editor; it is left out."""
_INTEGERS = (1, 3, 4, 6, 8, 9, 13, 16, 17, 18)
_NUMBERS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q", 17: "q", 18: "Q"}


class DirectoryError(ValueError):
    """These bytes hold no directory that can be read."""


@dataclass(frozen=True)
class Layout:
    """Byte order ("<" or ">") and whether offsets have 64 bits (BigTIFF)."""

    order: Literal["<", ">"] = "<"
    big: bool = False

    @property
    def header(self) -> bytes:
        """The first bytes of a file, up to the offset of its first directory."""
        mark = b"II" if self.order == "<" else b"MM"
        return mark + (struct.pack(f"{self.order}HHH", 43, 8, 0) if self.big else struct.pack(f"{self.order}H", 42))

    @property
    def offset(self) -> str:
        """How `struct` reads the place of a directory."""
        return f"{self.order}{'Q' if self.big else 'I'}"

    @property
    def count(self) -> str:
        """How `struct` reads the number of a directory's entries."""
        return f"{self.order}{'Q' if self.big else 'H'}"

    @property
    def entry(self) -> str:
        """How `struct` reads an entry: tag, type, number of values, and the values or their place."""
        return f"{self.order}{'HHQ8s' if self.big else 'HHI4s'}"

    @property
    def inline(self) -> int:
        """How many bytes of values fit into an entry."""
        return 8 if self.big else 4


@dataclass(frozen=True)
class Entry:
    """One tag: its values' bytes, as many as there are, and where entry and values begin in their buffer."""

    tag: int
    type: int
    count: int
    data: bytes
    at: int = 0
    data_at: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all values are there and their type is known."""
        return 0 < len(self.data) == self._size

    @property
    def is_cut_off(self) -> bool:
        """Whether values are missing, but for those that are left out for their size."""
        return len(self.data) < min(self._size, _LARGEST_VALUE)

    @property
    def _size(self) -> int:
        return _SIZES.get(self.type, 0) * self.count

    def whole_numbers(self, order: str) -> tuple[int, ...]:
        """The values as integers; nothing where the type has none."""
        return tuple(map(int, self.numbers(order))) if self.type in _INTEGERS else ()

    def numbers(self, order: str) -> tuple[float, ...]:
        """The values as numbers; rationals divided, nothing where the type has no numbers."""
        if self.type in (5, 10):
            parts = struct.unpack(f"{order}{2 * self.count}{'I' if self.type == 5 else 'i'}", self.data)
            return tuple(a / b if b else 0.0 for a, b in zip(parts[::2], parts[1::2], strict=True))
        return struct.unpack(f"{order}{self.count}{_NUMBERS[self.type]}", self.data) if self.type in _NUMBERS else ()


@dataclass(frozen=True)
class Directory:
    """Entries by tag, the directories that some of them point to, and the offset of the next directory.

    `outside` has the tags whose values are cut off, and those that point to no directory; `entries` lacks them, and
    what is too large or of an unknown type.
    """

    entries: Mapping[int, Entry]
    children: Mapping[int, Directory] = field(default_factory=dict)
    next_at: int = 0
    outside: frozenset[int] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether nothing lies outside, of this directory and of those that it points to."""
        return not self.outside and all(child.is_whole for child in self.children.values())

    def number(self, tag: int, order: str) -> float | None:
        """The first value of a tag, or None."""
        values = self.entries[tag].numbers(order) if tag in self.entries else ()
        return values[0] if values else None


def read_header(buffer: Buffer) -> tuple[Layout, int]:
    """The layout of a TIFF structure and the offset of its first directory; raises DirectoryError."""
    head = bytes(buffer[:8])
    if head[:2] not in (b"II", b"MM") or len(head) < 8:
        raise DirectoryError("it does not begin like one")
    layout = Layout("<" if head[:2] == b"II" else ">", big=head[2:4] in (b"+\0", b"\0+"))
    try:
        return layout, unpacked(layout.offset, buffer, 8 if layout.big else 4)[0]
    except struct.error as error:
        raise DirectoryError("it is cut off") from error


def read_directory(buffer: Buffer, layout: Layout, at: int, depth: int = 2) -> Directory:
    """The directory at an offset with those it points to; values and directories that lie outside are left out."""
    try:
        (count,) = unpacked(layout.count, buffer, at)
        first, size = at + struct.calcsize(layout.count), struct.calcsize(layout.entry)
        found = list(_entries(buffer, layout, range(first, first + count * size, size)))
    except struct.error as error:
        raise DirectoryError("a directory of it lies outside") from error
    entries = {entry.tag: entry for entry in found if entry.is_whole}
    outside = {entry.tag for entry in found if entry.is_cut_off}
    children = {}
    for tag in [tag for tag in _POINTERS if depth > 0 and any(entry.tag == tag for entry in found)]:
        try:
            (to,) = entries[tag].whole_numbers(layout.order)[:1]
            children[tag] = read_directory(buffer, layout, to, depth - 1)
        except (KeyError, ValueError):
            entries.pop(tag, None)
            outside.add(tag)
    return Directory(entries, children, _next_at(buffer, layout, first + count * size), frozenset(outside))


def _next_at(buffer: Buffer, layout: Layout, at: int) -> int:
    """Where the next directory is; some programs end a block without saying that there is none."""
    try:
        return unpacked(layout.offset, buffer, at)[0]
    except struct.error:
        return 0


def numbers_entry(tag: int, kind: int, values: Iterable[int], order: str) -> Entry:
    """An entry of whole numbers of a TIFF type."""
    numbers = tuple(values)
    return Entry(tag, kind, len(numbers), struct.pack(f"{order}{len(numbers)}{_NUMBERS[kind]}", *numbers))


def placed_entry(tag: int, kind: int, count: int, at: int, layout: Layout) -> Entry:
    """An entry whose values, too many to lie in it, have been written already."""
    return Entry(tag, kind, count, struct.pack(layout.offset, at))


def _entries(buffer: Buffer, layout: Layout, places: range) -> Iterator[Entry]:
    """Entries with no more bytes of values, which may lie over each other, than could lie side by side, or a few."""
    room = max(len(buffer), _LEAST_ROOM)
    for at in places:
        entry = _entry(buffer, layout, at, min(room, _LARGEST_VALUE))
        room -= len(entry.data)
        yield entry


def _entry(buffer: Buffer, layout: Layout, at: int, most: int) -> Entry:
    tag, kind, count, inline = unpacked(layout.entry, buffer, at)
    size = _SIZES.get(kind, 0) * count
    value_at = at + struct.calcsize(layout.entry) - layout.inline
    if size > layout.inline:
        (value_at,) = struct.unpack(layout.offset, inline)
    return Entry(tag, kind, count, bytes(buffer[value_at : value_at + min(size, most)]), at, value_at)
