"""What the brush has painted, as values: strokes over a mask that was read, drawn into a plane when it is needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

import cv2
import numpy as np

from engine.color import Plane
from engine.geometry import Size

MASK = ""
"""What the mask of the mix is called where hints go by the names of layers."""
_HINT_EDGE, _MASK_EDGE = 0.0, 0.5
_SUBPIXEL_BITS = 4
_CODES = 255


class Tip(Enum):
    """What a stroke does."""

    ADD = "add"
    ERASE = "erase"


@dataclass(frozen=True)
class Stroke:
    """One stroke of a round brush; points and radius in pixels of the photo."""

    points: tuple[tuple[float, float], ...]
    radius_px: float
    tip: Tip = Tip.ADD


@dataclass(frozen=True, eq=False)
class Scribble:
    """Strokes in the order in which they were painted, over `base`, a mask that came from a file."""

    strokes: tuple[Stroke, ...] = ()
    base: Plane | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever painted."""
        return self.base is None and not self.strokes

    def with_stroke(self, stroke: Stroke) -> Scribble:
        return replace(self, strokes=(*self.strokes, stroke))


@dataclass(frozen=True)
class Painted:
    """Scribbles by the layer that they belong to, and under MASK where the mix may act."""

    scribbles: Mapping[str, Scribble] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, target: str) -> Scribble:
        return self.scribbles.get(target, Scribble())

    def with_stroke(self, target: str, stroke: Stroke) -> Painted:
        """The same and one stroke."""
        return Painted(MappingProxyType({**self.scribbles, target: self.of(target).with_stroke(stroke)}))

    def without(self, target: str) -> Painted:
        """The same but what was painted for one target."""
        return Painted(MappingProxyType({name: each for name, each in self.scribbles.items() if name != target}))

    def only(self, targets: Collection[str]) -> Painted:
        """The same for some targets alone."""
        return Painted(MappingProxyType({name: each for name, each in self.scribbles.items() if name in targets}))

    @property
    def hints(self) -> Mapping[str, Scribble]:
        """What was painted for layers."""
        return {name: each for name, each in self.scribbles.items() if name != MASK and not each.is_empty}

    @property
    def mask(self) -> Scribble | None:
        """Where the mix acts; None for everywhere."""
        mask = self.of(MASK)
        return None if mask.is_empty else mask


NOTHING = Painted()


def hint_plane(scribble: Scribble, size: Size) -> Plane:
    """A hint (H, W) of zeros and ones, and codes between them at its edge."""
    return _drawn(scribble, size, _HINT_EDGE)


@lru_cache(maxsize=2)
def mask_plane(scribble: Scribble, size: Size) -> Plane:
    """The mask (H, W) in steps of 1/255, so that a file of 8 bits holds it; the outer half of a stroke fades away."""
    plane = _drawn(scribble, size, _MASK_EDGE)
    plane.flags.writeable = False
    return plane


def _drawn(scribble: Scribble, size: Size, edge: float) -> Plane:
    plane = np.zeros((size.height, size.width), np.float32) if scribble.base is None else scribble.base.copy()
    for stroke in scribble.strokes:
        _draw(plane, stroke, edge)
    return np.round(plane * _CODES) / np.float32(_CODES)


def _draw(plane: Plane, stroke: Stroke, edge: float) -> None:
    points, reach = np.array(stroke.points), int(np.ceil(stroke.radius_px)) + 1
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
