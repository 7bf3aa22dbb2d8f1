"""Pictures as values: a photo as it was read, a layer of it, and a separation, which keeps law 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

import numpy as np

from engine.color import ColorSpace, Pixels, Plane
from engine.errors import Notice
from engine.formation import Formation
from engine.geometry import Region, Size
from engine.spec import SeparatorSpec


class Depth(IntEnum):
    """Bits of one sample in a file: integers, or 32-bit floats."""

    EIGHT = 8
    SIXTEEN = 16
    FLOAT = 32


@dataclass(frozen=True)
class Metadata:
    """What travels beside the pixels, already true of upright pixels: no rotation left to do, no old thumbnail.

    `exif` is a TIFF structure without the "Exif" mark, `xmp` an XMP packet, `xmp_extension` what a JPEG has beside it,
    `photoshop` resource blocks, IPTC among them; all may be empty. `has_thumbnail` tells that there was a thumbnail, so
    that files get one of what they show.
    """

    exif: bytes = b""
    xmp: bytes = b""
    dpi: tuple[float, float] | None = None
    photoshop: bytes = b""
    xmp_extension: bytes = b""
    has_thumbnail: bool = False


@dataclass(frozen=True)
class Photo:
    """A decoded photo, upright.

    `pixels` is linear light in the primaries of `color`; `alpha` is there where the file had transparency; `is_grey`
    where it had one channel. `digest` is the SHA-256 of the file.
    """

    path: Path
    pixels: Pixels
    depth: Depth = Depth.EIGHT
    color: ColorSpace = field(default_factory=lambda: ColorSpace("sRGB"))
    alpha: Plane | None = None
    is_grey: bool = False
    container: str = "PNG"
    metadata: Metadata = Metadata()
    digest: str = ""
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        _share(self.pixels)
        if self.alpha is not None:
            assert self.alpha.shape == self.pixels.shape[:2], "alpha has the size of the photo"
            self.alpha.flags.writeable = False

    @property
    def size(self) -> Size:
        return size_of(self.pixels)


@dataclass(frozen=True)
class Layer:
    """One physical part of a photo: linear light in the photo's primaries."""

    name: str
    title: str
    pixels: Pixels

    def __post_init__(self) -> None:
        _share(self.pixels)


@dataclass(frozen=True)
class Separation:
    """A photo and its layers. Law 1: the layers composed, plus the residual, are the photo.

    The residual is derived, a region at a time, since it is what rounding left: about 1e-7 of the photo.
    """

    photo: Photo
    spec: SeparatorSpec
    separator_digest: str
    layers: tuple[Layer, ...]
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        assert tuple(layer.name for layer in self.layers) == self.spec.layer_names, "one layer for each in the spec"
        assert all(layer.pixels.shape == self.photo.pixels.shape for layer in self.layers), (
            "layers have the photo's size"
        )

    @property
    def formation(self) -> Formation:
        return self.spec.law

    def residual(self, region: Region) -> Pixels:
        """What the layers leave unexplained in a region: photo − compose(layers)."""
        return self.photo.pixels[region.slices] - self.formation.compose(self.parts(region))

    def parts(self, region: Region) -> Sequence[Pixels]:
        """The layers' pixels in a region, in order, without copying."""
        return [layer.pixels[region.slices] for layer in self.layers]

    def largest_residual(self) -> float:
        """The residual's largest absolute value over the whole photo, where the photo is above 1 as a share of it."""
        return max(self._largest_residual(band) for band in Region.whole(self.photo.size).bands())

    def _largest_residual(self, band: Region) -> float:
        photo, apart = self.photo.pixels[band.slices], np.abs(self.residual(band))
        if photo.max() > 1.0 or photo.min() < -1.0:
            apart /= np.maximum(np.abs(photo), 1.0)
        return float(apart.max())


def size_of(pixels: Pixels | Plane) -> Size:
    """The size of an array (H, W, ...)."""
    return Size(pixels.shape[1], pixels.shape[0])


def _share(pixels: Pixels) -> None:
    assert (pixels.dtype, pixels.shape[2:]) == (np.float32, (3,)), "(H, W, 3) float32"
    assert pixels.flags.c_contiguous, "pixels are C-contiguous"
    pixels.flags.writeable = False
