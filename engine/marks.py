"""What was painted on a photo, as numbers: a job keeps them beside the pictures that they make.

The engine reads the pictures alone. Points and lengths are in pixels of the upright photo from its upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Strict,
    Tag,
    WithJsonSchema,
)

from engine.documents import Document, FileName

_FARTHEST_PX, _WIDEST_PX, _LEAST_PX = 1e8, 1e4, 1e-3
_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
_NUMBER = r"-?\d+(\.\d+)?(e[+-]?\d+)?"
_POINT = f"{_NUMBER},{_NUMBER}(,{_NUMBER})?"

Coordinate = Annotated[float, Strict(), Field(ge=-_FARTHEST_PX, le=_FARTHEST_PX)]
Part = Annotated[float, Strict(), Field(ge=0, le=1)]
Point = tuple[Coordinate, Coordinate]
"""Across and down."""
BrushPoint = Point | tuple[Coordinate, Coordinate, Part]
"""The same, and how wide a pen has made the brush there, as a part of all its width."""


def _points(text: object) -> object:
    """Points from the text that they are in files."""
    return tuple(tuple(map(float, pair.split(","))) for pair in text.split()) if isinstance(text, str) else text


def _text(points: Iterable[BrushPoint]) -> str:
    """Points as SVG writes them: with each number on a line of its own they would be many times as long."""
    return " ".join(",".join(map(_number, point)) for point in points)


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


Points = Annotated[
    tuple[BrushPoint, ...],
    Field(min_length=1),
    BeforeValidator(_points),
    PlainSerializer(_text, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": f"^{_POINT}( {_POINT})*$"}),
]


class Combine(Enum):
    """What a mark does with what is there: adds to it, takes away from it, or keeps of it what both have."""

    ADD = "add"
    SUBTRACT = "subtract"
    INTERSECT = "intersect"


@dataclass(frozen=True)
class Stroke:
    """One stroke of a round brush."""

    __pydantic_config__ = _STRICT

    points: Points
    radius_px: Annotated[float, Strict(), Field(gt=0, le=_WIDEST_PX)]
    combine: Combine = Combine.ADD

    @property
    def is_void(self) -> bool:
        return not self.points


@dataclass(frozen=True)
class Linear:
    """All before `start`, nothing beyond `end`, and along the way between them less and less."""

    __pydantic_config__ = _STRICT

    start: Point
    end: Point
    combine: Combine = Combine.ADD

    @property
    def is_void(self) -> bool:
        return math.dist(self.start, self.end) < _LEAST_PX


@dataclass(frozen=True)
class Radial:
    """An ellipse, fading over this part of its radii to nothing at its edge; `radii` are those across and down before
    all is turned clockwise."""

    __pydantic_config__ = _STRICT

    center: Point
    radii: Point
    fade: Part = 0.5
    combine: Combine = Combine.ADD
    turn_deg: Annotated[float, Strict(), Field(ge=-360, le=360)] = 0.0

    @property
    def is_void(self) -> bool:
        return min(self.radii) < _LEAST_PX


class Whole(Enum):
    """What happens to the whole plane."""

    FILL = "fill"
    INVERT = "invert"


@dataclass(frozen=True)
class Tones:
    """The places of a photo whose brightness, 0 to 1 as the eye counts it, lies in a range; ends belong to it."""

    __pydantic_config__ = _STRICT

    low: Part = 0.5
    high: Part = 1.0
    combine: Combine = Combine.ADD


@dataclass(frozen=True)
class KeptStrength:
    """The places where a layer's strength lies in a range: a grey `picture` says how strong it was, at any size."""

    __pydantic_config__ = _STRICT

    layer: str
    picture: Annotated[FileName, Field(min_length=1)]
    low: Part
    high: Part
    combine: Combine = Combine.ADD


def _drawable(mark: Stroke | Linear | Radial | KeptStrength | Tones | Whole) -> object:
    if isinstance(mark, Linear | Radial) and mark.is_void:
        raise ValueError("a gradient has a length, and an ellipse has two radii")
    return mark


_OWN = {
    Stroke: {"points", "radius_px"},
    Linear: {"start", "end"},
    Radial: {"center", "radii"},
    KeptStrength: {"layer", "picture"},
}


def _kind(found: object) -> str:
    """Which mark something is, or is meant to be by the fields that no other has: what is wrong is told of that one."""
    if isinstance(found, dict):
        return next((kind.__name__ for kind, own in _OWN.items() if own & found.keys()), Tones.__name__)
    return type(found).__name__ if isinstance(found, (*_OWN, Tones)) else Whole.__name__


Mark = Annotated[
    Annotated[Stroke, Tag("Stroke")]
    | Annotated[Linear, Tag("Linear")]
    | Annotated[Radial, Tag("Radial")]
    | Annotated[KeptStrength, Tag("KeptStrength")]
    | Annotated[Tones, Tag("Tones")]
    | Annotated[Whole, Tag("Whole")],
    Discriminator(_kind),
    AfterValidator(_drawable),
]


class Marks(Document):
    """What a hint or mask was made of: marks in their order, over the picture `base` if there is one; then all was
    feathered, along the edges of what the photo shows where it `follows_edges`.

    `sha256` is of the pictures: of the one that the marks made, which alone counts where it is another by now, and of
    those that they name.
    """

    sha256: str
    marks: tuple[Mark, ...]
    base: FileName = ""
    feather_px: Annotated[float, Strict(), Field(ge=0, le=_WIDEST_PX)] = 0.0
    follows_edges: bool = False
