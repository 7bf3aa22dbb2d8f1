"""Thumbnails: a picture made small, as every program shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.codecs.sheet import Sheet, over_white
from engine.color import encode_srgb
from engine.geometry import BAND_PIXELS
from engine.progress import Progress

LONG_SIDE_PX = 160
"""Of the thumbnails in metadata, by EXIF and by Photoshop."""
_QUALITY = 85


class Shrinking:
    """A thumbnail of a sheet, made while its bands go by on their way into a file; over white where transparent."""

    def __init__(self, sheet: Sheet, long_side_px: int) -> None:
        self._sheet, self._size = sheet, sheet.size.fitted(long_side_px)
        self._channels = 1 if sheet.is_grey else 3
        self._narrow: list[NDArray] = []

    def passing(self, bands: Iterable[NDArray]) -> Iterator[NDArray]:
        """The same bands, codes (h, W, channels) from top to bottom."""
        for codes in bands:
            colors = codes if self._sheet.alpha is None else over_white(codes)
            narrow = cv2.resize(colors, (self._size.width, len(codes)), interpolation=cv2.INTER_AREA)
            self._narrow.append(narrow.reshape(len(codes), self._size.width, self._channels))
            yield codes

    def picture(self) -> NDArray[np.uint8]:
        """What has gone by, at most so large, (h, w, 3) sRGB at 8 bits."""
        size, color = self._size, self._sheet.color
        small = cv2.resize(np.concatenate(self._narrow), (size.width, size.height), interpolation=cv2.INTER_AREA)
        light = color.decode(small.reshape(size.height, size.width, -1))  # type: ignore[arg-type]
        wide = np.repeat(light, 3 // light.shape[2], axis=2)
        return np.rint(encode_srgb(color.to_linear_srgb(wide)) * 255).astype(np.uint8)


def thumbnail(sheet: Sheet, long_side_px: int, progress: Progress) -> NDArray[np.uint8]:
    """The picture over white, at most so large, (h, w, 3) sRGB at 8 bits."""
    shrinking = Shrinking(sheet, long_side_px)
    for _ in shrinking.passing(sheet.bands(max(1, BAND_PIXELS // sheet.size.width), progress)):
        pass
    return shrinking.picture()


def jpeg_of(picture: NDArray[np.uint8]) -> bytes:
    """A small picture as a JPEG."""
    written = BytesIO()
    Image.fromarray(picture).save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
