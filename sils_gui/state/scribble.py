"""What has been painted, as values: marks over a mask that was read; `drawing` makes planes of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from engine.color import Plane
from engine.marks import Combine, Linear, Radial, Stroke, Tones, Whole

MASK = ""
"""What the mask of the mix is called where hints go by the names of layers."""


@dataclass(frozen=True, eq=False)
class Strength:
    """The places where a layer's strength lies in a range: `codes` (h, w) say how strong it was when this was made, at
    a size of their own, in steps of 1/255."""

    layer: str
    codes: NDArray[np.uint8]
    low: float = 0.1
    high: float = 1.0
    combine: Combine = Combine.ADD


Shape = Linear | Radial
Drawn = Stroke | Shape
"""What is drawn by a drag."""
Range = Tones | Strength
Lasting = Shape | Range
"""What can be changed as long as it is there."""
Mark = Drawn | Range | Whole


@dataclass(frozen=True, eq=False)
class Scribble:
    """Marks in the order in which they were made, over `base`, a mask that came from a file; then all is feathered,
    along the edges of what the photo shows where it `follows_edges`."""

    marks: tuple[Mark, ...] = ()
    base: Plane | None = None
    feather_px: float = 0.0
    follows_edges: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever painted."""
        return self.base is None and not self.marks

    @property
    def lasting(self) -> Mapping[int, Lasting]:
        """The marks that can be changed, by their places among all."""
        return {place: mark for place, mark in enumerate(self.marks) if isinstance(mark, Lasting)}

    def with_mark(self, mark: Mark) -> Scribble:
        """The same and one mark; filling makes an end of what was there."""
        if mark is Whole.FILL:
            return replace(self, marks=(mark,), base=None)
        return replace(self, marks=(*self.marks, mark))

    def with_mark_at(self, place: int, mark: Mark) -> Scribble:
        """The same with another mark in the place of one."""
        return replace(self, marks=(*self.marks[:place], mark, *self.marks[place + 1 :]))

    def without_mark(self, place: int) -> Scribble:
        """The same but one mark."""
        return replace(self, marks=(*self.marks[:place], *self.marks[place + 1 :]))


@dataclass(frozen=True)
class Painted:
    """Scribbles by the layer that they belong to, and under MASK where the mix may act."""

    scribbles: Mapping[str, Scribble] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, target: str) -> Scribble:
        """What is painted for a layer, by its name, or as `MASK`; empty where there is nothing."""
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
