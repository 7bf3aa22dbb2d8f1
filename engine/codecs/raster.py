"""A file as it was stored: codes and what the container says about them, before colour and orientation."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.codecs.metadata import Found
from engine.color import ColorSpace
from engine.errors import Notice, PhotoError
from engine.geometry import Region, Size
from engine.picture import Depth

MAX_PIXELS = 512_000_000
"""The largest picture that is read; a larger one is refused from its header, before any pixel is decoded."""

_LEAST_COVER = np.finfo(np.float32).tiny
"""Of less, the reciprocal is infinite."""

BROKEN_PROFILE = b"broken"
"""No profile, in the place of one that is there and cannot be put together, so that it is told of as others are."""


class Model(Enum):
    """What the channels of a picture mean, named as in ICC profiles."""

    GREY = b"GRAY"
    RGB = b"RGB "
    CMYK = b"CMYK"


@dataclass(frozen=True)
class Raster:
    """Codes (H, W, C) uint8, uint16 or float32, alpha (H, W) of the same type, and what was found beside them.

    Codes lie as in the file: the orientation found is still to be applied. CMYK has 0 for no ink. Where `light_in` is
    there, codes are floats of linear light in its primaries, and `stored` is the depth they are worth.
    """

    codes: NDArray
    model: Model
    alpha: NDArray | None = None
    icc: bytes = b""
    found: Found = field(default_factory=Found)
    light_in: ColorSpace | None = None
    stored: Depth | None = None

    @property
    def depth(self) -> Depth:
        return self.stored or Depth(8 * self.codes.itemsize)


def refuse_too_large(path: Path, width: int, height: int) -> None:
    """Raise PhotoError where a header promises more pixels than are ever read."""
    if width * height > MAX_PIXELS:
        limit = MAX_PIXELS // 1_000_000
        raise PhotoError(
            "photo-too-large", f"{path.name} is {width} × {height} pixels; SILS reads up to {limit} megapixels."
        )
    if width < 1 or height < 1:
        raise damaged(path, "its header gives it no pixels")


def widened(codes: NDArray, bits: int) -> NDArray:
    """Codes of so many bits at 8 or 16, white to white."""
    kind = np.uint8 if bits <= 8 else np.uint16
    if bits in (8, 16):
        return codes
    levels = np.arange(1 << bits) * (float(np.iinfo(kind).max) / ((1 << bits) - 1))
    return np.rint(levels).astype(kind)[codes]


def unmultiplied(colors: NDArray, alpha: NDArray) -> NDArray:
    """Codes (H, W, C) without the transparency (H, W) that they were multiplied with; where it is 0, or less than a
    float holds with all its digits, they stay."""
    out = np.empty(colors.shape, colors.dtype)
    top = 1.0 if colors.dtype.kind == "f" else float(np.iinfo(colors.dtype).max)
    for band in Region.whole(Size(colors.shape[1], colors.shape[0])).bands():
        cover = alpha[band.slices].astype(np.float32)[..., None]
        factor = np.float32(top) / np.where(cover >= _LEAST_COVER, cover, np.float32(top))
        plain = colors[band.slices] * factor
        out[band.slices] = plain if colors.dtype.kind == "f" else np.clip(np.rint(plain), 0, top)
    return out


def was_multiplied(path: Path) -> Notice:
    """The notice that goes with it."""
    sentence = f"{path.name} had its colours multiplied with its transparency; that was undone."
    return Notice("alpha-unmultiplied", sentence)


def further_channels(path: Path) -> Notice:
    """The notice for a file of channels that are neither colour nor transparency."""
    return Notice("extra-channels", f"{path.name} has further channels, which were left out.")


def truncated(path: Path, needed_bytes: int | None = None) -> PhotoError:
    """The error for a file that ends too early, with how much there should be where that is known."""
    there = path.stat().st_size
    if needed_bytes is None or needed_bytes <= there:
        return PhotoError("photo-truncated", f"{path.name} ends after {_amount(there)}, too early; copy it again.")
    return PhotoError(
        "photo-truncated", f"{path.name} ends after {_amount(there)} of {_amount(needed_bytes)}; copy it again."
    )


def damaged(path: Path, why: str) -> PhotoError:
    """The error for a file whose content contradicts itself."""
    return PhotoError("photo-damaged", f"{path.name} is damaged ({why}); copy it again.")


def unsupported(path: Path, what: str) -> PhotoError:
    """The error for a photo of a known kind in a form that is not read."""
    return PhotoError("photo-unsupported", f"{path.name} is {what}, which SILS does not read; save it in another form.")


def _amount(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 100_000 else f"{size_bytes:,} B"
