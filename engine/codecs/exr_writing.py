"""Writing OpenEXR: named layers and what they make together, as 32-bit floats of linear light."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import OpenEXR
from numpy.typing import NDArray

from engine.color import SRGB_TO_XYZ_D50, ColorSpace, Pixels, Plane
from engine.geometry import Region, Size
from engine.picture import Metadata
from engine.progress import Progress

_BRADFORD_D50_TO_D65 = np.array(
    [[0.9555766, -0.0230393, 0.0631636], [-0.0282895, 1.0099416, 0.0210077], [0.0122982, -0.0204830, 1.3299098]]
)
_D65 = (0.3127, 0.3290)


@dataclass(frozen=True)
class LightStack:
    """Layers by name and the merged picture (name ""), as light of a region in the primaries of `color`."""

    size: Size
    pictures: Mapping[str, Callable[[Region], Pixels]]
    color: ColorSpace
    alpha: Plane | None
    metadata: Metadata


def write_exr(path: Path, stack: LightStack, progress: Progress) -> None:
    """Write the layers as channels LAYER.R, LAYER.G, LAYER.B beside R, G, B; raises OSError, Cancelled.

    The library packs and writes in one go; a cancel meanwhile is heard at its end.
    """
    channels: dict[str, NDArray] = {}
    for i, (name, light) in enumerate(stack.pictures.items()):
        stage = progress.part(0.5 * i / len(stack.pictures), 0.5 * (i + 1) / len(stack.pictures))
        channels[f"{name}.RGB" if name else "RGB"] = _whole(light, stack.size, stage)
    if stack.alpha is not None:
        channels["A"] = stack.alpha
    progress.report(0.5)
    try:
        OpenEXR.File(_header(stack), channels).write(str(path))
    except RuntimeError as error:  # the library's word for whatever the system says
        raise _as_the_system_says(error) from error
    progress.report(1.0)


def _as_the_system_says(error: RuntimeError) -> OSError:
    """The library has the system's sentence in its own, and not its number."""
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
        if os.strerror(number) in str(error):
            return OSError(number, os.strerror(number))
    return OSError(str(error))


def _whole(light: Callable[[Region], Pixels], size: Size, progress: Progress) -> Pixels:
    """A picture from its bands, so that it can be cancelled."""
    out = np.empty((size.height, size.width, 3), np.float32)
    for band in Region.whole(size).bands():
        progress.report(band.y / size.height)
        out[band.slices] = light(band)
    return out


def _header(stack: LightStack) -> dict[str, object]:
    header: dict[str, object] = {
        "compression": OpenEXR.ZIP_COMPRESSION,
        "type": OpenEXR.scanlineimage,
        "chromaticities": _chromaticities(stack.color),
    }
    if stack.metadata.xmp:
        header["xmp"] = stack.metadata.xmp.decode("utf-8", "replace")
    if stack.metadata.dpi:
        header["xDensity"] = stack.metadata.dpi[0]
    return header


def _chromaticities(color: ColorSpace) -> tuple[float, ...]:
    """The primaries as xy under D65, which EXR readers take for granted."""
    columns = _BRADFORD_D50_TO_D65 @ SRGB_TO_XYZ_D50 @ np.array(color.to_srgb)
    points = columns[:2] / columns.sum(axis=0)
    return (*(float(value) for value in points.T.ravel()), *_D65)
