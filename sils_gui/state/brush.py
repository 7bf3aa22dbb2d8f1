"""What is painted with, in the user's hand: on or off, what for, which tool, how wide, adding or taking away."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject

from engine.marks import BrushPoint, Combine, Linear, Point, Radial, Stroke
from sils_gui.state.changeable import Changeable
from sils_gui.state.scribble import MASK, Drawn, Lasting, Scribble

SMALLEST_PX, LARGEST_PX = 1.0, 2000.0
_STEP = 1.25


class Tool(Enum):
    """What a drag draws."""

    STROKE = "stroke"
    LINEAR = "linear"
    RADIAL = "radial"


class Brush(Changeable):
    """`drawn` is what is being drawn; it is put in the `place` of a mark where it `reshapes` that.

    `place` is that of the mark in hand among those of the target, None for the last. The overlay rests when there is
    something to be seen under it, until more is painted or it is asked for.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = False
        self.target = MASK
        self.chosen = Tool.STROKE
        self.radius_px = 40.0
        self.fade = 0.5
        self.combine = Combine.ADD
        self.shows_overlay = True
        self.overlay_rests = False
        self.picks_range = False
        self.place: int | None = None
        self.drawn: Drawn | None = None
        self.reshapes = False

    @property
    def tool(self) -> Tool:
        """What a drag draws now: shapes are for masks alone, since hints say where something surely is."""
        return self.chosen if self.target == MASK else Tool.STROKE

    @property
    def overlay_is_seen(self) -> bool:
        """Whether what was painted is shown while the brush is in hand."""
        return self.shows_overlay and not self.overlay_rests

    def turn_overlay(self) -> None:
        """Hide what was painted, or show it."""
        self.set(shows_overlay=not self.overlay_is_seen, overlay_rests=False)

    def place_in(self, scribble: Scribble) -> int | None:
        """The place of the mark in hand among those of the target; None where that mark cannot be changed."""
        last = len(scribble.marks) - 1
        place = last if self.place is None else min(self.place, last)
        return place if place in scribble.lasting else None

    def take(self, place: int, mark: Lasting) -> None:
        """Have a mark of the target in hand, with what changes it."""
        match mark:
            case Linear():
                self.set(place=place, chosen=Tool.LINEAR, picks_range=False)
            case Radial():
                self.set(place=place, chosen=Tool.RADIAL, picks_range=False, fade=mark.fade)
            case _:
                self.set(place=place, picks_range=True)

    def aim(self, target: str) -> None:
        """Paint for this from now on; its last mark is in hand."""
        self.set(target=target, place=None, overlay_rests=False)

    def resize(self, steps: int) -> None:
        """Wider (1) or narrower (-1)."""
        self.set(radius_px=min(LARGEST_PX, max(SMALLEST_PX, self.radius_px * _STEP**steps)))

    def choose(self, tool: Tool) -> None:
        """Take a tool, or the brush again where it is in hand."""
        self.set(chosen=Tool.STROKE if self.tool is tool else tool)

    def turn(self, combine: Combine) -> None:
        """What is painted goes together like this with what is there, or is added to it again."""
        self.set(combine=Combine.ADD if self.combine is combine else combine)

    def draw(self, start: Point, point: Point, combine: Combine, width: float = 1.0) -> None:
        """Lead what is drawn on from where it started to a point of the photo, where a stroke has this part of the
        brush's width."""
        self.set(drawn=self._drawn(start, point, combine, width), overlay_rests=False)

    def drop(self) -> None:
        """Draw nothing any more."""
        self.set(drawn=None, reshapes=False)

    def _drawn(self, start: Point, point: Point, combine: Combine, width: float) -> Drawn:
        match self.tool:
            case Tool.LINEAR:
                return Linear(start, point, combine)
            case Tool.RADIAL:
                radii = abs(point[0] - start[0]), abs(point[1] - start[1])
                return Radial(start, radii, self.fade, combine)
            case Tool.STROKE:
                points = self.drawn.points if isinstance(self.drawn, Stroke) else ()
                return Stroke((*points, _rounded(point, width)), self.radius_px, combine)


def _rounded(point: Point, width: float) -> BrushPoint:
    """A point in sixteenths of a pixel, which strokes are drawn in: a file has it in few digits and loses nothing."""
    x, y = round(point[0] * 16) / 16, round(point[1] * 16) / 16
    return (x, y) if width == 1 else (x, y, round(width, 2))
