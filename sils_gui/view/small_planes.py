"""Scribbles as small planes, for the overlay where a photo is seen as a whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from engine.color import Plane
from engine.geometry import Region
from sils_gui.state.document import Document
from sils_gui.state.drawing import begun, small_plane
from sils_gui.state.scribble import Scribble
from sils_gui.work.grey import Codes, codes_of

_PLANE_PX = 1024


class SmallPlanes:
    """Makes them; keeps of each target the plane of those first marks that its last two scribbles share, so that a mark
    that is being drawn costs itself and those after it alone."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, Scribble, tuple[Scribble, Plane]]] = {}

    def codes(self, target: str, scribble: Scribble, document: Document) -> Codes:
        """How high (h, w) a scribble for a target is, in steps of 1/255; the longer side has 1024 pixels or fewer."""
        serial, last, *kept = self._kept.get(target, (document.serial, scribble))
        if serial != document.serial:
            last, kept = scribble, []
        shared = _shared(last, scribble)
        steady = replace(scribble, marks=scribble.marks[:shared], feather_px=0.0)
        size, color = document.photo.size, document.photo.color
        scale = min(1.0, _PLANE_PX / max(size.width, size.height))
        (pixels, *_) = document.levels.cut(Region.whole(size), scale)
        plane = small_plane(begun(steady, kept), pixels, scale, color)
        self._kept[target] = document.serial, scribble, (steady, plane)
        rest = replace(scribble, marks=scribble.marks[shared:], base=plane)
        return codes_of(small_plane(rest, pixels, scale, color))


def _shared(one: Scribble, other: Scribble) -> int:
    """How many of their first marks are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(one.marks, other.marks, strict=False)))
