"""DNG files of a known scene, written by tifffile: a Bayer mosaic of a camera whose primaries are sRGB's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import tifffile
from numpy.typing import NDArray

WHITE_BALANCE = (0.5, 1.0, 0.7)
"""What the camera sees of a neutral grey in red, green and blue."""
_LEVEL = 4095
_CFA, _LINEAR, _LOSSLESS_JPEG = 32803, 34892, 7
_TILE = (32, 32)
_BYTE, _TEXT, _SHORT, _LONG, _RATIONAL, _SIGNED_RATIONAL = 1, 2, 3, 4, 5, 10
XYZ_TO_SRGB = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570)


def save_dng(
    path: Path,
    scene: NDArray,
    *,
    orientation: int = 1,
    preview: NDArray | None = None,
    colors: Sequence[float] | None = XYZ_TO_SRGB,
    is_packed: bool = False,
) -> Path:
    """A DNG of linear sRGB light (H, W, 3), even sides; the sensor ends where its code ends.

    A preview of sRGB codes lies there as the sensor does, not upright. `colors` is the matrix from XYZ to the camera;
    a packed sensor lies in tiles of lossless JPEG.
    """
    mosaic = np.empty(scene.shape[:2])
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        mosaic[row::2, column::2] = scene[row::2, column::2, channel] * WHITE_BALANCE[channel]
    codes = np.clip(np.rint(mosaic * _LEVEL), 0, _LEVEL).astype(np.uint16)
    camera = [
        (50706, _BYTE, 4, bytes((1, 4, 0, 0)), True),
        (50708, _TEXT, 0, "SILS Test", True),
        (50728, _RATIONAL, 3, _rationals(WHITE_BALANCE), True),
        (50778, _SHORT, 1, 21, True),
        (271, _TEXT, 0, "SILS", True),
        (272, _TEXT, 0, "Test", True),
        (274, _SHORT, 1, orientation, True),
    ]
    if colors is not None:
        camera.append((50721, _SIGNED_RATIONAL, 9, _rationals(colors), True))
    sensor = [
        (33421, _SHORT, 2, (2, 2), True),
        (33422, _BYTE, 4, bytes((0, 1, 1, 2)), True),
        (50717, _LONG, 1, _LEVEL, True),
    ]
    with tifffile.TiffWriter(path) as file:
        if preview is not None:
            file.write(preview, photometric="rgb", subfiletype=1, metadata=None, extratags=camera, subifds=1)
        first = sensor if preview is not None else sensor + camera
        about = {"photometric": _CFA, "metadata": None, "extratags": first, "subfiletype": 0}
        if is_packed:
            tiles = iter(_tiles(codes))
            file.write(tiles, shape=codes.shape, dtype=codes.dtype, tile=_TILE, compression=_LOSSLESS_JPEG, **about)
        else:
            file.write(codes, **about)
    return path


def save_float_dng(path: Path, scene: NDArray, *, has_white_level: bool, **options: Any) -> Path:
    """A DNG of linear sRGB light (H, W, 3) in floats, as programs make of several exposures."""
    about = [
        (50706, _BYTE, 4, bytes((1, 4, 0, 0)), True),
        (50708, _TEXT, 0, "SILS Test", True),
        (50721, _SIGNED_RATIONAL, 9, _rationals(XYZ_TO_SRGB), True),
        (50728, _RATIONAL, 3, _rationals((1, 1, 1)), True),
        (50778, _SHORT, 1, 21, True),
        (271, _TEXT, 0, "SILS", True),
        (272, _TEXT, 0, "Test", True),
    ]
    if has_white_level:
        about.append((50717, _LONG, 3, (1, 1, 1), True))
    how = {"photometric": _LINEAR, "planarconfig": "contig", "metadata": None, "subfiletype": 0}
    tifffile.imwrite(path, scene, extratags=about, **how, **options)
    return path


def _tiles(codes: NDArray[np.uint16]) -> list[bytes]:
    rows, columns = (range(0, side, step) for side, step in zip(codes.shape, _TILE, strict=True))
    parts = (codes[y : y + _TILE[0], x : x + _TILE[1]] for y in rows for x in columns)
    return [bytes(imagecodecs.ljpeg_encode(np.ascontiguousarray(part), bitspersample=16)) for part in parts]


def _rationals(values: Sequence[float]) -> list[int]:
    return [part for value in values for part in (round(value * 10000), 10000)]
