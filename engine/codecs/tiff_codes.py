"""TIFF samples as plain codes: palettes, odd bit depths, white as zero, floats of any size, extra channels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tifffile import EXTRASAMPLE, PHOTOMETRIC, TiffPage

from engine.codecs.raster import further_channels, unmultiplied, unsupported, was_multiplied, widened
from engine.errors import Notice

_ALPHA = (EXTRASAMPLE.ASSOCALPHA, EXTRASAMPLE.UNASSALPHA)


def normal_codes(
    path: Path, page: TiffPage, samples: NDArray, color_channels: int
) -> tuple[NDArray, NDArray | None, tuple[Notice, ...]]:
    """Colour (H, W, C) and alpha (H, W) as uint8, uint16 or float32 with white at the top, and what was given up."""
    colors, notices = _colors(path, page, samples[..., :color_channels])
    extra = samples[..., color_channels:]
    kind = page.extrasamples[0] if page.extrasamples else EXTRASAMPLE.UNSPECIFIED
    if extra.shape[2] > 1:
        notices += (further_channels(path),)
    if extra.shape[2] == 0 or (extra.shape[2] > 1 and kind not in _ALPHA):
        return colors, None, notices
    alpha = _scaled(path, page, extra[..., 0])[0]
    if kind == EXTRASAMPLE.UNSPECIFIED:
        notices += (Notice("alpha-assumed", f"The last channel of {path.name} is taken for transparency."),)
    if kind == EXTRASAMPLE.ASSOCALPHA:
        colors = unmultiplied(colors, alpha)
        notices += (was_multiplied(path),)
    return colors, alpha, notices


def _colors(path: Path, page: TiffPage, samples: NDArray) -> tuple[NDArray, tuple[Notice, ...]]:
    if page.photometric == PHOTOMETRIC.PALETTE:
        return _palette(page)[samples[..., 0].astype(np.intp)], ()
    colors, notices = _scaled(path, page, samples)
    if page.photometric == PHOTOMETRIC.MINISWHITE:
        colors = (1 if colors.dtype.kind == "f" else np.iinfo(colors.dtype).max) - colors
    return colors, notices


def _scaled(path: Path, page: TiffPage, samples: NDArray) -> tuple[NDArray, tuple[Notice, ...]]:
    bits = page.bitspersample
    if samples.dtype.kind == "f":
        with np.errstate(over="ignore"):  # what is infinite then is told of as such
            return samples.astype(np.float32, copy=False), ()
    if bits in (8, 16):
        return samples.astype(samples.dtype.newbyteorder("="), copy=False), ()
    if bits < 16:
        return widened(samples.astype(np.uint16), bits), ()
    if bits <= 32:
        notice = Notice("reduced-to-16-bit", f"{path.name} has {bits}-bit integers; 16 bits of them are used.")
        return (samples >> (bits - 16)).astype(np.uint16), (notice,)
    raise unsupported(path, f"a TIFF of {bits}-bit integers")


def _palette(page: TiffPage) -> NDArray:
    # 16-bit entries by the standard; most files hold 8-bit colours there, times 257 or times 256.
    colormap = np.asarray(page.colormap, np.uint16).T
    eight = colormap >> 8
    is_eight_bit = np.array_equal(colormap, eight * 257) or np.array_equal(colormap, eight << 8)
    return eight.astype(np.uint8) if is_eight_bit else colormap
