"""What a mark covers of a photo, as planes from nothing (0) to all (1); how marks go together is not known here."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from engine.color import ColorSpace, Pixels, Plane, encode_srgb
from engine.geometry import Region, Size
from engine.marks import Linear, Radial, Stroke, Tones
from engine.picture import size_of
from sils_gui.state.scribble import Range, Shape

_RANGE_EDGE = 0.05
_SUBPIXEL_BITS = 4
_WIDTHS = 32
_MOST_PX = 1 << 21
_LONGEST_PX = 1 << 14  # OpenCV refuses to sample pictures with sides of 2^15 and more
_CODES = np.float32(255)


def cover_of(mark: Shape | Range, band: Region, pixels: Pixels, color: ColorSpace) -> Plane:
    """What a shape or a range covers in a band (h, w) of a photo's pixels (H, W, 3), linear light of a colour space."""
    match mark:
        case Linear():
            return _linear(mark, band)
        case Radial():
            return _radial(mark, band)
        case Tones():
            return _within(tones_of(pixels[band.slices], color), mark)
        case _:
            return _within(enlarged_in(band, mark.codes, size_of(pixels)) / _CODES, mark)


def cover_of_stroke(stroke: Stroke, size: Size, edge: float) -> tuple[Region, Plane]:
    """The part of a plane that a stroke can reach, none or more pixels of it, and what it covers there; the outer part
    `edge` of its radius fades away. Where a pen made it narrower it is drawn in steps of its width."""
    drawn = lines_of(stroke)
    if len(drawn) == 1:
        width, lines = drawn[0]
        return _swept(lines, width * stroke.radius_px, size, edge)
    region = _reached(np.concatenate([line for _, lines in drawn for line in lines]), stroke.radius_px, size)
    whole = np.zeros((region.height, region.width), np.float32)
    for width, lines in drawn:
        part, cover = _swept(lines, width * stroke.radius_px, size, edge)
        seen = whole[part.y - region.y :, part.x - region.x :][: part.height, : part.width]
        np.maximum(seen, cover, out=seen)
    return region, whole


def lines_of(stroke: Stroke) -> list[tuple[float, list[np.ndarray]]]:
    """The lines (N, 2) that a stroke leads along, by the part of the brush's width that it has there, in steps; each
    goes on to where the brush is wider by a step, so that nothing is left out between them."""
    points = np.array([point[:2] for point in stroke.points])
    widths = np.array([point[2] if len(point) > 2 else 1.0 for point in stroke.points])
    if (widths == 1).all():
        return [(1.0, [points])]
    steps = np.maximum(1, np.round(widths * _WIDTHS))
    parts = np.maximum(1, np.abs(np.diff(steps)))
    place = np.arange(len(points)) if len(points) == 1 else np.r_[0.0, np.cumsum(parts)]
    fine = np.arange(place[-1] + 1)
    along = np.stack([np.interp(fine, place, points[:, axis]) for axis in (0, 1)], axis=1)
    step = np.round(np.interp(fine, place, steps))
    drawn: list[tuple[float, list[np.ndarray]]] = []
    for each in np.unique(step):
        (at,) = np.nonzero(step == each)
        runs = np.split(at, np.nonzero(np.diff(at) > 1)[0] + 1)
        ends = ((max(0, run[0] - 1), min(len(step) - 1, run[-1] + 1)) for run in runs)
        lines = [along[first + (step[first] < each) : last + 1 - (step[last] < each)] for first, last in ends]
        drawn.append((float(each / _WIDTHS), lines))
    return drawn


def _reached(points: np.ndarray, radius_px: float, size: Size) -> Region:
    """The part of a plane around points (N, 2), none or more pixels of it."""
    reach, limits = int(np.ceil(radius_px)) + 1, (size.width, size.height)
    left, top = (int(each) for each in np.clip(np.floor(points.min(axis=0)) - reach, 0, limits))
    right, bottom = (int(each) for each in np.clip(np.ceil(points.max(axis=0)) + reach, 0, limits))
    return Region(left, top, max(0, right - left), max(0, bottom - top))


