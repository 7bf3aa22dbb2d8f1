"""Thumbnails: a picture made small, as every program shows it."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.codecs.sheet import Sheet
from engine.color import encode_srgb
from engine.progress import Progress

_QUALITY = 85


def thumbnail(sheet: Sheet, long_side_px: int, progress: Progress) -> NDArray[np.uint8]:
    """The picture at most so large, (h, w, 3) sRGB at 8 bits; transparency is left out."""
    size = sheet.size.fitted(long_side_px)
    codes = np.ascontiguousarray(sheet.whole(progress)[..., : 1 if sheet.is_grey else 3])
    small = cv2.resize(codes, (size.width, size.height), interpolation=cv2.INTER_AREA)
    light = sheet.color.decode(small.reshape(size.height, size.width, -1))  # type: ignore[arg-type]
    wide = np.repeat(light, 3 // light.shape[2], axis=2)
    return np.rint(encode_srgb(sheet.color.to_linear_srgb(wide)) * 255).astype(np.uint8)


def jpeg_of(picture: NDArray[np.uint8]) -> bytes:
    """A small picture as a JPEG."""
    written = BytesIO()
    Image.fromarray(picture).save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
