"""Retinex thresholds chosen for each object on all the others, as Grosse et al. 2009 do: no object helps to choose its
own, so the rows are not flattered."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from training import metrics
from training.retinex import retinex
from training.truth import Sample

Thresholds = tuple[float, float | None]

GREY: tuple[Thresholds, ...] = tuple((brightness, None) for brightness in (0.1, 0.2, 0.4, 0.8))
COLOUR: tuple[Thresholds, ...] = tuple((b, c) for b in (0.3, 0.6, 1.0) for c in (0.03, 0.05, 0.08, 0.12))


class LeftOut:
    """The choice of thresholds over the samples of one set."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._samples = {sample.name: sample for sample in samples}
        self._score = cache(self._measured)

    def thresholds(self, sample: Sample, choice: Sequence[Thresholds]) -> Thresholds:
        """Those with the smallest mean LMSE over every sample but this one; ties and a lone sample take the first."""
        others = [name for name in self._samples if name != sample.name]
        return min(choice, key=lambda thresholds: sum(self._score(name, thresholds) for name in others))

    def _measured(self, name: str, thresholds: Thresholds) -> float:
        """An object's LMSE, the mean over its albedo and its shading."""
        sample = self._samples[name]
        brightness, color = thresholds
        albedo, shading = retinex(sample.photo, sample.mask, brightness=brightness, color=color)
        pairs = ((albedo, sample.layers["albedo"]), (shading, sample.layers["shading"]))
        return float(np.mean([metrics.local_error(a.mean(2), b.mean(2), sample.mask) for a, b in pairs]))
