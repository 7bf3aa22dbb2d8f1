"""A separation at screen size, so that sliders answer within a frame; lengths of the mix shrink with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.color import Pixels, Plane
from engine.formation import MULTIPLICATIVE
from engine.fullsize import SMALLEST_FACTOR
from engine.geometry import Region, Size
from engine.mix import Mix
from engine.picture import Layer, Photo, Separation, size_of
from engine.progress import SILENT, Progress
from engine.render import alone, render
from engine.shrinking import shrunk_to

_SMALLEST_LEVEL_PX = 64


@dataclass(frozen=True)
class Pyramid:
    """Pictures of one size at 1, 1/2, 1/4 ... of it; the first level is the pictures themselves.

    `alphas` is their transparency at each level: a pixel counts for a smaller one as far as it is seen.
    """

    levels: tuple[tuple[Pixels, ...], ...]
    alphas: tuple[Plane | None, ...]

    @classmethod
    def over(cls, pictures: Sequence[Pixels], progress: Progress = SILENT, *, alpha: Plane | None = None) -> Pyramid:
        """The pyramid of pictures of one size, down to where the long side would fall below 64 pixels."""
        levels, alphas = [tuple(pictures)], [alpha]
        while max(levels[-1][0].shape[:2]) >= 2 * _SMALLEST_LEVEL_PX:
            size, cover = size_of(levels[-1][0]), alphas[-1]
            half = Size(max(1, size.width // 2), max(1, size.height // 2))
            levels.append(tuple(shrunk_to(picture, half, cover) for picture in levels[-1]))
            alphas.append(None if cover is None else shrunk_to(cover, half))
            progress.check()
        return cls(tuple(levels), tuple(alphas))

    @property
    def size(self) -> Size:
        """The size of the pictures."""
        return size_of(self.levels[0][0])

    def cut(self, region: Region, scale: float) -> tuple[Pixels, ...]:
        """A region, in pixels of the pictures, at a scale; at scale 1 and above the very pixels, as views."""
        index, here, target = self._place(region, scale)
        alpha = self.alphas[index]
        cover = None if alpha is None else alpha[here.slices]
        return tuple(shrunk_to(picture[here.slices], target, cover) for picture in self.levels[index])

    def cut_alpha(self, region: Region, scale: float) -> Plane | None:
        """The transparency of what `cut` gives; None where there is none."""
        index, here, target = self._place(region, scale)
        alpha = self.alphas[index]
        return None if alpha is None else shrunk_to(alpha[here.slices], target)

    def _place(self, region: Region, scale: float) -> tuple[int, Region, Size]:
        """The level to cut from, the region in its pixels, and the size that this becomes."""
        if scale >= 1.0:
            return 0, region, region.size
        index = min(len(self.levels) - 1, int(np.floor(-np.log2(scale) + 1e-9)))
        whole, size = self.size, size_of(self.levels[index][0])
        across, down = size.width / whole.width, size.height / whole.height
        left, right = _covered(region.x * across, (region.x + region.width) * across, size.width)
        top, bottom = _covered(region.y * down, (region.y + region.height) * down, size.height)
        target = Size(max(1, round(region.width * scale)), max(1, round(region.height * scale)))
        return index, Region(left, top, right - left, bottom - top), target


@dataclass(frozen=True)
class Preview:
    """A separation at `scale` pixels for each pixel of the photo."""

    separation: Separation
    scale: float

    def render(self, mix: Mix, progress: Progress = SILENT, *, mask: Plane | None = None) -> Pixels:
        """The remix as linear light in the photo's primaries; what `engine.render` gives, but smaller.

        `mask`, of the preview's size, limits the change.
        """
        return render(self.separation, scaled_mix(mix, self.scale), mask=mask, progress=progress)

    def alone(self, mix: Mix, index: int) -> Pixels:
        """One layer as the mix adjusts it; what `engine.render.alone` gives, but smaller."""
        whole = Region.whole(self.separation.photo.size)
        return alone(self.separation, scaled_mix(mix, self.scale), index, whole)


def preview_of(separation: Separation, pictures: Sequence[Pixels], scale: float, alpha: Plane | None = None) -> Preview:
    """A preview from the photo and its layers after `Pyramid.cut` and `cut_alpha`; law 1 holds for products too."""
    photo, *layers = (np.ascontiguousarray(picture) for picture in pictures)
    if separation.formation is MULTIPLICATIVE and scale < 1.0:
        layers[separation.spec.base] = _quotient(photo, layers, separation.spec.base)
    small = Photo(separation.photo.path, photo, separation.photo.depth, separation.photo.color, alpha)
    named = (Layer(spec.name, spec.title, pixels) for spec, pixels in zip(separation.spec.layers, layers, strict=True))
    return Preview(Separation(small, separation.spec, separation.separator_digest, tuple(named)), min(1.0, scale))


def scaled_mix(mix: Mix, scale: float) -> Mix:
    """The mix for a picture at a scale: radii in pixels shrink, everything else stays."""
    layers = tuple(layer.adjusted(softness_px=layer.softness_px * scale) for layer in mix.layers)
    return type(mix)(layers=layers, residual=mix.residual)


def _quotient(photo: Pixels, layers: Sequence[Pixels], base: int) -> Pixels:
    # The mean of a product is not the product of the means: the base takes up the difference.
    rest = photo.copy()
    for index, layer in enumerate(layers):
        if index != base:
            rest /= np.maximum(layer, SMALLEST_FACTOR)
    return rest


def _covered(start: float, end: float, limit: int) -> tuple[int, int]:
    first = min(limit - 1, int(np.floor(start + 1e-6)))
    return first, max(first + 1, min(limit, int(np.ceil(end - 1e-6))))
