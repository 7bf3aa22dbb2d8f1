"""From codes to light: which colour space a picture is in, and its pixels, upright and linear."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine import icc
from engine.codecs.orientation import turned_upright
from engine.codecs.raster import Model, Raster
from engine.color import UNTAGGED, UNTAGGED_ADOBE, UNTAGGED_LINEAR, ColorSpace, Pixels, Plane, decode_srgb
from engine.errors import Notice, PhotoError
from engine.geometry import Region
from engine.picture import Depth, size_of

_LARGEST = 1e30
"""What is beyond, as codes for "no value" are, would be infinite after a division or two."""


def light_of(path: Path, raster: Raster) -> tuple[Pixels, ColorSpace, tuple[Notice, ...]]:
    """Upright linear light (H, W, 3), the space it is in, and what the user should know; raises PhotoError."""
    codes = turned_upright(raster.codes, raster.found.orientation)
    refuse_not_finite(path, codes)
    pixels, color, notices = _light_in(path, raster, codes)
    if codes.dtype.kind == "f" and pixels is not codes:
        refuse_not_finite(path, pixels)  # a transfer curve can make far more of a code
    return pixels, color, notices


def alpha_of(path: Path, raster: Raster) -> Plane | None:
    """Upright transparency (H, W) in [0, 1], or None."""
    if raster.alpha is None:
        return None
    alpha = turned_upright(raster.alpha, raster.found.orientation)
    refuse_not_finite(path, alpha)
    return unit(alpha)


def refuse_not_finite(path: Path, codes: NDArray) -> None:
    """Raise PhotoError where codes are no numbers, or such as only just are."""
    if codes.dtype.kind != "f":
        return
    bad = 0
    for band in Region.whole(size_of(codes)).bands():
        finite = np.abs(codes[band.slices]) <= _LARGEST
        bad += int(np.count_nonzero(~finite.all(axis=tuple(range(2, finite.ndim)))))
    if bad:
        raise PhotoError(
            "not-finite", f"{path.name} has {bad:,} pixels that are NaN, infinite or nearly so; export it again."
        )


def unit(codes: NDArray) -> Plane:
    """Codes of any shape as float32, the largest integer being 1; floats are limited to [0, 1]."""
    if codes.dtype.kind == "f":
        return np.clip(codes, 0, 1, dtype=np.float32)
    return np.ascontiguousarray(codes / np.float32(np.iinfo(codes.dtype).max), np.float32)


def converted(path: Path, why: str) -> Notice:
    """The notice for a photo whose own colours are not kept."""
    return Notice("converted-to-srgb", f"{path.name} was converted to sRGB, since {why}.")


def _light_in(path: Path, raster: Raster, codes: NDArray) -> tuple[Pixels, ColorSpace, tuple[Notice, ...]]:
    if raster.light_in is not None:
        return _spread(codes), raster.light_in, ()
    if not raster.icc:
        return _without_profile(path, raster, codes)
    try:
        return _with_profile(path, raster, codes)
    except icc.BadProfile as error:
        pixels, color, notices = _without_profile(path, raster, codes)
        sentence = f"The colour profile of {path.name} is not used: {error}."
        return pixels, color, (Notice("bad-profile", sentence), *notices)


def _without_profile(path: Path, raster: Raster, codes: NDArray) -> tuple[Pixels, ColorSpace, tuple[Notice, ...]]:
    if raster.model is Model.CMYK:
        return _in_bands(codes, _plain_cmyk), icc.srgb_space(), (converted(path, "it is CMYK without a profile"),)
    color = UNTAGGED_LINEAR if raster.depth is Depth.FLOAT else UNTAGGED
    if raster.found.is_adobe_rgb and raster.model is Model.RGB:
        color = UNTAGGED_ADOBE
    return _in_bands(codes, color.decode), color, ()


def _with_profile(path: Path, raster: Raster, codes: NDArray) -> tuple[Pixels, ColorSpace, tuple[Notice, ...]]:
    profile = raster.icc
    if icc.model_of(profile) != raster.model.value:
        raise icc.BadProfile("it is made for another kind of picture")
    if icc.is_matrix_profile(profile):
        color = icc.read_profile(profile)
        return _in_bands(codes, color.decode), color, ()
    pixels = _in_bands(codes, lambda band: icc.through_lcms(band, profile))
    return pixels, icc.srgb_space(), (converted(path, "its profile works one way only"),)


def _spread(light: NDArray) -> Pixels:
    """Light in three channels; the very same where it has them, since a copy is one more picture in memory."""
    if light.shape[2] == 3:
        return np.ascontiguousarray(light, np.float32)
    return _in_bands(light, lambda band: np.asarray(band, np.float32))


def _in_bands(codes: NDArray, decode: Callable[[NDArray], Pixels]) -> Pixels:
    # One channel of light spreads over the three.
    size = size_of(codes)
    pixels = np.empty((size.height, size.width, 3), np.float32)
    for band in Region.whole(size).bands():
        with np.errstate(over="ignore"):  # what becomes infinite is refused
            pixels[band.slices] = decode(np.ascontiguousarray(codes[band.slices]))
    return pixels


def _plain_cmyk(codes: NDArray) -> Pixels:
    paper = 1 - unit(codes)
    return decode_srgb(paper[..., :3] * paper[..., 3:])
