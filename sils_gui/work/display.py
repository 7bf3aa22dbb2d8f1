"""Linear light as the screen shows it: sRGB codes, exactly as they are exported, or nearly so and faster."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColorSpace, QImage

from engine.color import ColorSpace, Pixels, Plane, encode_srgb_unlimited
from engine.curves import SRGB, quantiser
from engine.picture import Depth, Photo

Codes = NDArray[np.uint8]
_TOP, _WHITE = 65535, 255
_LEAST = float(np.finfo(np.float32).min)
_CLIPPED_BRIGHT, _CLIPPED_DARK = (255, 60, 60), (70, 110, 255)


def exact_codes(pixels: Pixels, color: ColorSpace) -> Codes:
    """The sRGB codes (H, W, 3) nearest to the light; for photos in sRGB what an 8-bit export holds."""
    return color.srgb_codes(pixels)


def quick_codes(pixels: Pixels, color: ColorSpace) -> Codes:
    """Like `exact_codes`, at most one code off: for pictures that live as long as a slider moves."""
    linear = np.ascontiguousarray(color.to_linear_srgb(np.ascontiguousarray(pixels)))
    return np.asarray(cv2.LUT(cv2.multiply(linear, float(_TOP), dtype=cv2.CV_16U), _quick_table()), np.uint8)  # pyright: ignore


def exact_difference(changed: Pixels, pixels: Pixels, photo: Photo, gain: int) -> Codes:
    """How far a change takes pixels of a photo, times a gain; black where its file would hold the same.

    It is counted in the codes of a file of the photo's own depth and colour space, of which the least step is seen as
    one of the screen's; floats have no ends. Where the photo has light beyond white, which whole numbers cut off, a
    change of that is seen, too.
    """
    if photo.depth is Depth.FLOAT:
        return _difference_of_light(changed, pixels, gain)
    step = ((1 << photo.depth) - 1) // _WHITE
    apart = cv2.absdiff(*(photo.color.encode(light, photo.depth) for light in (changed, pixels)))
    codes = np.maximum(cv2.convertScaleAbs(apart, alpha=gain / step), (apart > 0).view(np.uint8))
    beyond = pixels > 1
    if beyond.any():
        np.copyto(codes, _difference_of_light(changed, pixels, gain), where=beyond)
    return codes


def quick_difference(changed: Pixels, pixels: Pixels, photo: Photo, gain: int) -> Codes:
    """The same in the codes of the screen: for pictures that live as long as a slider moves."""
    apart = cv2.absdiff(*(quick_codes(light, photo.color) for light in (changed, pixels)))
    return np.asarray(cv2.convertScaleAbs(apart, alpha=gain), np.uint8)


def marked(codes: Codes, pixels: Pixels, photo: Photo) -> Codes:
    """The codes with what a file of the photo's depth and colour space cuts off of these pixels marked.

    Red where a channel is at its end, blue where nothing is left of any; floats have no ends.
    """
    if photo.depth is Depth.FLOAT:
        return codes
    ends = [quantiser(curve, photo.depth).ends for curve in photo.color.curves]
    darkest, brightest = zip(*ends, strict=True)
    out = codes.copy()
    out[_all_below(pixels, brightest) == 0] = _CLIPPED_BRIGHT
    out[_all_below(pixels, darkest) != 0] = _CLIPPED_DARK
    return out


def to_image(codes: Codes, screen: QColorSpace, alpha: Plane | None = None) -> QImage:
    """A picture for the screen that owns its pixels, converted where the screen's profile is known and not sRGB.

    With `alpha` (H, W) it is as transparent as that; without it is opaque.
    """
    height, width = codes.shape[:2]
    packed = np.empty((height, width, 4), np.uint8)
    cv2.cvtColor(codes, cv2.COLOR_RGB2BGRA, dst=packed)
    form = QImage.Format.Format_RGB32
    if alpha is not None:
        form = QImage.Format.Format_ARGB32
        packed[..., 3] = np.rint(alpha * np.float32(255))
    image = QImage(packed.data, width, height, 4 * width, form).copy()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if screen.isValid() and screen != srgb:
        image.setColorSpace(srgb)
        image.convertToColorSpace(screen)
    if alpha is not None:
        image.convertTo(QImage.Format.Format_ARGB32_Premultiplied)  # which is painted without another conversion
    return image


def _difference_of_light(changed: Pixels, pixels: Pixels, gain: int) -> Codes:
    apart = cv2.absdiff(encode_srgb_unlimited(changed), encode_srgb_unlimited(pixels))
    codes = np.clip(np.ceil(apart * np.float32(_WHITE * gain)), 1, _WHITE)
    return np.where(changed == pixels, 0, codes).astype(np.uint8)


def _all_below(pixels: Pixels, ends: Sequence[np.float32]) -> Codes:
    """Where (H, W) every channel has less light than its end: 255, else 0."""
    upper = tuple(float(np.nextafter(end, np.float32(-np.inf))) for end in ends)
    return np.asarray(cv2.inRange(pixels, (_LEAST, _LEAST, _LEAST), upper), np.uint8)


@lru_cache(maxsize=1)
def _quick_table() -> Codes:
    linear = np.linspace(0.0, 1.0, _TOP + 1, dtype=np.float32)[None]
    return np.asarray(quantiser(SRGB, 8).codes(linear), np.uint8)
