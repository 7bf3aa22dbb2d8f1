"""Layers at photo size from layers at the network's size: cheap, sharp where the photo is, and adding up exactly."""

from collections.abc import Callable, Sequence
from functools import partial

import cv2
import numpy as np

from engine.color import Pixels, Plane
from engine.formation import ADDITIVE
from engine.geometry import Region, Size
from engine.picture import Photo, size_of
from engine.progress import Progress
from engine.shrinking import resized
from engine.spec import SeparatorSpec

SMALLEST_FACTOR = 1e-4
"""No factor of a product gets smaller, so that the photo can be divided by it."""
_DARKEST = 1e-4
_SLOPE_WINDOW_PX = 9
_SLOPE_NOISE = 1e-2
_LARGEST_DETAIL = 4.0


def bring_up(
    photo: Photo, shrunk: Pixels, small: Sequence[Pixels], spec: SeparatorSpec, progress: Progress
) -> list[Pixels]:
    """One layer of the photo's size for each of `small`, which the network made of `shrunk`.

    All in linear light and the photo's primaries. The base layer is what the others leave, so every detail of the photo
    is in it, and the layers compose to the photo but for rounding.
    """
    bring = _additive if spec.law is ADDITIVE else partial(_multiplicative, shrunk=shrunk)
    base = photo.pixels.copy()
    others = [index for index in range(len(small)) if index != spec.base]
    full = list(small)
    for done, index in enumerate(others):
        stage = progress.part(done / len(others), (done + 1) / len(others))
        full[index] = bring(photo, small[index], base, stage)
    full[spec.base] = base
    return full


def _additive(photo: Photo, small: Pixels, left: Pixels, progress: Progress) -> Pixels:
    """The layer, bicubically, but never darker than nothing nor brighter than what is left; taken away from `left`."""
    layer = _brought(small, photo)

    def take(band: Region) -> None:
        rows = band.slices
        np.minimum(layer[rows], left[rows], out=layer[rows])
        np.maximum(layer[rows], 0.0, out=layer[rows])
        left[rows] -= layer[rows]

    _each_band(photo.size, take, progress)
    return layer


def _multiplicative(photo: Photo, small: Pixels, left: Pixels, progress: Progress, *, shrunk: Pixels) -> Pixels:
    """The factor in logs, with the photo's own detail where the factor follows its luminance; `left` is divided by it.

    The slope of log factor over log luminance in a small window says how much of the photo's detail belongs to the
    factor: He & Sun, "Fast Guided Filter", 2015, applied to what enlarging lost, so that nothing changes at scale 1.
    """
    color = photo.color
    log_small = np.log(np.maximum(small, SMALLEST_FACTOR))
    guide = _log(color.luminance(shrunk))
    slope = enlarged(_slope(_log(color.luminance(np.exp(log_small))), guide), photo.size)
    blurred_guide = enlarged(guide, photo.size)
    layer = _brought(log_small, photo)

    def take(band: Region) -> None:
        rows = band.slices
        detail = _log(color.luminance(photo.pixels[rows])) - blurred_guide[rows]
        np.clip(detail, -_LARGEST_DETAIL, _LARGEST_DETAIL, out=detail)
        layer[rows] += (slope[rows] * detail)[..., None]
        np.exp(layer[rows], out=layer[rows])
        np.maximum(layer[rows], SMALLEST_FACTOR, out=layer[rows])
        left[rows] /= layer[rows]

    _each_band(photo.size, take, progress)
    return layer


def enlarged(small: Pixels | Plane, size: Size) -> Pixels:
    """The picture at another size, bicubically; a copy at its own."""
    return small.copy() if size_of(small) == size else resized(small, size, cv2.INTER_CUBIC)


def _brought(small: Pixels, photo: Photo) -> Pixels:
    """Enlarged to the photo; without a trace of colour where the photo has none, which OpenCV's rounding leaves."""
    if photo.is_grey:
        return np.repeat(enlarged(np.ascontiguousarray(small[..., 0]), photo.size)[..., None], 3, axis=2)
    return enlarged(small, photo.size)


def _slope(log_factor: Plane, guide: Plane) -> Plane:
    window = (_SLOPE_WINDOW_PX, _SLOPE_WINDOW_PX)
    mean, mean_guide = cv2.blur(log_factor, window), cv2.blur(guide, window)
    covariance = cv2.blur(log_factor * guide, window) - mean * mean_guide
    variance = cv2.blur(guide * guide, window) - mean_guide * mean_guide
    return np.asarray(np.clip(covariance / (variance + _SLOPE_NOISE), 0.0, 1.0), np.float32)


def _log(plane: Plane) -> Plane:
    return np.log(np.maximum(plane, _DARKEST))


def _each_band(size: Size, work: Callable[[Region], None], progress: Progress) -> None:
    for band in Region.whole(size).bands():
        work(band)
        progress.report((band.y + band.height) / size.height)
