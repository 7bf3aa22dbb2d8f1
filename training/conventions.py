"""What other sets of ground truth call a layer, where that is not what a separator calls it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.errors import UsageError
from engine.formation import ADDITIVE
from training.opened import Hints, Opened, Way
from training.truth import decoded, encoded


@dataclass(frozen=True)
class Convention:
    """How a set counts: which layers its base holds besides, and whether its layers add in encoded values."""

    in_base: tuple[str, ...] = ()
    encoded_sums: bool = False


OURS = Convention()


def joined(opened: Opened, names: Sequence[str]) -> Opened:
    """The same separator with the named layers in its base: what a photo is without the rest alone. Raises UsageError
    where it has no such layer beside its base."""
    others = [name for name in opened.layer_names if name != opened.layer_names[opened.base]]
    unknown = sorted(set(names) - set(others))
    if unknown:
        sentence = f"{opened.name} has no {', '.join(unknown)} beside its base; it has {', '.join(others)}."
        raise UsageError("no-such-layer", sentence)
    inside = [opened.base, *(opened.layer_names.index(name) for name in dict.fromkeys(names))]

    def run(photo: np.ndarray, hints: Hints, way: Way) -> np.ndarray:
        layers = opened.separate(photo, hints, way).copy()
        layers[opened.base] = opened.law.compose([layers[index] for index in inside])
        layers[inside[1:]] = opened.law.neutral
        return layers

    return replace(opened, separate=run)


def as_encoded_sums(opened: Opened) -> Opened:
    """The same separator in the way of older benchmarks, and of the classical methods: every layer but the base is what
    it adds to the encoded photo. Raises UsageError where layers do not add."""
    if opened.law is not ADDITIVE:
        sentence = f"The layers of {opened.name} multiply and add in no encoded values; leave --encoded-sums out."
        raise UsageError("not-a-sum", sentence)

    def run(photo: np.ndarray, hints: Hints, way: Way) -> np.ndarray:
        layers = opened.separate(photo, hints, way)
        added = decoded(np.clip(photo - encoded(decoded(photo) - layers), 0, 1))
        added[layers == 0] = 0  # what rounding leaves would be measured as if it were a picture
        added[opened.base] = layers[opened.base]
        return added

    return replace(opened, separate=run)
