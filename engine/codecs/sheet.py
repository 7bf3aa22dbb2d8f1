"""A sheet: a picture ready to be written, which gives its codes band by band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import icc
from engine.color import IDENTITY, UNTAGGED, UNTAGGED_LINEAR, ColorSpace, Pixels, Plane
from engine.geometry import Region, Size
from engine.picture import Depth, Metadata, Photo, size_of
from engine.progress import Progress

_ROUNDING = 1e-5


@dataclass(frozen=True)
class Sheet:
    """Pixels with the space, depth and channels they are written in, and the metadata to go beside them."""

    pixels: Pixels
    alpha: Plane | None
    color: ColorSpace
    depth: Depth
    is_grey: bool
    metadata: Metadata

    @classmethod
    def of(cls, pixels: Pixels, like: Photo, depth: Depth) -> Sheet:
        """The pixels as `like` would be written: its space, its transparency, its metadata; grey if both are."""
        color = written_space(like.color, depth)
        is_grey = like.is_grey and (color.is_grey or not color.icc) and _is_grey(pixels)
        if color.is_grey and not is_grey:
            color = icc.srgb_space()
        return cls(pixels, like.alpha, color, depth, is_grey, like.metadata)

    @property
    def size(self) -> Size:
        return size_of(self.pixels)

    @property
    def channels(self) -> int:
        """Channels of colour and transparency."""
        return (1 if self.is_grey else 3) + (self.alpha is not None)

    def codes(self, band: Region) -> NDArray:
        """Codes (h, w, channels) of a band, transparency last."""
        light = self.pixels[band.slices]
        colors: NDArray = self.color.encode(np.ascontiguousarray(light[..., :1]) if self.is_grey else light, self.depth)
        if self.alpha is None:
            return colors
        cover = self.alpha[band.slices][..., None]
        if self.depth is not Depth.FLOAT:
            top = np.float32(np.iinfo(colors.dtype).max)
            cover = np.rint(np.clip(cover, 0, 1) * top).astype(colors.dtype)
        return np.concatenate([colors, cover], axis=-1)

    def bands(self, rows: int, progress: Progress) -> Iterator[NDArray]:
        """The codes from top to bottom in bands of so many rows; progress is reported before each."""
        width, height = self.size.width, self.size.height
        for y in range(0, height, rows):
            progress.report(y / height)
            yield self.codes(Region(0, y, width, min(rows, height - y)))
        progress.report(1.0)


def written_space(color: ColorSpace, depth: Depth) -> ColorSpace:
    """The space that codes of a picture in `color` are written in."""
    # Without a profile, whole numbers mean sRGB and floats mean linear light, for everybody who reads the file.
    if color.icc or color.to_srgb != IDENTITY:
        return color
    return UNTAGGED_LINEAR if depth is Depth.FLOAT else UNTAGGED


def _is_grey(pixels: Pixels) -> bool:
    return all(_is_grey_band(pixels[band.slices]) for band in Region.whole(size_of(pixels)).bands())


def _is_grey_band(light: Pixels) -> bool:
    """Whether the channels are equal but for rounding, which filters leave in different ones."""
    one = light[..., :1]
    return bool((np.abs(light - one) <= _ROUNDING * np.maximum(np.abs(one), _ROUNDING)).all())
