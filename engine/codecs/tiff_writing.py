"""Writing TIFF as a stream: 8, 16 or 32-bit float strips, deflate with prediction, camera tags, EXIF and GPS inside.

The file begins with the whole EXIF block, which is a TIFF structure itself: its offsets, maker notes included, stay
true. The picture's own directory comes last and points into it. A block that points behind its own end, where the
pixels come, is built anew. Above 4 GB the file is a BigTIFF and the block is rewritten.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from io import BufferedWriter
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.codecs.directory import Directory, Entry, Layout, numbers_entry
from engine.codecs.directory_writing import directory_bytes
from engine.codecs.exif import RESOLUTION_UNIT, X_RESOLUTION, Y_RESOLUTION, camera_part, self_contained
from engine.codecs.psd_resources import thumbnail_block
from engine.codecs.sheet import Sheet
from engine.codecs.thumbnail import LONG_SIDE_PX, Shrinking
from engine.codecs.tiff_metadata import ICC, PHOTOSHOP, XMP
from engine.picture import Depth
from engine.progress import Progress

_SHORT, _LONG, _RATIONAL, _UNDEFINED, _BYTE, _LONG8 = 3, 4, 5, 7, 1, 16
_NONE, _DEFLATE, _HORIZONTAL, _UNASSOCIATED, _FLOAT_SAMPLES = 1, 8, 2, 2, 3
_STRIP_BYTES = 1 << 20
_CLASSIC_BYTES = (1 << 32) - (1 << 26)
_LEVEL = 1


Further = Callable[[BufferedWriter, Layout], Iterable[Entry]]
"""Writes what lies beside the pixels, and gives the entries that point to it."""


def write_tiff(
    path: Path, sheet: Sheet, progress: Progress, *, pictures: int = 1, further: Further = lambda file, layout: ()
) -> None:
    """Write the sheet with its profile, EXIF, XMP and resolution; raises OSError. Floats stay uncompressed.

    `further` may write more, up to so many `pictures` in all.
    """
    exif = self_contained(sheet.metadata.exif)
    exif_layout, camera = camera_part(exif)
    row_bytes = sheet.size.width * sheet.channels * sheet.depth // 8
    layout = Layout(exif_layout.order, big=row_bytes * sheet.size.height * pictures > _CLASSIC_BYTES)
    rows = max(1, _STRIP_BYTES // row_bytes)
    with path.open("wb") as file:
        file.write(exif if exif and not layout.big else layout.header + struct.pack(layout.offset, 0))
        small = Shrinking(sheet, LONG_SIDE_PX) if sheet.metadata.has_thumbnail else None
        bands = sheet.bands(rows, progress)
        strips = [_put(file, _packed(codes, layout)) for codes in (small.passing(bands) if small else bands)]
        beside = _beside(sheet, thumbnail_block(small.picture()) if small else b"", layout)
        own = {
            entry.tag: entry for entry in (*_structure(sheet, layout, rows, strips), *beside, *further(file, layout))
        }
        file.write(bytes(file.tell() % 2))
        children = camera.children if layout.big else {}
        block, first_at = directory_bytes(Directory({**camera.entries, **own}, children), layout, file.tell())
        file.write(block)
        file.seek(len(layout.header))
        file.write(struct.pack(layout.offset, first_at))


def _put(file: BufferedWriter, data: bytes) -> tuple[int, int]:
    at = file.tell()
    return at, file.write(data)


def _packed(codes: NDArray, layout: Layout) -> bytes:
    stored = codes.dtype.newbyteorder(layout.order)
    if codes.dtype.kind == "f":
        return codes.astype(stored, copy=False).tobytes()
    differences = codes.copy()
    np.subtract(codes[:, 1:], codes[:, :-1], out=differences[:, 1:])
    return bytes(imagecodecs.deflate_encode(differences.astype(stored, copy=False).tobytes(), level=_LEVEL))


def _structure(sheet: Sheet, layout: Layout, rows: int, strips: Iterable[tuple[int, int]]) -> Iterator[Entry]:
    """How the pixels are stored (TIFF 6.0, sections 8, 14 and 18)."""
    offsets, counts = zip(*strips, strict=True)
    wide = _LONG8 if layout.big else _LONG
    is_float, channels = sheet.depth is Depth.FLOAT, sheet.channels

    def numbers(tag: int, kind: int, *values: int) -> Entry:
        return numbers_entry(tag, kind, values, layout.order)

    yield numbers(256, _LONG, sheet.size.width)
    yield numbers(257, _LONG, sheet.size.height)
    yield numbers(258, _SHORT, *[int(sheet.depth)] * channels)
    yield numbers(259, _SHORT, _NONE if is_float else _DEFLATE)
    yield numbers(262, _SHORT, 1 if sheet.is_grey else 2)
    yield numbers(273, wide, *offsets)
    yield numbers(274, _SHORT, 1)
    yield numbers(277, _SHORT, channels)
    yield numbers(278, _LONG, rows)
    yield numbers(279, wide, *counts)
    yield numbers(284, _SHORT, 1)
    if not is_float:
        yield numbers(317, _SHORT, _HORIZONTAL)
    if sheet.alpha is not None:
        yield numbers(338, _SHORT, _UNASSOCIATED)
    yield numbers(339, _SHORT, *[_FLOAT_SAMPLES if is_float else 1] * channels)


def _beside(sheet: Sheet, thumbnail: bytes, layout: Layout) -> Iterator[Entry]:
    """What is known beside the camera's tags. A thumbnail is one of Photoshop's blocks: EXIF has it in a second
    directory, which in a TIFF is a second picture, and one that programs stop at."""
    metadata = sheet.metadata
    blocks = metadata.photoshop + thumbnail
    for tag, kind, data in ((XMP, _BYTE, metadata.xmp), (PHOTOSHOP, _BYTE, blocks), (ICC, _UNDEFINED, sheet.color.icc)):
        if data:
            yield Entry(tag, kind, len(data), data)
    if metadata.dpi:
        for tag, dpi in zip((X_RESOLUTION, Y_RESOLUTION), metadata.dpi, strict=True):
            yield Entry(tag, _RATIONAL, 1, struct.pack(f"{layout.order}II", round(dpi * 1000), 1000))
        yield numbers_entry(RESOLUTION_UNIT, _SHORT, (2,), layout.order)
