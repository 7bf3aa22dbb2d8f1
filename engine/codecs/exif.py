"""EXIF blocks: what they say about a picture, and such as are built anew.

Source: CIPA DC-008 (Exif 2.32).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from engine.codecs.directory import (
    EXIF,
    GPS,
    INTEROP,
    Directory,
    DirectoryError,
    Layout,
    numbers_entry,
    placed_entry,
    read_directory,
    read_header,
)
from engine.codecs.directory_writing import directory_bytes

MARK = b"Exif\0\0"
"""Where a JPEG's segment begins with it, it holds a block."""
COLOR_SPACE, UNCALIBRATED, INTEROP_INDEX = 0xA001, 65535, 0x0001
_ADOBE = b"R03"
ORIENTATION, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 0x0112, 0x011A, 0x011B, 0x0128
CAMERA_TAGS = frozenset(
    (269, 270, 271, 272, 285, 305, 306, 315, 316, 18246, 18249, 33432, 36867, 40091, 40092, 40093, 40094, 40095, 50708)
)
"""Tags of a first directory that tell about the photo and not about how its pixels are stored."""
_WHOSE_TAGS = (315, 33432, 40093)
"""Artist, copyright, author."""
_MAKER_NOTE = 0x927C
_MOST_BYTES, _MOST_ROOM = 65527, 1 << 20
"""What a JPEG holds, which a maker note in its old place shall not burst; and what else it may cost."""
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
    layout, _, first = read_block(exif)
    inner = first.children.get(EXIF, Directory({}))
    interop = inner.children.get(INTEROP, Directory({})).entries.get(INTEROP_INDEX)
    is_adobe = inner.number(COLOR_SPACE, layout.order) == UNCALIBRATED and interop is not None
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


def read_block(exif: bytes) -> tuple[Layout, int, Directory]:
    """A block's layout, where its first directory lies, and that directory; raises DirectoryError."""
    layout, at = read_header(exif)
    if not exif.startswith(Layout(layout.order).header):
        raise DirectoryError("it does not begin like one")
    return layout, at, read_directory(exif, layout, at)


def built(first: Directory, layout: Layout) -> bytes:
    """An EXIF block of what a TIFF file's first directory says about the photo, with orientation 1.

    The maker note stays where it lay in the file, as far as a block can hold that: it may point into itself from there.
    """
    resolution = (X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT)
    entries = {tag: entry for tag, entry in first.entries.items() if tag in CAMERA_TAGS or tag in resolution}
    children = {tag: first.children[tag] for tag in (EXIF, GPS) if tag in first.children}
    if not children and not CAMERA_TAGS & entries.keys():
        return b""
    entries[ORIENTATION] = numbers_entry(ORIENTATION, 3, (1,), layout.order)
    return _with_maker_note(Directory(entries, children), Layout(layout.order))


def self_contained(exif: bytes) -> bytes:
    """The block, or one built of what can be read of it where entries point behind its end; raises DirectoryError."""
    if not exif:
        return exif
    layout, _, first = read_block(exif)
    return exif if first.is_whole else built(first, layout)


def camera_part(exif: bytes) -> tuple[Layout, Directory]:
    """What a block says about the photo, to be written into a TIFF file: the camera's entries, EXIF and GPS."""
    if not exif:
        return Layout(), Directory({})
    layout, _, first = read_block(exif)
    entries = {tag: entry for tag, entry in first.entries.items() if tag in CAMERA_TAGS or tag in (EXIF, GPS)}
    return layout, Directory(entries, {tag: first.children[tag] for tag in (EXIF, GPS) if tag in first.children})


def rights(exif: bytes) -> bytes:
    """A block of nothing but the creator and the copyright; empty where there is none."""
    layout, first = camera_part(exif)
    entries = {tag: entry for tag, entry in first.entries.items() if tag in _WHOSE_TAGS}
    return _block(Directory(entries), layout) if entries else b""


def _with_maker_note(first: Directory, layout: Layout) -> bytes:
    """The block with its maker note where that lay before: behind all else, or before it where there is no room."""
    plain = _block(first, layout)
    inner = first.children.get(EXIF, Directory({}))
    note = inner.entries.get(_MAKER_NOTE)
    most = _MOST_BYTES if len(plain) <= _MOST_BYTES else _MOST_ROOM
    if note is None or len(note.data) <= layout.inline or not _head(layout) <= note.data_at <= most:
        return plain
    placed = placed_entry(note.tag, note.type, note.count, note.data_at, layout)
    elsewhere = replace(inner, entries={**inner.entries, note.tag: placed})
    rest = replace(first, children={**first.children, EXIF: elsewhere})
    block = _block(rest, layout)
    if len(block) <= note.data_at:
        block += bytes(note.data_at - len(block)) + note.data
    else:
        block = _block(rest, layout, beginning=bytes(note.data_at - _head(layout)) + note.data)
    return block if len(block) <= most else plain


def _block(first: Directory, layout: Layout, *, beginning: bytes = b"") -> bytes:
    start = _head(layout)
    beginning += bytes((start + len(beginning)) % 2)
    body, begin = directory_bytes(first, layout, start + len(beginning))
    return layout.header + struct.pack(layout.offset, begin) + beginning + body


def _head(layout: Layout) -> int:
    return len(layout.header) + struct.calcsize(layout.offset)
