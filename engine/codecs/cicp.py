"""Colours described by numbers (CICP) in place of a profile, as AVIF, HEIC and PNG have them.

Source: ITU-T H.273 (07/2024), tables 2 and 3; ITU-R BT.2100-2, tables 4 and 5; BT.2408-7, 2.2, for the level of white.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.codecs.raster import Model, Raster
from engine.color import D65, SRGB_PRIMARIES, ColorSpace, Pixels, matrix_of_primaries
from engine.curves import LINEAR, SRGB, Curve, Floats, Parametric
from engine.errors import Notice
from engine.geometry import Region
from engine.icc_making import with_curve
from engine.picture import Depth, size_of

_UNSPECIFIED, _PQ, _HLG = 2, 16, 18
_C, _DCI = (0.310, 0.316), (0.314, 0.351)
_PRIMARIES = {
    1: ("Rec. 709", SRGB_PRIMARIES),
    _UNSPECIFIED: ("Rec. 709", SRGB_PRIMARIES),
    4: ("BT.470 M", (0.67, 0.33, 0.21, 0.71, 0.14, 0.08, *_C)),
    5: ("BT.470 B/G", (0.64, 0.33, 0.29, 0.60, 0.15, 0.06, *D65)),
    6: ("SMPTE 170M", (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65)),
    7: ("SMPTE 240M", (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65)),
    9: ("Rec. 2020", (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *D65)),
    11: ("DCI-P3", (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *_DCI)),
    12: ("Display P3", (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *D65)),
}
_BROADCAST = Parametric(1 / 0.45, a=1 / 1.099297, b=0.099297 / 1.099297, c=1 / 4.5, d=4.5 * 0.018054)
_CURVES: dict[int, Curve] = {
    1: _BROADCAST,
    _UNSPECIFIED: SRGB,
    4: Parametric(2.2),
    5: Parametric(2.8),
    6: _BROADCAST,
    8: LINEAR,
    13: SRGB,
    14: _BROADCAST,
    15: _BROADCAST,
}
_WHITE_CD_M2, _PQ_TOP_CD_M2, _HLG_TOP_CD_M2 = 203.0, 10_000.0, 1_000.0
_HLG_SYSTEM_GAMMA = 1.2


@dataclass(frozen=True)
class Cicp:
    """The numbers of the primaries and of the transfer curve."""

    primaries: int = _UNSPECIFIED
    transfer: int = _UNSPECIFIED

    @property
    def is_known(self) -> bool:
        return self.primaries in _PRIMARIES and (self.is_hdr or self.transfer in _CURVES)

    @property
    def is_hdr(self) -> bool:
        return self.transfer in (_PQ, _HLG)

    @property
    def is_srgb(self) -> bool:
        return self.primaries in (1, _UNSPECIFIED) and _CURVES.get(self.transfer) == SRGB


def described(path: Path, raster: Raster, cicp: Cicp) -> Raster:
    """The raster in the colours that the numbers mean, unless a profile says what they are.

    PQ and HLG become light, 203 cd/m² being white; what is brighter stays above it.
    """
    if raster.icc or cicp.is_srgb:
        return raster
    if not cicp.is_known:
        numbers = f"primaries {cicp.primaries}, transfer {cicp.transfer}"
        sentence = f"The colours of {path.name} ({numbers}) are not known to SILS and are taken for sRGB."
        return _told(raster, Notice("cicp-unknown", sentence))
    colored = _spread(raster)
    name, primaries = _PRIMARIES[cicp.primaries]
    curve = SRGB if cicp.is_hdr else _CURVES[cicp.transfer]
    space = with_curve(ColorSpace(name, matrix_of_primaries(primaries)), curve, name)
    if not cicp.is_hdr:
        return replace(colored, icc=space.icc)
    light = _light(colored.codes, space, cicp)
    lit = replace(colored, codes=light, light_in=space, stored=Depth.SIXTEEN)
    sentence = (
        f"{path.name} is HDR ({'PQ' if cicp.transfer == _PQ else 'HLG'}): white is 203 cd/m²; what is brighter is "
        "kept, but 8 and 16 bits end at white; 32 bits keep it."
    )
    return _told(lit, Notice("hdr", sentence))


def _told(raster: Raster, notice: Notice) -> Raster:
    return replace(raster, found=raster.found.with_notices((notice,)))


def _spread(raster: Raster) -> Raster:
    """One channel as three, since profiles made here are for colour."""
    if raster.model is not Model.GREY:
        return raster
    return replace(raster, codes=np.repeat(raster.codes, 3, axis=2), model=Model.RGB)


def _light(codes: NDArray, space: ColorSpace, cicp: Cicp) -> Pixels:
    every = np.linspace(0.0, 1.0, 1 << 8 * codes.itemsize)
    table = (_pq(every) if cicp.transfer == _PQ else _hlg(every)).astype(np.float32)
    light = np.empty(codes.shape, np.float32)
    for band in Region.whole(size_of(codes)).bands():
        part = table[codes[band.slices]]
        light[band.slices] = part if cicp.transfer == _PQ else _displayed(part, space)
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
