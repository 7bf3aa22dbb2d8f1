"""Scribbles as planes: at the photo's size for networks, mixes and files, and small for the eye."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from engine.color import ColorSpace, Pixels, Plane, encode_srgb
from engine.geometry import Region, Size
from engine.picture import Photo, size_of
from engine.softening import softened
from sils_gui.state.scribble import Mark, Scribble, Stroke, Tip, Tones, Whole

_HINT_EDGE, _MASK_EDGE = 0.0, 0.5
_TONE_EDGE = 0.05
_SUBPIXEL_BITS = 4
_CODES = 255
_KEPT_PLANES = 2
_kept: OrderedDict[tuple[Scribble, Size], Plane] = OrderedDict()
_drawing = threading.Lock()


def hint_plane(scribble: Scribble, photo: Photo) -> Plane:
    """A hint (H, W) of zeros and ones, and codes between them at its edge."""
    return _drawn(scribble, photo.pixels, photo.color, _HINT_EDGE)


def mask_plane(scribble: Scribble, photo: Photo) -> Plane:
    """The mask (H, W) in steps of 1/255, so that a file of 8 bits holds it; the outer half of a stroke fades away.

    The last ones are kept, read-only; of two threads that ask for the same, one draws it.
    """
    key = scribble, photo.size
    with _drawing:
        if key not in _kept:
            _kept[key] = _drawn(scribble, photo.pixels, photo.color, _MASK_EDGE)
            _kept[key].flags.writeable = False
            while len(_kept) > _KEPT_PLANES:
                _kept.popitem(last=False)
        return _kept[key]


def small_plane(scribble: Scribble, pixels: Pixels, scale: float, color: ColorSpace) -> Plane:
    """What `mask_plane` gives, nearly, for a photo that was shrunk to these pixels by a scale."""
    size = size_of(pixels)
    small = replace(
        scribble,
        marks=tuple(_scaled(mark, scale) for mark in scribble.marks),
        base=None if scribble.base is None else _resized(scribble.base, size, cv2.INTER_AREA),
        feather_px=scribble.feather_px * scale,
    )
    return _drawn(small, pixels, color, _MASK_EDGE)


def tones_of(pixels: Pixels, color: ColorSpace) -> Plane:
    """How bright each place (H, W) is, as the eye counts it: 0 black, 1 white."""
    return encode_srgb(color.luminance(np.ascontiguousarray(pixels)))


def _drawn(scribble: Scribble, pixels: Pixels, color: ColorSpace, edge: float) -> Plane:
    plane = np.zeros(pixels.shape[:2], np.float32) if scribble.base is None else scribble.base.copy()
    for mark in scribble.marks:
        if isinstance(mark, Stroke):
            _draw(plane, mark, edge)
        elif isinstance(mark, Tones):
            _choose(plane, mark, pixels, color)
        elif mark is Whole.FILL:
            plane.fill(1)
        else:
            np.subtract(1, plane, out=plane)
    if scribble.feather_px > 0:
        plane = softened(plane, scribble.feather_px, Region.whole(size_of(plane)))
    for band in _bands(plane):
        part = plane[band.slices]
        np.divide(np.round(part * _CODES), np.float32(_CODES), out=part)
    return plane


def _draw(plane: Plane, stroke: Stroke, edge: float) -> None:
    points = np.array((*stroke.points, stroke.points[-1]))  # OpenCV draws no line of a single point
    reach = int(np.ceil(stroke.radius_px)) + 1
    left, top = np.maximum(np.floor(points.min(axis=0)).astype(int) - reach, 0)
    right, bottom = np.ceil(points.max(axis=0)).astype(int) + reach
    part = plane[top:bottom, left:right]
    if part.size == 0:
        return
    away = np.full((part.shape[0] + 2 * reach, part.shape[1] + 2 * reach), 1, np.uint8)
    inside = np.round((points - (left - reach, top - reach) - 0.5) * 2**_SUBPIXEL_BITS).astype(np.int32)
    cv2.polylines(away, [inside.reshape(-1, 1, 2)], False, (0,), 1, cv2.LINE_8, _SUBPIXEL_BITS)
    distance = cv2.distanceTransform(away, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)[reach:-reach, reach:-reach]
    fade_px = max(1.0, edge * stroke.radius_px)
    cover = np.clip((stroke.radius_px - distance) / np.float32(fade_px), 0, 1).astype(np.float32)
    if stroke.tip is Tip.ADD:
        np.maximum(part, cover, out=part)
    else:
        np.minimum(part, 1 - cover, out=part)


def _choose(plane: Plane, chosen: Tones, pixels: Pixels, color: ColorSpace) -> None:
    """Ones inside the range, a fade outside of it; an end at black or white has nothing outside."""
    low, high, edge = np.float32(chosen.low), np.float32(chosen.high), np.float32(_TONE_EDGE)
    plane.fill(1)
    for band in _bands(plane):
        part, tones = plane[band.slices], tones_of(pixels[band.slices], color)
        if low > 0:
            np.minimum(part, 1 + (tones - low) / edge, out=part)
        if high < 1:
            np.minimum(part, 1 + (high - tones) / edge, out=part)
        np.maximum(part, 0, out=part)


def _bands(plane: Plane) -> Iterator[Region]:
    return Region.whole(size_of(plane)).bands()


def _resized(plane: Plane, size: Size, how: int) -> Plane:
    if size_of(plane) == size:
        return plane
    return np.asarray(cv2.resize(plane, (size.width, size.height), interpolation=how), np.float32)


def _scaled(mark: Mark, scale: float) -> Mark:
    if not isinstance(mark, Stroke):
        return mark
    points = tuple((x * scale, y * scale) for x, y in mark.points)
    return replace(mark, points=points, radius_px=mark.radius_px * scale)
