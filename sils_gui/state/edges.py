"""A mask feathered along what the photo shows: where its brightness jumps, so does the mask.

He & Sun, "Fast Guided Filter", 2015: in every window the mask is explained as a line of the photo's brightness. The
lines are found on means of cells, which are cheap and lose nothing, since windows are many cells wide.
"""

from __future__ import annotations

import cv2
import numpy as np

from engine.color import ColorSpace, Pixels, Plane
from engine.geometry import Region, Size
from engine.picture import size_of
from engine.shrinking import shrunk_to
from sils_gui.state.covers import enlarged_in, scale_within, tones_of

_NOISE = 1e-3
"""Of brightness, squared: what varies less than 0.03 of white in a window is no edge."""
_WINDOW_CELLS = 8


def feathered_along_edges(plane: Plane, pixels: Pixels, color: ColorSpace, radius_px: float) -> Plane:
    """The plane (H, W), in [0, 1], in windows of this radius; the photo's pixels (H, W, 3) are linear light."""
    size = size_of(plane)
    few = max(1.0, radius_px / _WINDOW_CELLS, 1 / scale_within(size))
    cells = Size(max(1, round(size.width / few)), max(1, round(size.height / few)))
    side = 2 * max(1, round(radius_px / few)) + 1
    tones = np.empty_like(plane)
    for band in Region.whole(size).bands():
        tones[band.slices] = np.minimum(tones_of(pixels[band.slices], color), 1)
    slope, offset = _lines(plane, tones, cells, side)
    for band in Region.whole(size).bands():
        part = tones[band.slices]
        np.multiply(part, enlarged_in(band, slope, size), out=part)
        np.add(part, enlarged_in(band, offset, size), out=part)
        np.clip(part, 0, 1, out=part)
    return tones


def _lines(plane: Plane, tones: Plane, cells: Size, side: int) -> tuple[Plane, Plane]:
    """Slope and offset of the mask over the brightness around every cell."""
    mask, guide = shrunk_to(plane, cells), shrunk_to(tones, cells)

    def mean(values: Plane) -> Plane:
        return np.asarray(cv2.blur(values, (side, side), borderType=cv2.BORDER_REPLICATE), np.float32)

    mean_mask, mean_guide = mean(mask), mean(guide)
    covariance = mean(mask * guide) - mean_mask * mean_guide
    variance = mean(guide * guide) - mean_guide * mean_guide
    slope = covariance / (variance + np.float32(_NOISE))
    return mean(slope), mean(mean_mask - slope * mean_guide)
