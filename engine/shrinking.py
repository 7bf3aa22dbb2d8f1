"""Pictures made smaller by area; where a photo is transparent, its pixels count as far as they are seen."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.color import Pixels, Plane
from engine.geometry import Size
from engine.picture import size_of


def shrunk_to(picture: NDArray[np.float32], size: Size, alpha: Plane | None = None) -> NDArray[np.float32]:
    """The picture (H, W, ...) at a smaller size, by area; the very same at its own.

    With the transparency (H, W) of pixels (H, W, 3), nothing of the colours that lie hidden comes into what is seen;
    where nothing is, all pixels count alike.
    """
    if size_of(picture) == size:
        return picture
    if alpha is None:
        return resized(picture, size, cv2.INTER_AREA)
    cover, channels = shrunk_to(alpha, size), range(picture.shape[2])
    # A channel at a time: all of them multiplied at once are a second photo in memory.
    seen = np.dstack([shrunk_to(picture[..., channel] * alpha, size) for channel in channels])
    return np.divide(seen, cover[..., None], out=shrunk_to(picture, size), where=cover[..., None] > 0)


def filled_in(pixels: Pixels, alpha: Plane) -> Pixels:
    """The pixels (H, W, 3) with those that are not seen at all painted like what is seen around them.

    After Gortler et al., "The Lumigraph", 1996, section 3.4 (pull-push): from the picture at half the size, which is
    filled in like this itself.
    """
    hidden, size = alpha == 0, size_of(pixels)
    if not hidden.any() or size.pixels == 1:
        return pixels
    half = Size((size.width + 1) // 2, (size.height + 1) // 2)
    around = filled_in(shrunk_to(pixels, half, alpha), shrunk_to(alpha, half))
    return np.where(hidden[..., None], resized(around, size, cv2.INTER_LINEAR), pixels)


def resized(picture: NDArray[np.float32], size: Size, interpolation: int) -> NDArray[np.float32]:
    """The picture (H, W, ...) at another size, by one of OpenCV's ways; the very same at its own."""
    if size_of(picture) == size:
        return picture
    return np.asarray(cv2.resize(picture, (size.width, size.height), interpolation=interpolation), np.float32)
