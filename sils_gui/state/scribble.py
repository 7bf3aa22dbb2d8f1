"""What has been painted, as values: marks over a mask that was read; `drawing` makes planes of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from engine.color import Plane

MASK = ""
"""What the mask of the mix is called where hints go by the names of layers."""


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


class Whole(Enum):
    """What happens to the whole plane."""

    FILL = "fill"
    INVERT = "invert"


@dataclass(frozen=True)
class Tones:
    """The places of a photo whose brightness, 0 to 1 as the eye counts it, lies in a range; ends belong to it."""

    low: float = 0.5
    high: float = 1.0


Mark = Stroke | Whole | Tones


@dataclass(frozen=True, eq=False)
class Scribble:
    """Marks in the order in which they were made, over `base`, a mask that came from a file; then all is feathered."""

    marks: tuple[Mark, ...] = ()
    base: Plane | None = None
    feather_px: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever painted."""
        return self.base is None and not self.marks

    @property
    def tones(self) -> Tones | None:
        """The range of brightness that is being chosen: that of the last mark."""
        last = self.marks[-1] if self.marks else None
        return last if isinstance(last, Tones) else None

    def with_mark(self, mark: Mark) -> Scribble:
        """The same and one mark; those that decide about every place make an end of what was there."""
        if mark is Whole.FILL or isinstance(mark, Tones):
            return replace(self, marks=(mark,), base=None)
        return replace(self, marks=(*self.marks, mark))


@dataclass(frozen=True)
class Painted:
    """Scribbles by the layer that they belong to, and under MASK where the mix may act."""

    scribbles: Mapping[str, Scribble] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, target: str) -> Scribble:
        return self.scribbles.get(target, Scribble())

    def with_scribble(self, target: str, scribble: Scribble) -> Painted:
        """The same with another scribble for one target."""
        return Painted(MappingProxyType({**self.scribbles, target: scribble}))

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
