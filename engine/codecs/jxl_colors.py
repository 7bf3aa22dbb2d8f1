"""The colours that a JPEG XL codestream gives by numbers.

Source: ISO/IEC 18181-1:2024, annex E.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.codecs.colored import BROADCAST, DCI_P3, REC_709, REC_2020, Hdr, Primaries
from engine.codecs.jxl_bits import Bits, CodestreamError
from engine.color import D65
from engine.curves import LINEAR, SRGB, Curve, Parametric

_GREY, _XYB = 1, 2
_CUSTOM, _D65 = 2, 1
_WHITES: dict[int, Primaries] = {_D65: D65, 10: (1 / 3, 1 / 3), 11: DCI_P3[6:]}
_PRIMARIES = {1: REC_709[:6], 9: REC_2020[:6], 11: DCI_P3[:6]}
_TRANSFERS: dict[int, Curve | Hdr] = {
    1: BROADCAST,
    8: LINEAR,
    13: SRGB,
    16: Hdr.PQ,
    17: Parametric(2.6),
    18: Hdr.HLG,
}
_XY = ((0, 19), (1 << 19, 19), (1 << 20, 20), (1 << 21, 21))


@dataclass(frozen=True)
class Colors:
    """Primaries and curve; the curve is None where it is not known. They mean nothing where there is a profile."""

    is_grey: bool = False
    has_profile: bool = False
    primaries: Primaries = REC_709
    transfer: Curve | Hdr | None = SRGB


def read_colors(bits: Bits) -> Colors:
    """The colours told from here on; raises CodestreamError."""
    if bits.flag():
        return Colors()
    has_profile, model = bits.flag(), bits.enum()
    is_grey = model == _GREY
    if has_profile:
        return Colors(is_grey, has_profile)
    if model == _XYB:
        raise CodestreamError
    white = _points(bits, _WHITES)
    primaries = REC_709[:6] if is_grey else _points(bits, _PRIMARIES)
    transfer = _exponent(bits) if bits.flag() else _TRANSFERS.get(bits.enum())
    bits.enum()  # how to render
    return Colors(is_grey, has_profile, (*primaries, *white), transfer)


def _points(bits: Bits, known: dict[int, Primaries]) -> Primaries:
    """x and y of the points that a number stands for, or that follow it."""
    number = bits.enum()
    if number == _CUSTOM:
        folded = [bits.one_of(*_XY) for _ in next(iter(known.values()))]
        return tuple((value >> 1 ^ -(value & 1)) / 1e6 for value in folded)
    if number not in known:
        raise CodestreamError
    return known[number]


def _exponent(bits: Bits) -> Curve:
    exponent = bits.bits(24) / 1e7
    if not 0 < exponent <= 1:
        raise CodestreamError
    return Parametric(1 / exponent)
