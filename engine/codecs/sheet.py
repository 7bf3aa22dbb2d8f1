"""A sheet: a picture ready to be written, which gives its codes band by band."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import icc
from engine.color import IDENTITY, UNTAGGED, UNTAGGED_LINEAR, ColorSpace, Pixels, Plane
from engine.geometry import BAND_PIXELS, Region, Size
from engine.icc_making import tagged
from engine.picture import Depth, Metadata, Photo
from engine.profiles import Profile
from engine.progress import Progress

Light = Callable[[Region], Pixels]
"""The light of a picture in a region (h, w, 3)."""
_ROUNDING = 1e-5


@dataclass(frozen=True)
class Sheet:
    """A picture's codes, the space, depth and channels they are written in, and the metadata to go beside them.

    `encoded` gives the colour codes (h, w, 1 or 3) of a band.
    """

    size: Size
    encoded: Callable[[Region], NDArray]
    alpha: Plane | None
    color: ColorSpace
    depth: Depth
    is_grey: bool
    metadata: Metadata

    @classmethod
    def of(cls, light: Light, like: Photo, depth: Depth, profile: Profile = Profile.SOURCE) -> Sheet:
        """The light as `like` would be written: its size, its space, its transparency, its metadata; grey if both are.

        Another profile is one of colour: the light is in that space, and grey light has three channels.
        """
        color = written_space(profile.space_for(like.color), depth)
        is_grey = like.is_grey and (color.is_grey or not color.icc) and _is_grey(light, like.size)
        if color.is_grey and not is_grey:
            color = icc.srgb_space()

        def encoded(band: Region) -> NDArray:
            pixels = light(band)
            return color.encode(np.ascontiguousarray(pixels[..., :1]) if is_grey else pixels, depth)

        return cls(like.size, encoded, like.alpha, color, depth, is_grey, like.metadata)

    @property
    def channels(self) -> int:
        """Channels of colour and transparency."""
        return (1 if self.is_grey else 3) + (self.alpha is not None)

    def codes(self, band: Region) -> NDArray:
        """Codes (h, w, channels) of a band, transparency last."""
        colors = self.encoded(band)
        if self.alpha is None:
            return colors
        cover = self.alpha[band.slices]
        return np.concatenate([colors, plane_codes(cover, self.depth)[..., None]], axis=-1)

    def bands(self, rows: int, progress: Progress) -> Iterator[NDArray]:
        """The codes from top to bottom in bands of so many rows; progress is reported before each."""
        width, height = self.size.width, self.size.height
        for y in range(0, height, rows):
            progress.report(y / height)
            yield self.codes(Region(0, y, width, min(rows, height - y)))
        progress.report(1.0)

    def whole(self, progress: Progress) -> NDArray:
        """All codes (H, W, channels) at once."""
        rows = max(1, BAND_PIXELS // self.size.width)
        codes = np.empty((self.size.height, self.size.width, self.channels), code_type(self.depth))
        for i, band in enumerate(self.bands(rows, progress)):
            codes[i * rows : i * rows + len(band)] = band
        return codes


def code_type(depth: Depth) -> type[np.generic]:
    """The type of codes of a depth."""
    return {Depth.EIGHT: np.uint8, Depth.SIXTEEN: np.uint16, Depth.FLOAT: np.float32}[depth]


def plane_codes(plane: Plane, depth: Depth) -> NDArray:
    """A mask or transparency as codes, the largest being 1; floats as they are."""
    if depth is Depth.FLOAT:
        return plane
    return np.rint(np.clip(plane, 0, 1) * np.float32((1 << depth) - 1)).astype(code_type(depth))


def over_white(codes: NDArray) -> NDArray:
    """The colours of codes (h, w, channels), transparency last, mixed with white as far as they are transparent."""
    colors, cover = codes[..., :-1], codes[..., -1:]
    if codes.dtype.kind == "f":
        return colors * cover + (1 - cover)
    top = np.uint32(np.iinfo(codes.dtype).max)
    mixed = (colors.astype(np.uint32) * cover + top * (top - cover) + top // 2) // top
    return mixed.astype(codes.dtype)


def written_space(color: ColorSpace, depth: Depth) -> ColorSpace:
    """The space that codes of a picture in `color` are written in."""
    # Without a profile, whole numbers mean sRGB and floats mean linear light, for everybody who reads the file.
    if color.icc:
        return color
    if color.to_srgb != IDENTITY:  # only EXIF said so, which the file may have to do without
        return tagged(color)
    return UNTAGGED_LINEAR if depth is Depth.FLOAT else UNTAGGED


def _is_grey(light: Light, size: Size) -> bool:
    return all(_is_grey_band(light(band)) for band in Region.whole(size).bands())


def _is_grey_band(pixels: Pixels) -> bool:
    """Whether the channels are equal but for rounding, which filters leave in different ones."""
    one = pixels[..., :1]
    return bool((np.abs(pixels - one) <= _ROUNDING * np.maximum(np.abs(one), _ROUNDING)).all())
