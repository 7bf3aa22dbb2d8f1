"""Scribbles as planes: at the photo's size for networks, mixes and files, and small for the eye."""

from __future__ import annotations

import operator
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from engine.color import ColorSpace, Pixels, Plane
from engine.geometry import Region, Size
from engine.marks import BrushPoint, Combine, Linear, Point, Radial, Stroke, Whole
from engine.picture import Photo, size_of
from engine.shrinking import shrunk_to
from engine.softening import softened
from sils_gui.state.covers import cover_of, cover_of_stroke
from sils_gui.state.edges import feathered_along_edges
from sils_gui.state.scribble import Mark, Scribble

_HINT_EDGE, _MASK_EDGE = 0.0, 0.5
_CODES = 255
_KEPT_PLANES = 2
_kept: OrderedDict[tuple[Scribble, Size], Plane] = OrderedDict()
_drawing = threading.Lock()


def hint_plane(scribble: Scribble, photo: Photo) -> Plane:
    """A hint (H, W) of zeros and ones, and codes between them at its edge."""
    return _drawn(scribble, photo.pixels, photo.color, _HINT_EDGE)


def mask_plane(scribble: Scribble, photo: Photo) -> Plane:
    """The mask (H, W) in steps of 1/255, so that a file of 8 bits holds it; the outer half of a stroke fades away.

    The last ones are kept, read-only, and what was added to one of them since is drawn over it; of two threads that ask
    for the same, one draws it.
    """
    key = scribble, photo.size
    with _drawing:
        if key not in _kept:
            kept = ((known, plane) for (known, size), plane in _kept.items() if size == photo.size)
            rest = begun(scribble, kept) if scribble.feather_px == 0 else scribble
            _kept[key] = _drawn(rest, photo.pixels, photo.color, _MASK_EDGE)
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
        base=None if scribble.base is None else shrunk_to(scribble.base, size),
        feather_px=scribble.feather_px * scale,
    )
    return _drawn(small, pixels, color, _MASK_EDGE)


def begun(scribble: Scribble, kept: Iterable[tuple[Scribble, Plane]]) -> Scribble:
    """The same codes from fewer marks, were all without feather: over the kept plane that has most of the first ones.

    Rounding, as kept planes are, goes together with adding, taking away and keeping what both have; not with inverting,
    for what lies in the middle of two codes is rounded up or down.
    """
    before = [each for each in kept if _goes_on_from(each[0], scribble)]
    if not before:
        return scribble
    known, plane = max(before, key=lambda each: len(each[0].marks))
    return replace(scribble, marks=scribble.marks[len(known.marks) :], base=plane)


def _goes_on_from(known: Scribble, scribble: Scribble) -> bool:
    first, rest = scribble.marks[: len(known.marks)], scribble.marks[len(known.marks) :]
    is_same_under = known.feather_px == 0 and known.base is scribble.base and len(first) == len(known.marks)
    return is_same_under and all(map(operator.is_, first, known.marks)) and Whole.INVERT not in rest


def _drawn(scribble: Scribble, pixels: Pixels, color: ColorSpace, edge: float) -> Plane:
    plane = np.zeros(pixels.shape[:2], np.float32) if scribble.base is None else scribble.base.copy()
    for mark in scribble.marks:
        _draw(plane, mark, pixels, color, edge)
    if scribble.feather_px > 0:
        plane = _feathered(plane, scribble, pixels, color)
    for band in _bands(plane):
        part = plane[band.slices]
        np.divide(np.round(part * _CODES), np.float32(_CODES), out=part)
    return plane


def _draw(plane: Plane, mark: Mark, pixels: Pixels, color: ColorSpace, edge: float) -> None:
    if mark is Whole.FILL:
        plane.fill(1)
    elif mark is Whole.INVERT:
        np.subtract(1, plane, out=plane)
    elif isinstance(mark, Stroke):
        region, cover = cover_of_stroke(mark, size_of(plane), edge)
        if mark.combine is Combine.INTERSECT:
            kept = plane[region.slices].copy()
            plane.fill(0)
            plane[region.slices] = kept
        _combine(plane[region.slices], cover, mark.combine)
    else:
        for band in _bands(plane):
            _combine(plane[band.slices], cover_of(mark, band, pixels, color), mark.combine)


def _combine(part: Plane, cover: Plane, combine: Combine) -> None:
    match combine:
        case Combine.ADD:
            np.maximum(part, cover, out=part)
        case Combine.SUBTRACT:
            np.minimum(part, 1 - cover, out=part)
        case Combine.INTERSECT:
            np.minimum(part, cover, out=part)


def _feathered(plane: Plane, scribble: Scribble, pixels: Pixels, color: ColorSpace) -> Plane:
    if scribble.follows_edges:
        return feathered_along_edges(plane, pixels, color, scribble.feather_px)
    return softened(plane, scribble.feather_px, Region.whole(size_of(plane)))


def _bands(plane: Plane) -> Iterator[Region]:
    return Region.whole(size_of(plane)).bands()


def _scaled(mark: Mark, scale: float) -> Mark:
    match mark:
        case Stroke(points=points, radius_px=radius_px):
            points = tuple(_along(point, scale) for point in points)
            return replace(mark, points=points, radius_px=radius_px * scale)
        case Linear(start=start, end=end):
            return replace(mark, start=_times(start, scale), end=_times(end, scale))
        case Radial(center=center, radii=radii):
            return replace(mark, center=_times(center, scale), radii=_times(radii, scale))
        case _:
            return mark


def _times(point: Point, scale: float) -> Point:
    return point[0] * scale, point[1] * scale


def _along(point: BrushPoint, scale: float) -> BrushPoint:
    """A point of a stroke, whose width there is a part of another."""
    x, y, *width = point
    return x * scale, y * scale, *width  # pyright: ignore[reportReturnType]
