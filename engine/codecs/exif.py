"""EXIF blocks: what they say about a picture, and how they are made true of upright pixels, byte for byte in place.

Source: CIPA DC-008 (Exif 2.32). Offsets never move, so that maker notes, which point into the block, stay whole.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from engine.codecs.directory import (
    EXIF,
    GPS,
    INTEROP,
    Directory,
    DirectoryError,
    Layout,
    directory_bytes,
    numbers_entry,
    read_directory,
    read_header,
)

ORIENTATION, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 0x0112, 0x011A, 0x011B, 0x0128
CAMERA_TAGS = frozenset(
    (270, 271, 272, 305, 306, 315, 316, 18246, 18249, 33432, 36867, 40091, 40092, 40093, 40094, 40095)
)
"""Tags of a first directory that tell about the photo and not about how its pixels are stored."""
_WHOSE_TAGS = (315, 33432, 40093)
"""Artist, copyright, author."""
_ACROSS_AND_DOWN = ((0x0100, 0x0101), (X_RESOLUTION, Y_RESOLUTION), (0xA002, 0xA003), (0xA20E, 0xA20F))
_THUMBNAILS = ((0x0201, 0x0202), (0x0111, 0x0117))
_COLOR_SPACE, _UNCALIBRATED, _INTEROP_INDEX, _ADOBE = 0xA001, 65535, 0x0001, b"R03"
_CM_PER_INCH = 2.54


@dataclass(frozen=True)
class Facts:
    """What an EXIF block says about its pixels."""

    orientation: int = 1
    dpi: tuple[float, float] | None = None
    is_adobe_rgb: bool = False
    is_whole: bool = True


def facts(exif: bytes) -> Facts:
    """Orientation, resolution and colour space of an EXIF block, and whether all of it can be read; raises
    DirectoryError where its first directory cannot."""
    if not exif:
        return Facts()
    layout, _, first = _read(exif)
    inner = first.children.get(EXIF, Directory({}))
    interop = inner.children.get(INTEROP, Directory({})).entries.get(_INTEROP_INDEX)
    is_adobe = inner.number(_COLOR_SPACE, layout.order) == _UNCALIBRATED and interop is not None
    return Facts(
        orientation=orientation_of(first, layout),
        dpi=dpi_of(first, layout),
        is_adobe_rgb=is_adobe and interop is not None and interop.data.startswith(_ADOBE),
        is_whole=first.is_whole,
    )


def orientation_of(first: Directory, layout: Layout) -> int:
    """The orientation, 1 to 8, of a first directory; 1 where it is missing or means nothing."""
    value = first.number(ORIENTATION, layout.order) or 1
    return int(value) if value in range(1, 9) else 1


def dpi_of(first: Directory, layout: Layout) -> tuple[float, float] | None:
    """The resolution in dots per inch of a first directory, or None where it has none or no unit."""
    across, down = (first.number(tag, layout.order) for tag in (X_RESOLUTION, Y_RESOLUTION))
    unit = first.number(RESOLUTION_UNIT, layout.order) or 2
    if not across or not down or unit not in (2, 3):
        return None
    scale = _CM_PER_INCH if unit == 3 else 1.0
    return round(across * scale, 4), round(down * scale, 4)


def upright(exif: bytes, orientation: int) -> bytes:
    """The block after the pixels were turned: orientation 1, sides swapped with them, no thumbnail; nothing moved."""
    if not exif:
        return exif
    layout, at, first = _read(exif)
    block = bytearray(exif)
    _set_orientation(block, first, layout)
    if orientation >= 5:
        for directory in (first, *first.children.values()):
            _swap_sides(block, directory, layout)
    _forget_thumbnail(block, first, layout, at)
    return bytes(block)


def built(first: Directory, layout: Layout, orientation: int) -> bytes:
    """An EXIF block of what a TIFF file's first directory says about the photo; made upright."""
    resolution = (X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT)
    entries = {tag: entry for tag, entry in first.entries.items() if tag in CAMERA_TAGS or tag in resolution}
    children = {tag: first.children[tag] for tag in (EXIF, GPS) if tag in first.children}
    if not children and not CAMERA_TAGS & entries.keys():
        return b""
    entries[ORIENTATION] = numbers_entry(ORIENTATION, 3, (1,), layout.order)
    return upright(_block(Directory(entries, children), Layout(layout.order)), orientation)


def camera_part(exif: bytes) -> tuple[Layout, Directory]:
    """What a block says about the photo, to be written into a TIFF file: the camera's entries, EXIF and GPS."""
    if not exif:
        return Layout(), Directory({})
    layout, _, first = _read(exif)
    entries = {tag: entry for tag, entry in first.entries.items() if tag in CAMERA_TAGS or tag in (EXIF, GPS)}
    return layout, Directory(entries, {tag: first.children[tag] for tag in (EXIF, GPS) if tag in first.children})


def rights(exif: bytes) -> bytes:
    """A block of nothing but the creator and the copyright; empty where there is none."""
    layout, first = camera_part(exif)
    entries = {tag: entry for tag, entry in first.entries.items() if tag in _WHOSE_TAGS}
    return _block(Directory(entries), layout) if entries else b""


def _block(first: Directory, layout: Layout) -> bytes:
    body, begin = directory_bytes(first, layout, len(layout.header) + struct.calcsize(layout.offset))
    return layout.header + struct.pack(layout.offset, begin) + body


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
    (count,) = struct.unpack_from(layout.count, block, at)
    next_at = at + struct.calcsize(layout.count) + count * struct.calcsize(layout.entry)
    struct.pack_into(layout.offset, block, next_at, 0)
    try:
        second = read_directory(bytes(block), layout, first.next_at, depth=0)
    except DirectoryError:
        return
    for offsets, sizes in _THUMBNAILS:
        for begin, size in zip(_values(second, offsets, layout), _values(second, sizes, layout), strict=False):
            end = min(begin + size, len(block))
            block[begin:end] = bytes(max(0, end - begin))


def _values(directory: Directory, tag: int, layout: Layout) -> tuple[int, ...]:
    return directory.entries[tag].whole_numbers(layout.order) if tag in directory.entries else ()


def _read(exif: bytes) -> tuple[Layout, int, Directory]:
    layout, at = read_header(exif)
    if layout.big:
        raise DirectoryError("it is a BigTIFF")
    return layout, at, read_directory(exif, layout, at)
