"""The colours of a PNG without a profile, by its chunks gAMA and cHRM (PNG, third edition, 11.3.2.1 and 11.3.2.2)."""

from __future__ import annotations

import struct

import numpy as np

from engine.codecs.colored import REC_709, Primaries
from engine.curves import SRGB, Curve, Parametric

_UNIT = 100_000
_SRGB_EXPONENT, _ROUNDING = 0.45455, 0.0005
_LEAST_EXPONENT, _LARGEST_EXPONENT = 0.1, 10.0
_FLATTEST = 1e-3


def colors_in(gama: bytes, chrm: bytes) -> tuple[Primaries, Curve]:
    """Primaries and curve; what is not told, or makes no sense, is sRGB's.

    sRGB's primaries with the exponent that comes nearest to its curve are sRGB, as most programs write it.
    """
    primaries = _primaries(chrm) or REC_709
    exponent = struct.unpack(">I", gama)[0] / _UNIT if len(gama) == 4 else 0.0
    is_srgb = primaries == REC_709 and abs(exponent - _SRGB_EXPONENT) < _ROUNDING
    if is_srgb or not _LEAST_EXPONENT <= exponent <= _LARGEST_EXPONENT:
        return primaries, SRGB
    return primaries, Parametric(1 / exponent)


def _primaries(chrm: bytes) -> Primaries | None:
    if len(chrm) != 32:
        return None
    xy = tuple(value / _UNIT for value in struct.unpack(">8I", chrm))
    points = np.array(xy).reshape(4, 2)
    red, green, blue = (np.array([x, y, 1 - x - y]) for x, y in points[1:])
    columns, white = np.stack([red, green, blue], axis=1), points[0]
    if points[:, 1].min() < _FLATTEST or abs(np.linalg.det(columns)) < _FLATTEST:
        return None
    amounts = np.linalg.solve(columns, np.array([*white, 1 - white.sum()]))
    return (*xy[2:], *xy[:2]) if amounts.min() > 0 else None
