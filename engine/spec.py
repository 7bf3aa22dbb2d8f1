"""The separator's contract, version 1: what an ONNX file says of itself in `metadata_props["sils.spec"]`.

| in           | photo  | float32 (1, 3, H, W)    | sRGB-encoded, [0, 1]; H and W multiples of `multiple`      |
| in, optional | hints  | float32 (1, N, H, W)    | 1 where the user says "this belongs to layer i", else 0;   |
|              |        |                         | less than 1 where that is not to be taken at its word; -1, |
|              |        |                         | if it corrects, where the user says "too little was found" |
| in, optional | found  | float32 (1, N, 3, H, W) | if it corrects: layers as they are found without hints, of |
|              |        |                         | any photo whose hints are -1 somewhere; else not looked at |
| out          | layers | float32 (1, N, 3, H, W) | linear light, sRGB primaries; obeys the formation to 1e-4  |
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from engine.documents import Document, parse
from engine.errors import UsageError
from engine.formation import FORMATIONS, Formation

CONTRACT = 1
METADATA_KEY = "sils.spec"
PHOTO, HINTS, FOUND, LAYERS = "photo", "hints", "found", "layers"
WORKING_PX = (16, 8192)
"""The least and the most that the long side of what a network sees may be."""
ONLY = ".only"
"""Ends the name of a hint that is taken at its word; any other hint has its layer's name."""
PARTS = frozenset(("job", "layers", "layered", "mask", "remix", "residual"))
"""What files, commands and journals call what is made of a photo and is no layer of its separator."""
FORMATION_TOLERANCE = 1e-4

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64)]
Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f\ufffe\uffff]+$", max_length=200)]
"""Text for people, which files and terminals can show: no control characters, nothing that XML forbids."""


class LayerSpec(Document):
    """A layer's name in files and commands, and its title for people."""

    name: Name
    title: Line


class SeparatorSpec(Document):
    """What a separator does, how to call it, who made it and from what.

    `coarse_px` is the long side of coarse views, if it has any, whose layers count as much as those at `working_px`.
    `whole_strokes` says that the network knows hints as people draw them; any other is asked with care (`strokes.py`).
    `corrects` says that it changes what was `found` where hints say that too little of a layer was.
    """

    contract: Literal[1] = CONTRACT
    name: Name
    title: Line
    task: Name
    version: Line
    formation: Literal["additive", "multiplicative"]
    layers: Annotated[tuple[LayerSpec, ...], Field(min_length=2, max_length=16)]
    base: Annotated[int, Field(ge=0)]
    multiple: Annotated[int, Field(ge=1, le=256)]
    working_px: Annotated[int, Field(ge=WORKING_PX[0], le=WORKING_PX[1])] = 1024
    coarse_px: Annotated[int, Field(ge=WORKING_PX[0], le=WORKING_PX[1])] | None = None
    receptive_px: Annotated[int, Field(ge=1)]
    hints: bool
    whole_strokes: bool = False
    corrects: bool = False
    licence: str
    training_data: str
    metrics: dict[str, Any] = Field(default_factory=dict)
    made_by: str

    @model_validator(mode="after")
    def _layers_are_consistent(self) -> Self:
        names = self.layer_names
        if len(set(names)) != len(names):
            raise ValueError(f"two layers have the same name ({', '.join(names)})")
        if taken := PARTS.intersection(names):
            raise ValueError(f"{', '.join(sorted(taken))} is what else is made of a photo, no name for a layer")
        if self.base >= len(names):
            raise ValueError(f"base is {self.base}, but there are only {len(names)} layers")
        if self.corrects and not self.hints:
            raise ValueError("it corrects what hints say is wrong, but takes no hints")
        if self.coarse_px is not None and self.coarse_px >= self.working_px:
            raise ValueError(f"coarse_px is {self.coarse_px}, which is not below working_px, {self.working_px}")
        return self

    @property
    def law(self) -> Formation:
        """The formation itself."""
        return FORMATIONS[self.formation]

    @property
    def layer_names(self) -> tuple[str, ...]:
        """Names in the order of the network's output."""
        return tuple(layer.name for layer in self.layers)

    def index_of(self, layer: str) -> int:
        """The place of a layer, given by its name; raises UsageError `unknown-layer`."""
        if layer not in self.layer_names:
            known = ", ".join(self.layer_names)
            raise UsageError("unknown-layer", f"There is no layer {layer!r}; {self.title} has {known}.")
        return self.layer_names.index(layer)

    @property
    def hintable(self) -> tuple[str, ...]:
        """The names of the hints that the separator takes, if it takes any: of each layer, then of each that is taken
        at its word."""
        return (*self.layer_names, *(name + ONLY for name in self.layer_names)) if self.hints else ()


def hinted_layer(hint: str) -> str:
    """The layer that a hint is for, by the hint's name."""
    return hint.removesuffix(ONLY)


def parse_spec(text: str | bytes, *, source: str) -> SeparatorSpec:
    """The spec in a separator's metadata; raises DocumentError `separator-spec` naming `source`."""
    return parse(SeparatorSpec, text, what=f"{source} does not describe itself correctly", code="separator-spec")
