"""Colours described by numbers (CICP) in place of a profile, as AVIF, HEIC and PNG have them.

Source: ITU-T H.273 (07/2024), tables 2 and 3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from engine.codecs.colored import BROADCAST, BT_470_BG, BT_470_M, DCI_P3, REC_709, REC_2020, SMPTE_170M, Hdr, in_colors
from engine.codecs.raster import Raster
from engine.curves import LINEAR, SRGB, Curve, Parametric
from engine.errors import Notice
from engine.profiles import DISPLAY_P3

_UNSPECIFIED = 2
_PRIMARIES = {
    1: REC_709,
    _UNSPECIFIED: REC_709,
    4: BT_470_M,
    5: BT_470_BG,
    6: SMPTE_170M,
    7: SMPTE_170M,
    9: REC_2020,
    11: DCI_P3,
    12: DISPLAY_P3,
}
_TRANSFERS: dict[int, Curve | Hdr] = {
    1: BROADCAST,
    _UNSPECIFIED: SRGB,
    4: Parametric(2.2),
    5: Parametric(2.8),
    6: BROADCAST,
    8: LINEAR,
    13: SRGB,
    14: BROADCAST,
    15: BROADCAST,
    16: Hdr.PQ,
    18: Hdr.HLG,
}


@dataclass(frozen=True)
class Cicp:
    """The numbers of the primaries and of the transfer curve."""

    primaries: int = _UNSPECIFIED
    transfer: int = _UNSPECIFIED

    @property
    def is_known(self) -> bool:
        return self.primaries in _PRIMARIES and self.transfer in _TRANSFERS


def described(path: Path, raster: Raster, cicp: Cicp) -> Raster:
    """The raster in the colours that the numbers mean, unless a profile says what they are."""
    if raster.icc:
        return raster
    if not cicp.is_known:
        numbers = f"primaries {cicp.primaries}, transfer {cicp.transfer}"
        sentence = f"The colours of {path.name} ({numbers}) are not known to SILS and are taken for sRGB."
        return replace(raster, found=raster.found.with_notices((Notice("cicp-unknown", sentence),)))
    return in_colors(path, raster, primaries=_PRIMARIES[cicp.primaries], transfer=_TRANSFERS[cicp.transfer])
