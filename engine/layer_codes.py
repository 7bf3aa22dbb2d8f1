"""The codes of layers in a stack, band by band, so that adding or multiplying them gives the remix's own codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.color import ColorSpace, Pixels, Plane
from engine.geometry import Region
from engine.mix import Mix
from engine.picture import Depth, Separation
from engine.recoloring import is_remainder, remainder
from engine.render import LayerLight, adjusted, alone, render

_BRIGHT_SHARE = 99.9
"""A factor's scale is this percentile: a glint must not darken the whole layer."""
_SAMPLES_APART = 4
NOT_KNOWN: Mapping[int, float] = {}


@dataclass(frozen=True)
class Parts:
    """Which layers a mix shows, their order from the bottom up, and their light in the primaries of `color`."""

    separation: Separation
    mix: Mix
    color: ColorSpace
    order: tuple[int, ...]
    shown: tuple[int, ...]
    _adjusted: LayerLight

    @classmethod
    def of(cls, separation: Separation, mix: Mix, color: ColorSpace) -> Parts:
        """The base layer lies at the bottom, or the first that is shown, where the base is not; at least one is."""
        base = separation.spec.base
        rising = [base, *(i for i in range(len(separation.layers)) if i != base)]
        shown = [i for i in rising if mix.layers[i].effective_strength > 0.0] or [base]
        order = (*shown, *(i for i in rising if i not in shown))
        return cls(separation, mix, color, order, tuple(shown), _LastBand(separation, mix).light)

    def light(self, index: int, band: Region) -> Pixels:
        """A layer as the mix wants it; one that is not shown as it would be at strength 1."""
        own = self.separation.photo.color
        light = self._own_light(index, band)
        if index != self.order[0] or not is_remainder(self.separation.formation, own, self.color):
            return own.converted(light, self.color)
        others = [self._own_light(i, band) for i in self.shown if i != index]
        return remainder(light, others, own, self.color)

    def _own_light(self, index: int, band: Region) -> Pixels:
        if index in self.shown:
            return self._adjusted(index, band)
        return alone(self.separation, self.mix, index, band)

    def target(self, band: Region, mask: Plane | None = None) -> Pixels:
        """What the layers shown shall make, where a mask lets them."""
        light = render(self.separation, self.mix, region=band, mask=mask, layer=self._adjusted)
        return self.separation.photo.color.converted(light, self.color)


class _LastBand:
    """The layers as a mix adjusts them, each made once for a band: of them are both the remix and their codes."""

    def __init__(self, separation: Separation, mix: Mix) -> None:
        self._separation, self._mix = separation, mix
        self._band: Region | None = None
        self._made: dict[int, Pixels] = {}

    def light(self, index: int, band: Region) -> Pixels:
        """What `adjusted` gives, read-only."""
        if band != self._band:
            self._band, self._made = band, {}
        if index not in self._made:
            self._made[index] = adjusted(self._separation, self._mix, index, band)
            self._made[index].flags.writeable = False
        return self._made[index]


@dataclass(frozen=True)
class Sums:
    """Codes whose sum is the code of the whole: each layer's are what it adds to the code of those below it."""

    parts: Parts
    color: ColorSpace
    depth: Depth

    def of(self, index: int, band: Region) -> NDArray:
        """Codes (h, w, 3) of one layer; never negative, since nobody can add less than nothing."""
        if index not in self.parts.shown:
            return self._added(index, band)
        above = self.parts.shown[self.parts.shown.index(index) + 1 :]
        light = self.parts.target(band)
        here = self.color.encode(light, self.depth)
        for upper in reversed(above):
            light = light - self.parts.light(upper, band)
            here = np.minimum(self.color.encode(light, self.depth), here)
        if index == self.parts.order[0]:
            return here
        below = self.color.encode(light - self.parts.light(index, band), self.depth)
        return here - np.minimum(below, here)

    def _added(self, index: int, band: Region) -> NDArray:
        hidden = [i for i in self.parts.order if i not in self.parts.shown]
        light = self.parts.target(band)
        for other in hidden[: hidden.index(index)]:
            light = light + self.parts.light(other, band)
        below = self.color.encode(light, self.depth)
        return np.maximum(self.color.encode(light + self.parts.light(index, band), self.depth), below) - below


class Factors:
    """Codes whose product, white being 1, is the code of the whole.

    A factor brighter than white is divided by a scale, which the bottom layer takes up; where that becomes brighter
    than white itself, the difference goes back. The topmost factor's codes are the nearest to its light with which the
    product rounds to the whole's code: a code of a dark layer leaves room for many of them.
    """

    def __init__(self, parts: Parts, color: ColorSpace, depth: Depth, scales: Mapping[int, float] = NOT_KNOWN) -> None:
        self._parts, self._color, self._depth = parts, color, depth
        self._top = float((1 << depth) - 1)
        self._scales = dict(scales)

    def of(self, index: int, band: Region) -> NDArray:
        """Codes (h, w, 3) of one layer."""
        if index not in self._parts.shown:
            return self._encoded(index, band)
        return self._shown(band)[self._parts.shown.index(index)]

    def _shown(self, band: Region) -> list[NDArray]:
        uppers = [self._encoded(index, band) for index in self._parts.shown[1:]]
        target = self._parts.target(band)
        light = target
        for upper in uppers:
            factor = self._color.decode(upper)
            light = np.divide(light, factor, out=np.full_like(light, np.inf), where=factor > 0)
        bottom = self._color.encode(np.where(target > 0, light, target), self._depth)
        if not uppers:
            return [bottom]
        return [bottom, *self._fitted(bottom, uppers, self._color.encode(target, self._depth))]

    def _fitted(self, bottom: NDArray, uppers: list[NDArray], whole: NDArray) -> list[NDArray]:
        product, fitted = bottom / self._top, []
        for i, upper in enumerate(uppers[:-1]):
            # A code of 0 is raised in its turn, but never above white.
            rest = product * np.prod([np.where(other > 0, other / self._top, 1.0) for other in uppers[i + 1 :]], axis=0)
            least = np.divide(whole / self._top, rest, out=np.zeros_like(rest), where=rest > 0)
            codes = np.maximum(upper, np.ceil(np.minimum(least, 1.0) * self._top)).astype(upper.dtype)
            fitted.append(codes)
            product = product * (codes / self._top)
        last = uppers[-1]
        room = product > 0
        lowest = np.divide(whole - 0.499, product, out=np.zeros_like(product), where=room)
        highest = np.divide(whole + 0.499, product, out=np.full_like(product, self._top), where=room)
        fits = np.clip(last, np.ceil(lowest), np.maximum(np.floor(highest), np.ceil(lowest)))
        return [*fitted, np.clip(fits, 0, self._top).astype(last.dtype)]

    def _encoded(self, index: int, band: Region) -> NDArray:
        light = self._parts.light(index, band)
        scale = self.scale(index)
        return self._color.encode(light if scale == 1.0 else light / np.float32(scale), self._depth)

    def scale(self, index: int) -> float:
        """What brings nearly all of a factor below white; 1 where it is there already. Looked for once."""
        if index not in self._scales:
            self._scales[index] = self._looked_for(index)
        return self._scales[index]

    def _looked_for(self, index: int) -> float:
        samples = [
            self._parts.light(index, band)[::_SAMPLES_APART, ::_SAMPLES_APART].ravel()
            for band in Region.whole(self._parts.separation.photo.size).bands()
        ]
        return max(1.0, float(np.percentile(np.concatenate(samples), _BRIGHT_SHARE)))
