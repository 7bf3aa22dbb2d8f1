"""The rows that stand beside a separator: doing nothing, and the classical methods, on linear photos (H, W, 3)."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from training.classical import li_brown_2014, yang_2019
from training.left_out import COLOUR, GREY, LeftOut
from training.opened import Hints, Opened
from training.retinex import retinex
from training.truth import Sample, decoded, encoded

Layers = Mapping[str, np.ndarray]
Method = Callable[[Sample], Layers]


def additive_methods(names: tuple[str, ...], classical: bool) -> dict[str, Method]:
    """Rows of a sum; the classical ones only where they are wanted and there are two layers."""
    rows: dict[str, Method] = {"identity": lambda sample: _base_alone(sample, names, 0.0)}
    if classical and len(names) == 2:
        rows["Yang 2019"] = lambda sample: _of_pair(names, yang_2019(encoded(sample.photo)))
        rows["Li & Brown 2014"] = lambda sample: _of_pair(names, li_brown_2014(encoded(sample.photo)))
    return rows


def intrinsic_methods(samples: Sequence[Sample], classical: bool) -> dict[str, Method]:
    """Rows of a product of albedo and shading; Retinex with thresholds chosen on the other samples."""
    rows: dict[str, Method] = {
        "identity": lambda sample: _base_alone(sample, ("albedo", "shading"), 1.0),
        "S = I": lambda sample: {"albedo": np.ones_like(sample.photo), "shading": _grey(sample.photo)},
    }
    if classical:
        left_out = LeftOut(samples)
        rows["grey Retinex"] = lambda sample: _of_retinex(sample, *left_out.thresholds(sample, GREY))
        rows["colour Retinex"] = lambda sample: _of_retinex(sample, *left_out.thresholds(sample, COLOUR))
    return rows


def separator_methods(name: str, opened: Opened, sample: Sample) -> dict[str, Method]:
    """The row of a checkpoint or separator file, and a second one where the set has scribbles and it takes them."""

    def separated(sample: Sample, hints: Hints) -> Layers:
        layers = opened.separate(encoded(sample.photo).astype(np.float32), hints)
        return dict(zip(opened.layer_names, layers, strict=True))

    rows: dict[str, Method] = {name: lambda sample: separated(sample, {})}
    if opened.takes_hints and sample.hints:
        rows[f"{name}, with scribbles"] = lambda sample: separated(sample, sample.hints)
    return rows


def _base_alone(sample: Sample, names: tuple[str, ...], neutral: float) -> Layers:
    return {name: sample.photo if i == 0 else np.full_like(sample.photo, neutral) for i, name in enumerate(names)}


def _of_pair(names: tuple[str, ...], pair: tuple[np.ndarray, np.ndarray]) -> Layers:
    return {name: decoded(np.clip(layer, 0, 1)) for name, layer in zip(names, pair, strict=True)}


def _of_retinex(sample: Sample, brightness: float, color: float | None) -> Layers:
    albedo, shading = retinex(sample.photo, sample.mask, brightness=brightness, color=color)
    return {"albedo": albedo, "shading": shading.repeat(3, axis=2)}


def _grey(photo: np.ndarray) -> np.ndarray:
    return photo.mean(2, keepdims=True).repeat(3, axis=2)
