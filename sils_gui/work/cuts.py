"""Parts of a photo and its layers at a scale; the last are kept, so that a slider that moves costs the remix alone."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.color import Pixels, Plane
from engine.geometry import Region
from engine.picture import Photo, Separation, size_of
from engine.preview import Preview, Pyramid, preview_of
from engine.shrinking import shrunk_to
from sils_gui.state.drawing import mask_plane
from sils_gui.state.scribble import Scribble

_KEPT_CUTS = 4


@dataclass(frozen=True)
class Source:
    """What pictures are made of; `separation` is None before the photo is separated."""

    serial: int
    photo: Photo
    levels: Pyramid
    separation: Separation | None
    mask: Scribble | None = None

    def mask_plane(self) -> Plane | None:
        """Where the mix acts, at the photo's size; None for everywhere."""
        return mask_plane(self.mask, self.photo) if self.mask is not None else None


@dataclass(frozen=True)
class _Mask:
    scribble: weakref.ref[Scribble]  # it may hold a plane of the photo's size
    plane: Plane


class Cuts:
    """The cuts of one source at a time."""

    def __init__(self) -> None:
        self._levels: Callable[[], Pyramid | None] = lambda: None
        self._cuts: OrderedDict[tuple[Region, float], tuple[Pixels, Preview | None]] = OrderedDict()
        self._masks: dict[tuple[Region, float], _Mask] = {}

    def of(self, source: Source, region: Region, scale: float) -> tuple[Pixels, Preview | None]:
        """The photo's pixels, and photo and layers together once there are layers."""
        if self._levels() is not source.levels:
            self._cuts.clear()
            self._masks.clear()
            self._levels = weakref.ref(source.levels)  # a photo that is closed must go
        key = (region, scale)
        if key not in self._cuts:
            self._cuts[key] = _cut(source, region, scale)
            while len(self._cuts) > _KEPT_CUTS:
                gone, _ = self._cuts.popitem(last=False)
                self._masks.pop(gone, None)
        self._cuts.move_to_end(key)
        return self._cuts[key]

    def mask(self, source: Source, region: Region, scale: float) -> Plane | None:
        """Where the mix acts in what `of` gives, shrunk anew only when something was painted; None for everywhere."""
        scribble = source.mask
        if scribble is None:
            return None
        photo, _ = self.of(source, region, scale)
        kept = self._masks.get((region, scale))
        if kept is None or kept.scribble() is not scribble:
            shrunk = shrunk_to(mask_plane(scribble, source.photo)[region.slices], size_of(photo))
            kept = self._masks[region, scale] = _Mask(weakref.ref(scribble), shrunk)
        return kept.plane


def _cut(source: Source, region: Region, scale: float) -> tuple[Pixels, Preview | None]:
    pictures, separation = source.levels.cut(region, scale), source.separation
    photo = np.ascontiguousarray(pictures[0])
    if separation is None:
        return photo, None
    alpha = source.levels.cut_alpha(region, scale)
    return photo, preview_of(separation, pictures, scale, alpha) if scale < 1.0 else _part(separation, region, alpha)


def _part(separation: Separation, region: Region, alpha: Plane | None) -> Preview:
    pictures = (separation.photo.pixels, *(layer.pixels for layer in separation.layers))
    return preview_of(separation, tuple(picture[region.slices] for picture in pictures), 1.0, alpha)
