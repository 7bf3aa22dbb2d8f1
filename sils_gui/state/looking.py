"""How the photo is looked at: zoom, which picture, which comparison, overlays. Nothing of it changes the result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject

from engine.geometry import Size
from sils_gui.state.changeable import Changeable
from sils_gui.state.viewport import Viewport

GAINS = (1, 2, 5, 10, 20)


class Arrangement(Enum):
    """How pictures lie on the canvas."""

    SINGLE = "single"
    WIPE = "wipe"
    SIDE_BY_SIDE = "side"
    DIFFERENCE = "difference"
    GRID = "grid"


class Kind(Enum):
    """What a picture shows."""

    PHOTO = "photo"
    REMIX = "remix"
    LAYER = "layer"
    RESIDUAL = "residual"
    DIFFERENCE = "difference"


@dataclass(frozen=True)
class Shown:
    """One picture; `layer` counts for layers only, `gain` for differences and the residual."""

    kind: Kind
    layer: int = 0
    gain: int = 1


PHOTO, REMIX = Shown(Kind.PHOTO), Shown(Kind.REMIX)


class Looking(Changeable):
    """The state of the canvas."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport.fitted(Size(1, 1), Size(1, 1))
        self.arrangement = Arrangement.SINGLE
        self.picture = REMIX
        self.shows_before = False
        self.shows_clipping = False
        self.wipe = 0.5
        self.gain = 1
        self.layer = 0

    @property
    def looked_at(self) -> Shown | None:
        """The picture that is seen alone or beside the photo; None where the photo or all pictures are."""
        is_other = self.shows_before or self.arrangement in (Arrangement.DIFFERENCE, Arrangement.GRID)
        return None if is_other else self.picture

    def toggle(self, arrangement: Arrangement) -> None:
        """Switch an arrangement on, or back to a single picture."""
        self.set(arrangement=Arrangement.SINGLE if self.arrangement is arrangement else arrangement, shows_before=False)

    def show_picture(self, picture: Shown) -> None:
        """Look at one picture alone; the same again, while it is seen alone, goes back to the remix."""
        is_seen = self.arrangement is Arrangement.SINGLE and self.looked_at == picture
        self.set(picture=REMIX if is_seen else picture, arrangement=Arrangement.SINGLE, shows_before=False)

    def next_gain(self) -> None:
        """The next of the gains for differences, round and round."""
        self.set(gain=GAINS[(GAINS.index(self.gain) + 1) % len(GAINS)])

    def pictures(self, layers: int) -> tuple[Shown, ...]:
        """What lies on the canvas, in order, for a photo with so many layers (0 before it is separated)."""
        if layers == 0 or (self.shows_before and self.arrangement is Arrangement.SINGLE):
            return (PHOTO,)
        if self.arrangement is Arrangement.GRID:
            return (PHOTO, *(Shown(Kind.LAYER, index) for index in range(layers)), REMIX)
        if self.arrangement is Arrangement.DIFFERENCE:
            return (Shown(Kind.DIFFERENCE, gain=self.gain),)
        if self.arrangement is Arrangement.SINGLE:
            return (self.picture,)
        return (PHOTO, self.picture)
