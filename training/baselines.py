"""The rows that stand beside a separator: doing nothing, and the classical methods, on linear photos (H, W, 3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import UsageError
from engine.formation import ADDITIVE, MULTIPLICATIVE, Formation
from engine.separator import Quality
from training.classical import li_brown_2014, yang_2019
from training.left_out import COLOUR, GREY, LeftOut
from training.opened import Hints, Opened, Way
from training.retinex import retinex
from training.truth import Sample, decoded, encoded

INTRINSIC = ("albedo", "shading")

Layers = Mapping[str, np.ndarray]
Method = Callable[[Sample], Layers]


@dataclass(frozen=True)
class Parts:
    """What photos are taken to be made of: layers by their names, the law, and which layer is the base."""

    names: tuple[str, ...]
    law: Formation
    base: int


def parts_of(separators: Sequence[Opened], sample: Sample) -> Parts:
    """Those of the first separator; raises UsageError where another one has another law or base, since doing nothing
    would not be the same to both. Without one the folder alone is known: albedo and shading are factors, all else is a
    sum, and the first of its layers by name, or the one that there is, is the base."""
    if separators:
        first = separators[0]
        for other in separators[1:]:
            _refuse_unlike(first, other)
        return Parts(first.layer_names, first.law, first.base)
    known = tuple(sample.layers)
    law = MULTIPLICATIVE if set(INTRINSIC) <= set(known) else ADDITIVE
    return Parts(known if len(known) > 1 else (*known, "rest"), law, 0)


def _refuse_unlike(first: Opened, other: Opened) -> None:
    mine, theirs = ((one.law.name, one.layer_names[one.base]) for one in (first, other))
    if mine != theirs:
        shown = (f"{one.name} ({law}, base {base})" for one, (law, base) in ((first, mine), (other, theirs)))
        sentence = (
            f"{' and '.join(shown)} have no identity in common: evaluate each by itself, with an --out of its own."
        )
        raise UsageError("unlike-separators", sentence)


def baselines(parts: Parts, samples: Sequence[Sample], *, classical: bool) -> dict[str, Method]:
    """The rows that need no separator: the identity, and the methods for what the photos are made of; the classical
    ones only where they are wanted."""
    rows: dict[str, Method] = {"identity": lambda sample: _base_alone(sample, parts)}
    if parts.law is ADDITIVE:
        return rows | (_of_two_parts(parts) if classical and len(parts.names) == 2 else {})
    return rows | (_intrinsic(samples, classical) if set(INTRINSIC) <= set(samples[0].layers) else {})


def separator_methods(name: str, opened: Opened, quality: Quality, sample: Sample) -> dict[str, Method]:
    """The row of a checkpoint or separator file; where the set has scribbles and it takes them, one with them, and
    one with them as the engine has them read by a network that does not know scribbles as people draw them."""

    def row(hinted: Callable[[Sample], Hints], way: Way) -> Method:
        def separated(sample: Sample) -> Layers:
            layers = opened.separate(encoded(sample.photo).astype(np.float32), hinted(sample), way)
            return dict(zip(opened.layer_names, layers, strict=True))

        return separated

    rows = {name: row(lambda sample: {}, Way(quality))}
    if opened.takes_hints and sample.hints:
        rows[f"{name}, with scribbles"] = row(lambda sample: sample.hints, Way(quality, at_their_word=True))
        if not opened.whole_strokes:
            rows[f"{name}, with scribbles read with care"] = row(lambda sample: sample.hints, Way(quality))
    return rows


def _of_two_parts(parts: Parts) -> dict[str, Method]:
    """Methods for a background and the light that was added to it."""
    return {
        "Yang 2019": lambda sample: _of_pair(parts, yang_2019(encoded(sample.photo))),
        "Li & Brown 2014": lambda sample: _of_pair(parts, li_brown_2014(encoded(sample.photo))),
    }


def _intrinsic(samples: Sequence[Sample], classical: bool) -> dict[str, Method]:
    """Methods for albedo and shading; Retinex with thresholds chosen on the other samples."""
    rows: dict[str, Method] = {
        "S = I": lambda sample: {"albedo": np.ones_like(sample.photo), "shading": _grey(sample.photo)}
    }
    if classical:
        left_out = LeftOut(samples)
        rows["grey Retinex"] = lambda sample: _of_retinex(sample, *left_out.thresholds(sample, GREY))
        rows["colour Retinex"] = lambda sample: _of_retinex(sample, *left_out.thresholds(sample, COLOUR))
    return rows


def _base_alone(sample: Sample, parts: Parts) -> Layers:
    """The photo as its base layer, and nothing in the others, be it the set alone that knows them."""
    nothing = np.full_like(sample.photo, parts.law.neutral)
    return dict.fromkeys((*parts.names, *sample.layers), nothing) | {parts.names[parts.base]: sample.photo}


def _of_pair(parts: Parts, pair: tuple[np.ndarray, np.ndarray]) -> Layers:
    """Linear layers from an encoded background, which is the base, and what was added to it."""
    background, added = (decoded(np.clip(layer, 0, 1)) for layer in pair)
    return {name: background if index == parts.base else added for index, name in enumerate(parts.names)}


def _of_retinex(sample: Sample, brightness: float, color: float | None) -> Layers:
    albedo, shading = retinex(sample.photo, sample.mask, brightness=brightness, color=color)
    return {"albedo": albedo, "shading": shading.repeat(3, axis=2)}


def _grey(photo: np.ndarray) -> np.ndarray:
    return photo.mean(2, keepdims=True).repeat(3, axis=2)
