"""Colours given by primaries and a transfer curve in place of a profile: codes keep their meaning, HDR becomes light.

Source: ITU-R BT.2100-2, tables 4 and 5; BT.2408-7, 2.2, for the level of white.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.codecs.raster import Model, Raster
from engine.color import D65, IDENTITY, SRGB_PRIMARIES, ColorSpace, Pixels, matrix_of_primaries
from engine.curves import LINEAR, SRGB, Curve, Floats, Parametric
from engine.errors import Notice
from engine.geometry import Region
from engine.icc_making import tagged
from engine.picture import Depth, size_of
from engine.profiles import ADOBE_RGB, DISPLAY_P3

Primaries = tuple[float, ...]
"""x and y of R, G, B and white."""
REC_709: Primaries = SRGB_PRIMARIES
REC_2020: Primaries = (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *D65)
DCI_P3: Primaries = (*DISPLAY_P3[:6], 0.314, 0.351)
BT_470_M: Primaries = (0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.310, 0.316)
BT_470_BG: Primaries = (0.64, 0.33, 0.29, 0.60, 0.15, 0.06, *D65)
SMPTE_170M: Primaries = (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65)
_NAMES: dict[Primaries, str] = {
    REC_709: "Rec. 709",
    REC_2020: "Rec. 2020",
    DISPLAY_P3: "Display P3",
    DCI_P3: "DCI-P3",
    BT_470_M: "BT.470 M",
    BT_470_BG: "BT.470 B/G",
    SMPTE_170M: "SMPTE 170M",
    ADOBE_RGB: "Adobe RGB",
}
BROADCAST = Parametric(1 / 0.45, a=1 / 1.099297, b=0.099297 / 1.099297, c=1 / 4.5, d=4.5 * 0.018054)
"""The curve of BT.709 and BT.2020."""
_WHITE_CD_M2, _PQ_TOP_CD_M2, _HLG_TOP_CD_M2 = 203.0, 10_000.0, 1_000.0
_HLG_SYSTEM_GAMMA = 1.2


class Hdr(Enum):
    """A transfer curve that tells of light far above white, by the name users know."""

    PQ = "PQ"
    HLG = "HLG"


def in_colors(path: Path, raster: Raster, *, primaries: Primaries, transfer: Curve | Hdr) -> Raster:
    """The raster in colours given by their primaries and their curve.

    PQ and HLG become light, 203 cd/m² being white; what is brighter stays above it. Others become a profile, unless
    they are what codes without one mean.
    """
    matrix = matrix_of_primaries(primaries)
    curve = SRGB if isinstance(transfer, Hdr) else transfer
    if matrix == IDENTITY and transfer == (LINEAR if raster.codes.dtype.kind == "f" else SRGB):
        return raster
    space = tagged(ColorSpace(_NAMES.get(primaries, "Primaries of the photo"), matrix, (curve, curve, curve)))
    colored = _spread(raster)
    if not isinstance(transfer, Hdr):
        return replace(colored, icc=space.icc)
    lit = replace(
        colored, codes=_light(colored.codes, space, transfer), light_in=space, stored=max(Depth.SIXTEEN, raster.depth)
    )
    sentence = (
        f"{path.name} is HDR ({transfer.value}): white is 203 cd/m²; what is brighter is "
        "kept, but 8 and 16 bits end at white; 32 bits keep it."
    )
    return replace(lit, found=raster.found.with_notices((Notice("hdr", sentence),)))


def _spread(raster: Raster) -> Raster:
    """One channel as three, since profiles made here are for colour."""
    if raster.model is not Model.GREY:
        return raster
    return replace(raster, codes=np.repeat(raster.codes, 3, axis=2), model=Model.RGB)


def _light(codes: NDArray, space: ColorSpace, transfer: Hdr) -> Pixels:
    decode = _pq if transfer is Hdr.PQ else _hlg
    table = None if codes.dtype.kind == "f" else decode(np.linspace(0.0, 1.0, 1 << 8 * codes.itemsize))
    light = np.empty(codes.shape, np.float32)
    for band in Region.whole(size_of(codes)).bands():
        part = codes[band.slices]
        decoded = decode(np.clip(part, 0.0, 1.0, dtype=np.float64)) if table is None else table[part]
        light[band.slices] = decoded
        if transfer is Hdr.HLG:
            light[band.slices] = _displayed(light[band.slices], space)
    return light


def _pq(encoded: Floats) -> Floats:
    """Light of BT.2100's PQ, table 4, relative to white."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 4096 * 128, 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    power = encoded ** (1 / m2)
    return (np.maximum(power - c1, 0.0) / (c2 - c3 * power)) ** (1 / m1) * (_PQ_TOP_CD_M2 / _WHITE_CD_M2)


def _hlg(encoded: Floats) -> Floats:
    """Light before the camera of BT.2100's HLG, table 5, 1 being its peak."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(encoded <= 0.5, encoded**2 / 3, (np.exp((encoded - c) / a) + b) / 12)


def _displayed(scene: Pixels, space: ColorSpace) -> Pixels:
    """That light as a screen of 1,000 cd/m² shows it, relative to white."""
    luminance = np.maximum(space.luminance(scene), np.float32(0.0))[..., None]
    shown = scene * luminance ** np.float32(_HLG_SYSTEM_GAMMA - 1)
    return np.asarray(shown * np.float32(_HLG_TOP_CD_M2 / _WHITE_CD_M2), np.float32)
