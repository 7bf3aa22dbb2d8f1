"""ICC profiles made here: matrix profiles, version 4, of any primaries and transfer curves; always the same bytes.

Source: ICC.1:2022, sections 7 to 10.
"""

from __future__ import annotations

import struct
from dataclasses import replace

import numpy as np

from engine.color import IDENTITY, SRGB_TO_XYZ_D50, ColorSpace
from engine.curves import GAMMA, LINEAR, SRGB, Curve, Parametric
from engine.icc import MADE, srgb_profile

_D50 = (0.9642, 1.0, 0.8249)
_COPYRIGHT = "No copyright, use freely"


def tagged(color: ColorSpace) -> ColorSpace:
    """The space with an RGB profile that says what it is: its own, or one that is made for it."""
    if color.icc and not color.is_grey:
        return color
    if color.to_srgb == IDENTITY and all(curve == SRGB for curve in color.curves):
        return replace(color, icc=srgb_profile())
    return with_curve(color, color.curves[0], color.name)


def with_curve(color: ColorSpace, curve: Curve, name: str) -> ColorSpace:
    """A space of the same primaries with one curve for all channels, and the profile that says so."""
    colorants = SRGB_TO_XYZ_D50 @ np.array(color.to_srgb)
    tags = {b"desc": _text(name), b"cprt": _text(_COPYRIGHT), b"wtpt": _xyz(_D50)}
    for i, channel in enumerate((b"r", b"g", b"b")):
        tags[channel + b"XYZ"] = _xyz(tuple(colorants[:, i]))
        tags[channel + b"TRC"] = _curve(curve)
    return ColorSpace(name, color.to_srgb, (curve, curve, curve), _profile(tags))


def linear(color: ColorSpace) -> ColorSpace:
    """Linear light in the same primaries."""
    return with_curve(color, LINEAR, f"Linear light, {color.name}")


def pure_gamma(color: ColorSpace) -> ColorSpace:
    """The same primaries under a pure power, in which a product of codes is the code of the product."""
    if color.icc and not color.is_grey and all(_is_pure(curve) for curve in color.curves):
        return color
    return with_curve(color, GAMMA, f"Gamma 2.2, {color.name}")


def _profile(tags: dict[bytes, bytes]) -> bytes:
    at, table, data = 132 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, content in tags.items():
        if content not in places:
            places[content] = at + len(data)
            data += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    size = at + len(data)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += MADE + b"acsp" + bytes(28) + _numbers(*_D50)
    return head + bytes(128 - len(head)) + table + data


def _curve(curve: Curve) -> bytes:
    if not isinstance(curve, Parametric):
        codes = np.rint(np.array(curve.samples) * 65535).astype(">u2")
        return struct.pack(">4sII", b"curv", 0, len(codes)) + codes.tobytes()
    if curve == Parametric(curve.g) and curve.g * 256 == round(curve.g * 256):
        return struct.pack(">4sIIH", b"curv", 0, 1, round(curve.g * 256))
    values = (curve.g, curve.a, curve.b, curve.c, curve.d, curve.e, curve.f)
    return struct.pack(">4sIHH", b"para", 0, 4, 0) + _numbers(*values)


def _numbers(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(*values)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(encoded), 28) + encoded


def _is_pure(curve: Curve) -> bool:
    return isinstance(curve, Parametric) and curve == Parametric(curve.g)
