"""What the numbers of a mix mean to a person: where Balance stands, which layer is alone."""

from __future__ import annotations

from engine.formation import ADDITIVE
from engine.mix import Mix
from engine.spec import SeparatorSpec


def first_mix(spec: SeparatorSpec) -> Mix:
    """What is shown after the first separation: of a sum the base layer alone, of a product the photo."""
    mix = Mix.neutral(len(spec.layers))
    others = [index for index in range(len(spec.layers)) if index != spec.base] if spec.law is ADDITIVE else []
    for index in others:
        mix = mix.with_layer(index, strength=0.0)
    return mix


def has_balance(spec: SeparatorSpec) -> bool:
    """Whether one slider can go from one layer to the other."""
    return len(spec.layers) == 2 and spec.law is ADDITIVE


def balance_of(mix: Mix, spec: SeparatorSpec) -> float | None:
    """Where the balance slider stands for these strengths, or None where it could not have led to them."""
    base, other = mix.layers[spec.base].strength, mix.layers[1 - spec.base].strength
    if base == 1.0 and other <= 1.0:
        return round(100 * (1 - other), 6)
    return round(-100 * (1 - base), 6) if other == 1.0 and base <= 1.0 else None


def is_solo(mix: Mix, index: int) -> bool:
    """Whether this layer is on and every other is off."""
    return all(layer.visible == (other == index) for other, layer in enumerate(mix.layers))


def with_mute_turned(mix: Mix, index: int) -> Mix:
    """This layer off, or on again."""
    return mix.with_layer(index, visible=not mix.layers[index].visible)
