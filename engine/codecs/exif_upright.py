"""EXIF blocks made true of upright pixels, byte for byte in place: orientation, sides, places; no thumbnail.

Source: CIPA DC-008 (Exif 2.32). Offsets never move, so that maker notes, which point into the block, stay whole.
"""

from __future__ import annotations

import struct

from engine.codecs.directory import EXIF, Directory, Entry, Layout
from engine.codecs.exif import ORIENTATION, X_RESOLUTION, Y_RESOLUTION, read_block
from engine.codecs.exif_thumbnail import next_place, small_pictures, tail_of, thumbnail_directory
from engine.codecs.orientation import turned_place, turned_sides

_X_DIMENSION, _Y_DIMENSION = 0xA002, 0xA003
_ACROSS_AND_DOWN = (
    (0x0100, 0x0101),
    (X_RESOLUTION, Y_RESOLUTION),
    (_X_DIMENSION, _Y_DIMENSION),
    (0xA20E, 0xA20F),
)
_SUBJECTS = (0x9214, 0xA214)
"""Area and location of the main subject: a centre, and of an area its diameter or its sides."""
_WHOLE_NUMBERS = {3: "H", 4: "I"}


def upright(exif: bytes, orientation: int) -> bytes:
    """The block after the pixels were turned: orientation 1, sides and places turned with them, no thumbnail.

    Nothing moves; it ends before a thumbnail that came last. Raises DirectoryError.
    """
    if not exif:
        return exif
    layout, at, first = read_block(exif)
    block = bytearray(exif)
    _set_orientation(block, first, layout)
    if orientation >= 5:
        for directory in (first, *first.children.values()):
            _swap_sides(block, directory, layout)
    _forget_thumbnail(block, first, layout, at)
    if orientation > 1 and EXIF in first.children:
        _turn_subjects(block, first, layout, orientation)
    return bytes(block)


def _set_orientation(block: bytearray, first: Directory, layout: Layout) -> None:
    entry = first.entries.get(ORIENTATION)
    if entry is not None:
        struct.pack_into(f"{layout.order}HIHH", block, entry.at + 2, 3, 1, 1, 0)


def _swap_sides(block: bytearray, directory: Directory, layout: Layout) -> None:
    # An entry without its tag: type, count, and the value or where it lies.
    size = struct.calcsize(layout.entry) - 2
    for tags in _ACROSS_AND_DOWN:
        if all(tag in directory.entries for tag in tags):
            across, down = (directory.entries[tag].at + 2 for tag in tags)
            block[across : across + size], block[down : down + size] = (
                block[down : down + size],
                block[across : across + size],
            )


def _forget_thumbnail(block: bytearray, first: Directory, layout: Layout, at: int) -> None:
    if not first.next_at:
        return
    struct.pack_into(layout.offset, block, next_place(block, layout, at), 0)
    second = thumbnail_directory(bytes(block), layout, first)
    tail = tail_of(block, layout, first, second)
    for begin, end in small_pictures(second, layout):
        end = min(end, len(block))
        block[begin:end] = bytes(max(0, end - begin))
    del block[tail:]


def _turn_subjects(block: bytearray, first: Directory, layout: Layout, orientation: int) -> None:
    directory = first.children[EXIF]
    (directory_at,) = first.entries[EXIF].whole_numbers(layout.order)[:1]
    # From the last, since those behind one that is taken out come forward.
    found = [directory.entries[tag] for tag in _SUBJECTS if tag in directory.entries]
    for entry in sorted(found, key=lambda entry: entry.at, reverse=True):
        values = _turned_subject(entry, directory, layout, orientation)
        if values:
            struct.pack_into(f"{layout.order}{len(values)}{_WHOLE_NUMBERS[entry.type]}", block, entry.data_at, *values)
        else:
            take_out(block, entry, layout, directory_at)


def _turned_subject(entry: Entry, directory: Directory, layout: Layout, orientation: int) -> tuple[int, ...]:
    """The values for the upright picture; none where they make no sense in a picture of the sides that EXIF tells."""
    sides = [directory.number(tag, layout.order) for tag in (_X_DIMENSION, _Y_DIMENSION)]
    values = entry.whole_numbers(layout.order)
    if entry.type not in _WHOLE_NUMBERS or len(values) not in (2, 3, 4) or not all(sides):
        return ()
    right, bottom = (int(side or 0) - 1 for side in sides)
    if values[0] > right or values[1] > bottom:
        return ()
    place = turned_place((values[0], values[1]), orientation, last=(right, bottom))
    size = turned_sides((values[2], values[3]), orientation) if len(values) == 4 else values[2:]
    return tuple(map(int, (*place, *size)))


def take_out(block: bytearray, entry: Entry, layout: Layout, directory_at: int) -> None:
    """Take an entry out of the directory at an offset.

    The entries behind it come forward, with the offset after them; no value moves.
    """
    (count,) = struct.unpack_from(layout.count, block, directory_at)
    size = struct.calcsize(layout.entry)
    end = directory_at + struct.calcsize(layout.count) + count * size + struct.calcsize(layout.offset)
    block[entry.at : end] = block[entry.at + size : end] + bytes(size)
    struct.pack_into(layout.count, block, directory_at, count - 1)