def _swept(lines: Sequence[np.ndarray], radius_px: float, size: Size, edge: float) -> tuple[Region, Plane]:
    """What a brush of one width covers along lines (N, 2)."""
    region, reach = _reached(np.concatenate(lines), radius_px, size), int(np.ceil(radius_px)) + 1
    if region.width == 0 or region.height == 0:
        return region, np.zeros((region.height, region.width), np.float32)
    away = np.full((region.height + 2 * reach, region.width + 2 * reach), 1, np.uint8)
    for line in lines:
        points = np.concatenate((line, line[-1:]))  # OpenCV draws no line of a single point
        inside = np.round((points - (region.x - reach, region.y - reach) - 0.5) * 2**_SUBPIXEL_BITS).astype(np.int32)
        cv2.polylines(away, [inside.reshape(-1, 1, 2)], False, (0,), 1, cv2.LINE_8, _SUBPIXEL_BITS)
    distance = cv2.distanceTransform(away, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)[reach:-reach, reach:-reach]
    fade_px = max(1.0, edge * radius_px)
    return region, np.clip((radius_px - distance) / np.float32(fade_px), 0, 1).astype(np.float32)


def tones_of(pixels: Pixels, color: ColorSpace) -> Plane:
    """How bright each place (H, W) is, as the eye counts it: 0 black, 1 white."""
    return encode_srgb(color.luminance(np.ascontiguousarray(pixels)))


def _linear(mark: Linear, band: Region) -> Plane:
    across, down = mark.end[0] - mark.start[0], mark.end[1] - mark.start[1]
    squared_px = across**2 + down**2
    columns, rows = _middles(band)
    way = (columns - mark.start[0]) * (across / squared_px) + (rows - mark.start[1]) * (down / squared_px)
    return _eased(1 - way)


def _radial(mark: Radial, band: Region) -> Plane:
    columns, rows = _middles(band)
    across, down, turn = columns - mark.center[0], rows - mark.center[1], math.radians(mark.turn_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    away = np.hypot((across * cos + down * sin) / mark.radii[0], (down * cos - across * sin) / mark.radii[1])
    return _eased((1 - away) / max(mark.fade, 1 / min(mark.radii)))


def _middles(band: Region) -> tuple[np.ndarray, np.ndarray]:
    """Where the middles of a band's columns (1, w) and rows (h, 1) lie."""
    columns = np.arange(band.x, band.x + band.width, dtype=np.float64) + 0.5
    rows = np.arange(band.y, band.y + band.height, dtype=np.float64) + 0.5
    return columns[None, :], rows[:, None]


def _eased(even: np.ndarray) -> Plane:
    """An even slope with soft ends, for the eye sees where a slope begins."""
    part = np.clip(even, 0, 1).astype(np.float32)
    return part * part * (3 - 2 * part)


def _within(values: Plane, limits: Range) -> Plane:
    """Ones inside the range, a fade outside of it; an end at 0 or 1 has nothing outside."""
    low, high, edge = np.float32(limits.low), np.float32(limits.high), np.float32(_RANGE_EDGE)
    cover = np.ones(values.shape, np.float32)
    if low > 0:
        np.minimum(cover, 1 + (values - low) / edge, out=cover)
    if high < 1:
        np.minimum(cover, 1 + (high - values) / edge, out=cover)
    return np.maximum(cover, 0, out=cover)


def scale_within(size: Size) -> float:
    """How far a picture is shrunk, at least, to be one that `enlarged_in` takes and that is cheap to keep."""
    return min(1.0, math.sqrt(_MOST_PX / size.pixels), _LONGEST_PX / max(size.width, size.height))


def enlarged_in(band: Region, small: np.ndarray, size: Size) -> Plane:
    """A band of what a plane (h, w), of numbers or codes, is at a larger size: evenly between its pixels."""
    height, width = small.shape
    columns = (np.arange(band.x, band.x + band.width) + 0.5) * (width / size.width) - 0.5
    rows = (np.arange(band.y, band.y + band.height) + 0.5) * (height / size.height) - 0.5
    across, down = np.meshgrid(columns.astype(np.float32), rows.astype(np.float32))
    found = cv2.remap(small, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)
