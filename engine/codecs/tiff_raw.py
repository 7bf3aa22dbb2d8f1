"""RAW in TIFF, DNG among it: what LibRaw would make black or noise of is told first, or put right."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tifffile import COMPRESSION, PHOTOMETRIC, SAMPLEFORMAT, FileHandle, TiffFile, TiffPage

from engine.codecs.raster import Raster, damaged, truncated
from engine.codecs.raw import LIBRAW, NOT_KNOWN, read_raw
from engine.codecs.tiff_pages import REDUCED
from engine.errors import PhotoError

_RAW = (PHOTOMETRIC.CFA, PHOTOMETRIC.LINEAR_RAW)
_DNG_VERSION, _SUB_DIRECTORIES, _WHITE_LEVEL = 50706, 330, 50717
_OF_NO_WEIGHT = (284, 296, 282, 283)
"""Entries that LibRaw does not ask for: how planes lie, for which there is one way, and the resolution."""
_LONG, _FULL_FLOAT_BITS, _UNPREDICTED = 4, 32, 1
_JPEG_BEGIN = b"\xff\xd8"


def is_raw(page: TiffPage) -> bool:
    """Whether a page is RAW, or a preview of one."""
    # RAW files may put a small preview first and the picture into a directory below it.
    is_preview = bool(page.subfiletype & REDUCED) and _SUB_DIRECTORIES in page.tags
    return page.photometric in _RAW or _DNG_VERSION in page.tags or is_preview


def read_tiff_raw(path: Path, file: TiffFile, page: TiffPage) -> Raster:
    """The photo of a TIFF that is RAW, as `read_raw` gives it; raises PhotoError."""
    sensors = [one for one in (page, *(page.pages or ())) if isinstance(one, TiffPage) and one.photometric in _RAW]
    for sensor in sensors:
        _refuse_cut_off(path, sensor, file.filehandle.size)
        _refuse_lost_tiles(path, sensor, file.filehandle)
        _refuse_misread(path, sensor)
    try:
        return read_raw(path, _with_white_levels(path, file, sensors))
    except PhotoError as error:
        if error.code != NOT_KNOWN or _DNG_VERSION not in file.pages.first.tags:
            raise
        sentence = f"{path.name} is a DNG in a form that {LIBRAW} does not know; convert it again, without compression."
        raise PhotoError(NOT_KNOWN, sentence) from error


def _refuse_cut_off(path: Path, sensor: TiffPage, file_bytes: int) -> None:
    """LibRaw makes black of tiles that are not there."""
    ends = [begin + size for begin, size in zip(sensor.dataoffsets, sensor.databytecounts, strict=True)]
    if max(ends, default=0) > file_bytes:
        raise truncated(path, max(ends))


def _refuse_lost_tiles(path: Path, sensor: TiffPage, file: FileHandle) -> None:
    """LibRaw stops at a tile that is no JPEG: for it and all after it stands what was in memory before."""
    if sensor.compression != COMPRESSION.JPEG:
        return
    for offset in sensor.dataoffsets:
        file.seek(offset)
        if file.read(len(_JPEG_BEGIN)) != _JPEG_BEGIN:
            raise damaged(path, "a part of its pixels is missing")


def _refuse_misread(path: Path, sensor: TiffPage) -> None:
    """LibRaw makes noise of floats but where they are packed with prediction, or in strips and not packed."""
    is_packed = sensor.compression != COMPRESSION.NONE
    is_read = sensor.predictor != _UNPREDICTED if is_packed else not sensor.is_tiled
    if sensor.sampleformat == SAMPLEFORMAT.IEEEFP and not is_read:
        raise _misread(path)


def _with_white_levels(path: Path, file: TiffFile, sensors: list[TiffPage]) -> BinaryIO | None:
    """The file with a white level of 1 for short floats that have none; None where it may stay as it is.

    That is their level by DNG 1.7, chapter 4; LibRaw gives them that of whole numbers, which makes them black.
    """
    needy = [sensor for sensor in sensors if _lacks_white_level(sensor)]
    if not needy:
        return None
    content = bytearray(path.read_bytes())
    for sensor in needy:
        room = next((sensor.tags[tag].offset for tag in _OF_NO_WEIGHT if tag in sensor.tags), None)
        if room is None or file.is_bigtiff:
            raise _misread(path)
        struct.pack_into(f"{file.byteorder}HHII", content, room, _WHITE_LEVEL, _LONG, 1, 1)
    return BytesIO(content)


def _lacks_white_level(sensor: TiffPage) -> bool:
    is_short = sensor.sampleformat == SAMPLEFORMAT.IEEEFP and sensor.bitspersample < _FULL_FLOAT_BITS
    return is_short and _WHITE_LEVEL not in sensor.tags


def _misread(path: Path) -> PhotoError:
    sentence = f"{path.name} is a DNG of floats in a form that {LIBRAW} misreads; convert it to whole numbers."
    return PhotoError(NOT_KNOWN, sentence)
