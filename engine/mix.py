"""The mix: what the user asked for, as plain numbers; presets; balance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field

from engine.documents import Document
from engine.errors import UsageError
from engine.formation import ADDITIVE
from engine.spec import SeparatorSpec

Hundred = Annotated[float, Field(ge=-100, le=100)]


class LayerMix(Document, strict=True):
    """What is done to one layer. The defaults do nothing.

    `strength` 0 is not there, 1 as it was, up to 4; `exposure_ev` in stops; `temperature` (blue to amber), `tint`
    (green to magenta) and `saturation` from −100 to 100; `contrast` is an exponent around middle grey, 0.18;
    `softness_px` is the sigma of a Gaussian in pixels of the full-size photo.
    """

    strength: Annotated[float, Field(ge=0, le=4)] = 1.0
    exposure_ev: Annotated[float, Field(ge=-5, le=5)] = 0.0
    temperature: Hundred = 0.0
    tint: Hundred = 0.0
    saturation: Hundred = 0.0
    contrast: Annotated[float, Field(ge=0, le=2)] = 1.0
    softness_px: Annotated[float, Field(ge=0, le=100)] = 0.0
    visible: bool = True

    @property
    def effective_strength(self) -> float:
        """The strength that is rendered: 0 for a layer that is switched off."""
        return self.strength if self.visible else 0.0

    @property
    def is_neutral(self) -> bool:
        """Whether the layer stays exactly as it was."""
        return self == NEUTRAL_LAYER

    def adjusted(self, **changes: float | bool) -> Self:
        """A copy with some numbers replaced, checked against their ranges."""
        return type(self)(**{**self.model_dump(), **changes})


NEUTRAL_LAYER = LayerMix()


class Mix(Document):
    """One layer mix per layer, in the order of the separation; the unit of undo."""

    version: Literal[1] = 1
    layers: Annotated[tuple[LayerMix, ...], Field(min_length=1, max_length=16)]
    residual: Annotated[float, Field(ge=0, le=2, strict=True)] = 1.0

    @classmethod
    def neutral(cls, count: int) -> Self:
        """The mix that gives the photo back."""
        return cls(layers=(NEUTRAL_LAYER,) * count)

    @property
    def is_neutral(self) -> bool:
        """Whether the mix gives the photo back, code for code."""
        return self.residual == 1.0 and all(layer.is_neutral for layer in self.layers)

    @property
    def at_full_strength(self) -> Self:
        """The same adjustments with every layer switched on, as strong as it was: what layers look like one by one."""
        return type(self)(layers=tuple(layer.adjusted(strength=1.0, visible=True) for layer in self.layers))

    def with_layer(self, index: int, **changes: float | bool) -> Self:
        """A copy in which one layer's numbers are replaced: `mix.with_layer(1, strength=0.3)`."""
        layers = list(self.layers)
        layers[index] = layers[index].adjusted(**changes)
        return type(self)(layers=tuple(layers), residual=self.residual)


def limits(kind: type[Document], field: str) -> tuple[float, float]:
    """The smallest and the largest value of a number of a document."""
    bounds = {type(bound).__name__: bound for bound in kind.model_fields[field].metadata}
    return bounds["Ge"].ge, bounds["Le"].le


class MixChange(Document):
    """Numbers to be set in a mix of whichever layers: nothing by default. `layers` has those of LayerMix by layer."""

    balance: float | None = None
    layers: dict[str, dict[str, float]] = Field(default_factory=dict)
    residual: float | None = None

    def on(self, mix: Mix, spec: SeparatorSpec) -> Mix:
        """The mix with these numbers, the balance first; a layer that is given one is switched on.

        Raises UsageError `unknown-layer`, `balance-needs-two`.
        """
        mix = balanced(mix, spec, self.balance) if self.balance is not None else mix
        for layer, numbers in self.layers.items():
            mix = mix.with_layer(spec.index_of(layer), **numbers, visible=True)
        return mix if self.residual is None else Mix(layers=mix.layers, residual=self.residual)


def balanced(mix: Mix, spec: SeparatorSpec, balance: float) -> Mix:
    """The mix with both strengths set by one slider: −100 other layer only, 0 the photo, +100 base layer only."""
    if len(spec.layers) != 2 or spec.law is not ADDITIVE:
        raise UsageError("balance-needs-two", f"Balance needs two additive layers; {spec.title} has no such pair.")
    base = _shown(mix, spec.base, min(1.0, 1 + balance / 100))
    return _shown(base, 1 - spec.base, min(1.0, 1 - balance / 100))


@dataclass(frozen=True)
class Preset:
    """A named change of a mix that works for every separator that has the layers it names."""

    name: str
    title: str
    layer: str
    change: Callable[[Mix, int], Mix]

    def fits(self, spec: SeparatorSpec) -> bool:
        """Whether the separator has this preset's layer."""
        return self.layer in spec.layer_names

    def apply(self, mix: Mix, spec: SeparatorSpec) -> Mix:
        """The mix after this preset; raises UsageError when it does not fit."""
        if not self.fits(spec):
            raise UsageError("preset-unfit", f"Preset {self.name} needs a layer {self.layer}; {spec.title} has none.")
        return self.change(mix, spec.layer_names.index(self.layer))


def _only(mix: Mix, index: int) -> Mix:
    for other in range(len(mix.layers)):
        mix = _shown(mix, other, 1.0 if other == index else 0.0)
    return mix


def _shown(mix: Mix, index: int, strength: float) -> Mix:
    """The mix with a layer at a strength, switched on: what is asked for is to be seen."""
    return mix.with_layer(index, strength=strength, visible=True)


PRESETS: Sequence[Preset] = (
    Preset("remove-reflection", "Remove reflection", "reflection", lambda m, i: _shown(m, i, 0.0)),
    Preset("halve-reflection", "Halve reflection", "reflection", lambda m, i: _shown(m, i, 0.5)),
    Preset("reflection-only", "Reflection only", "reflection", _only),
    Preset("remove-rain", "Remove rain", "rain", lambda m, i: _shown(m, i, 0.0)),
    Preset("flatten-light", "Flatten light", "shading", lambda m, i: _shown(m, i, 0.0)),
    Preset("soften-shadows", "Soften shadows", "shading", lambda m, i: _shown(m, i, 0.5)),
    Preset("neutral-light", "Neutral light", "shading", lambda m, i: m.with_layer(i, saturation=-100.0, visible=True)),
)


def preset(name: str) -> Preset:
    """The shipped preset of that name; raises UsageError."""
    for candidate in PRESETS:
        if candidate.name == name:
            return candidate
    raise unknown_preset(name)


def unknown_preset(name: str, others: Iterable[str] = ()) -> UsageError:
    """The error of a name that no preset has, neither a shipped one nor the others that there are."""
    names = ", ".join((*(shipped.name for shipped in PRESETS), *others))
    return UsageError("unknown-preset", f"There is no preset {name!r}; there are {names}.")
