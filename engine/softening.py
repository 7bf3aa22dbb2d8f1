"""Pictures blurred by a Gaussian of any width, a region at a time, a wide one at about the cost of a narrow one."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.color import Pixels, Plane
from engine.geometry import Region
from engine.picture import size_of
from engine.shrinking import resized

_LEAST_SIGMA_CELLS = 8.0
"""So wide a Gaussian is in cells, if not in pixels: they change an edge by 1/1000 at most, and move a dot by σ/16."""
_REACH_SIGMAS = 3.0


def softened_as_seen(pixels: Pixels, alpha: Plane | None, sigma_px: float, region: Region) -> Pixels:
    """A region of pixels (H, W, 3), blurred; each counts as far as the transparency (H, W) lets it be seen.

    So nothing of the colours that lie hidden where a photo is transparent comes into what is seen. Where nothing is
    seen as far as the blur reaches, they stay as they are; without transparency this is `softened`.
    """
    if alpha is None:
        return softened(pixels, sigma_px, region)
    blurred = softened(pixels, sigma_px, region, alpha)
    light, cover = blurred[..., :3], blurred[..., 3:]
    return np.divide(light, cover, out=pixels[region.slices].copy(), where=cover > 0)


def softened(
    picture: NDArray[np.float32], sigma_px: float, region: Region, alpha: Plane | None = None
) -> NDArray[np.float32]:
    """A region (h, w, ...) of a picture (H, W, ...), blurred; beyond its edges the picture goes on as it ends there.

    A wide Gaussian blurs the means of square cells, between which the result is linear. Where they lie does not depend
    on the region, and their sides are powers of two, so that places between them are exact in any region. With `alpha`
    (H, W) it is the picture multiplied with it that is blurred, and alpha itself, as one more channel.
    """
    side_px = 1 << int(math.log2(max(1.0, sigma_px / _LEAST_SIGMA_CELLS)))
    halo = math.ceil(_REACH_SIGMAS * sigma_px / side_px)
    taps = 2 * halo + 1
    cells = _cells(region, side_px)
    blurred = cv2.GaussianBlur(_means(picture, alpha, cells, side_px, halo), (taps, taps), sigma_px / side_px)
    soft = blurred[halo : halo + cells.height, halo : halo + cells.width]
    covered = _scaled(cells, side_px)
    large = resized(np.asarray(soft, np.float32), covered.size, cv2.INTER_LINEAR)
    return large[region.inside(covered).slices]


def _cells(region: Region, side_px: int) -> Region:
    """The cells between whose middles all pixels of a region lie; some may lie beyond the picture."""
    half = side_px // 2
    left, top = (region.x - half) // side_px, (region.y - half) // side_px
    right, bottom = (region.x + region.width - 1 + half) // side_px, (region.y + region.height - 1 + half) // side_px
    return Region(left, top, right - left + 1, bottom - top + 1)


def _means(
    picture: NDArray[np.float32], alpha: Plane | None, cells: Region, side_px: int, halo: int
) -> NDArray[np.float32]:
    """The means of cells and of a halo around them, with what lies beyond the picture like its nearest pixel."""
    wide = Region(cells.x - halo, cells.y - halo, cells.width + 2 * halo, cells.height + 2 * halo)
    wanted, size = _scaled(wide, side_px), size_of(picture)
    right, below = wanted.x + wanted.width, wanted.y + wanted.height
    visible = slice(max(0, wanted.y), below), slice(max(0, wanted.x), right)
    there = picture[visible]
    if alpha is not None:
        cover = alpha[visible][..., None]
        there = np.concatenate([there * cover, cover], axis=2)
    beyond = (max(0, -wanted.y), max(0, below - size.height), max(0, -wanted.x), max(0, right - size.width))
    pixels = cv2.copyMakeBorder(there, *beyond, cv2.BORDER_REPLICATE)
    return resized(np.asarray(pixels, np.float32), wide.size, cv2.INTER_AREA)


def _scaled(cells: Region, side_px: int) -> Region:
    """The pixels of cells."""
    return Region(side_px * cells.x, side_px * cells.y, side_px * cells.width, side_px * cells.height)
