"""A separation and a mix give pixels; a mix that changes nothing touches nothing.

The render is in difference form, so that what was not asked for cannot change: additive out = I + Σ (adjusted − L),
multiplicative out = I · Π (adjusted / L), over the changed layers only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.color import SRGB_LUMINANCE, ColorSpace, Pixels, Plane, transform
from engine.formation import ADDITIVE
from engine.geometry import Region
from engine.mix import LayerMix, Mix
from engine.picture import Separation
from engine.progress import SILENT, Progress
from engine.softening import softened_as_seen

_MIDDLE_GREY = 0.18
_DARKEST = 1e-6
_SAFE_DIVISOR = 1e-12
_BRIGHTEST = 1e30
_STOPS_AT_FULL_TEMPERATURE = 0.5
LayerLight = Callable[[int, Region], Pixels]
"""The light of a layer, by its index, in a region."""


def render(
    separation: Separation,
    mix: Mix,
    *,
    region: Region | None = None,
    mask: Plane | None = None,
    progress: Progress = SILENT,
    layer: LayerLight | None = None,
) -> Pixels:
    """The remixed region (whole photo if none) as linear light in the photo's primaries.

    `mask`, of the photo's size, limits the change: where it is 0 the photo's pixels come back exactly, where it is 1
    the change is full. The result does not depend on the region. A neutral mix gives the photo's own read-only pixels.
    `layer` gives what `adjusted` would, for who has it already.
    """
    assert len(mix.layers) == len(separation.layers), "one layer mix for each layer"
    region = region or Region.whole(separation.photo.size)
    if mix.is_neutral:
        return separation.photo.pixels[region.slices]
    layer = layer or partial(adjusted, separation, mix)
    out = np.empty((region.height, region.width, 3), np.float32)
    for band in bands(region, mix):
        out[band.inside(region).slices] = _band(separation, mix, band, mask, layer)
        progress.report((band.y + band.height - region.y) / region.height)
    return out


def bands(region: Region, mix: Mix) -> Iterator[Region]:
    """Rows of a region from the top down, so many at once that softness does not look at much more than them."""
    return region.bands(at_least_rows=max(math.ceil(3 * layer.softness_px) for layer in mix.layers))


def alone(separation: Separation, mix: Mix, index: int, region: Region) -> Pixels:
    """One layer as the mix adjusts it, but as strong as it was: what is seen of it alone, and written of it."""
    return _finite(adjusted(separation, mix.at_full_strength, index, region))


def adjusted(separation: Separation, mix: Mix, index: int, region: Region) -> Pixels:
    """One layer as the mix wants it, in a region; the layer's own pixels where nothing is wanted of it."""
    layer = mix.layers[index]
    if layer.is_neutral:
        return separation.layers[index].pixels[region.slices]
    if separation.formation is not ADDITIVE:
        return _factor(separation, index, layer, region)
    light = _shaped(separation, index, layer, region)
    return _colored(light, layer, separation.photo.color, layer.effective_strength)


def _band(separation: Separation, mix: Mix, band: Region, mask: Plane | None, layer: LayerLight) -> Pixels:
    photo = separation.photo.pixels[band.slices]
    if separation.formation is ADDITIVE:
        out = _sum(separation, mix, band, photo.copy(), layer)
    else:
        out = _product(separation, mix, band, photo.copy(), layer)
    if mix.residual != 1.0:
        out += np.float32(mix.residual - 1.0) * separation.residual(band)
    out = _finite(out)
    if mask is not None:
        return _where(mask[band.slices][..., None], out, photo)
    return out


def _finite(light: Pixels) -> Pixels:
    """The light with numbers in it only: extreme mixes of what is far beyond white give others."""
    if np.isfinite(light).all():
        return light
    return np.nan_to_num(light, nan=0.0, posinf=_BRIGHTEST, neginf=-_BRIGHTEST)


def _where(mask: Plane, changed: Pixels, photo: Pixels) -> Pixels:
    """The change as far as the mask (H, W, 1) lets it through; both ends are exact, and so is what did not change."""
    out = np.asarray(photo + mask * (changed - photo), np.float32)
    np.copyto(out, changed, where=mask == 1)  # their difference and the photo add up to it but for rounding
    return out


def _sum(separation: Separation, mix: Mix, band: Region, out: Pixels, light: LayerLight) -> Pixels:
    for index, layer in enumerate(mix.layers):
        if layer.effective_strength == 0.0:
            out -= separation.layers[index].pixels[band.slices]
        elif not layer.is_neutral:
            out += light(index, band)
            out -= separation.layers[index].pixels[band.slices]
    return out


@np.errstate(over="ignore", invalid="ignore")
def _product(separation: Separation, mix: Mix, band: Region, out: Pixels, light: LayerLight) -> Pixels:
    parts = separation.parts(band)
    factors = [light(index, band) for index in range(len(parts))]
    lost = np.zeros(out.shape, bool)
    for part, factor, layer in zip(parts, factors, mix.layers, strict=True):
        if not layer.is_neutral:
            safe = np.abs(part) > _SAFE_DIVISOR
            lost |= ~safe
            out *= np.divide(factor, part, out=np.ones_like(part), where=safe)
    if lost.any():  # black: what the photo was made of cannot be found by dividing
        out[lost] = separation.formation.compose(factors)[lost]
    return out


def _factor(separation: Separation, index: int, layer: LayerMix, band: Region) -> Pixels:
    light = _colored(_shaped(separation, index, layer, band), layer, separation.photo.color, 1.0)
    strength = layer.effective_strength
    if strength == 1.0:
        return light
    return separation.formation.weigh(np.maximum(light, 0.0), strength)


def _shaped(separation: Separation, index: int, layer: LayerMix, band: Region) -> Pixels:
    """The layer softened, then with its contrast around middle grey."""
    pixels = separation.layers[index].pixels
    light = pixels[band.slices]
    if layer.softness_px > 0:
        light = softened_as_seen(pixels, separation.photo.alpha, layer.softness_px, band)
    if layer.contrast == 1.0:
        return light
    luminance = np.maximum(separation.photo.color.luminance(np.ascontiguousarray(light)), _DARKEST)
    return np.asarray(light * ((luminance / _MIDDLE_GREY) ** (layer.contrast - 1.0))[..., None], np.float32)


def _colored(light: Pixels, layer: LayerMix, color: ColorSpace, strength: float) -> Pixels:
    """Exposure, temperature, tint, saturation and strength: one 3×3 matrix, meant in sRGB primaries."""
    to_srgb = np.array(color.to_srgb)
    matrix = np.linalg.inv(to_srgb) @ _saturation(layer) @ np.diag(_gains(layer)) @ to_srgb
    matrix *= strength * 2.0**layer.exposure_ev
    if np.allclose(matrix, np.diag([matrix[0, 0]] * 3), rtol=0, atol=1e-12):
        return light * np.float32(matrix[0, 0])
    return transform(np.ascontiguousarray(light), matrix)


def _gains(layer: LayerMix) -> NDArray[np.float64]:
    """Warmer raises red against blue, tint magenta against green; the luminance of white stays."""
    warm, magenta = layer.temperature / 100, layer.tint / 100
    stops = _STOPS_AT_FULL_TEMPERATURE * np.array([warm + magenta, -magenta, magenta - warm])
    gains = 2.0**stops
    return gains / (SRGB_LUMINANCE @ gains)


def _saturation(layer: LayerMix) -> NDArray[np.float64]:
    amount = 1 + layer.saturation / 100
    return amount * np.eye(3) + (1 - amount) * np.ones((3, 1)) @ SRGB_LUMINANCE[None]
