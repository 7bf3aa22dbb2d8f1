"""The first look at a photo that takes long to read: a coarse picture of it, at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.codecs.jpeg import read_jpeg, size_of_jpeg
from engine.codecs.light import light_of
from engine.codecs.raw import read_preview
from engine.codecs.reading import errors_told
from engine.codecs.sniff import Kind, is_raw, sniff
from engine.geometry import Size

_LONG_PIXELS = 8_000_000
"""A JPEG with fewer pixels is read whole before anybody waits."""
_ENOUGH_PX = 1400
"""What the long side of a look should have."""


@dataclass(frozen=True)
class Look:
    """sRGB codes (h, w, 3), upright, of a photo of `size`; a camera's own picture has other colours than the photo."""

    codes: NDArray[np.uint8]
    size: Size
    is_of_camera: bool


def first_look(path: Path) -> Look | None:
    """What can be shown of a photo while it is read, where that takes long: a RAW file's preview, a JPEG shrunk.

    Raises PhotoError where the file is not there or no photo.
    """
    if is_raw(path):
        codes = read_preview(path)
        return Look(codes, Size(*codes.shape[1::-1]), is_of_camera=True) if codes is not None else None
    if sniff(path) is not Kind.JPEG:
        return None
    with errors_told(path):
        size = size_of_jpeg(path)
        return _shrunk_jpeg(path, size) if size.pixels >= _LONG_PIXELS else None


def _shrunk_jpeg(path: Path, size: Size) -> Look:
    long_px = max(size.width, size.height)
    raster = read_jpeg(path, shrunk=max((each for each in (2, 4, 8) if long_px // each >= _ENOUGH_PX), default=1))
    pixels, color, _ = light_of(path, raster)
    upright = Size(size.height, size.width) if raster.found.orientation >= 5 else size
    return Look(color.srgb_codes(pixels), upright, is_of_camera=False)
