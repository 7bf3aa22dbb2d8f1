"""The brush in the user's hand: on or off, what for, how wide, adding or erasing."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sils_gui.state.changeable import Changeable
from sils_gui.state.scribble import MASK, Stroke, Tip

SMALLEST_PX, LARGEST_PX = 1.0, 2000.0
_STEP = 1.25


class Brush(Changeable):
    """`stroke` is the one that is being painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = False
        self.target = MASK
        self.radius_px = 40.0
        self.tip = Tip.ADD
        self.shows_overlay = True
        self.picks_tones = False
        self.stroke: Stroke | None = None

    def resize(self, steps: int) -> None:
        """Wider (1) or narrower (-1)."""
        self.set(radius_px=min(LARGEST_PX, max(SMALLEST_PX, self.radius_px * _STEP**steps)))

    def turn(self) -> None:
        """From adding to erasing and back."""
        self.set(tip=Tip.ERASE if self.tip is Tip.ADD else Tip.ADD)

    def extend(self, x: float, y: float) -> None:
        """Begin a stroke at a point of the photo, or lead it on to there."""
        points = self.stroke.points if self.stroke is not None else ()
        self.set(stroke=Stroke((*points, (x, y)), self.radius_px, self.tip))
