"""Transfer curves of ICC profiles.

Source: ICC.1:2022, sections 10.6 (curveType), 10.18 (parametricCurveType) and 6.3.4.2 (lightness).
"""

from __future__ import annotations

import struct

import numpy as np

from engine.curves import LINEAR, Curve, Parametric, Sampled

_LIGHTNESS = Parametric(3.0, a=1 / 1.16, b=0.16 / 1.16, c=27 / 24389 * 100, d=0.08)
"""Light of CIE lightness, both up to 1."""
_STEPS = 4096
_PARAMETERS = {0: "g", 1: "gab", 2: "gabe", 3: "gabcd", 4: "gabcdef"}


class BadProfile(ValueError):
    """These bytes are no profile that can be used; the text says why."""


def curve_of(tag: bytes) -> Curve:
    """The curve that a tag holds; raises BadProfile."""
    if tag[:4] == b"para":
        return _parametric(tag)
    if tag[:4] != b"curv":
        raise BadProfile("a transfer curve has an unknown form")
    (count,) = struct.unpack_from(">I", tag, 8)
    if count == 0:
        return Parametric(1.0)
    if count == 1:
        return _rising(Parametric(struct.unpack_from(">H", tag, 12)[0] / 256))
    samples = np.array(struct.unpack_from(f">{count}H", tag, 12)) / 65535
    if (np.diff(samples) < 0).any() or samples[-1] <= samples[0]:
        raise BadProfile("a transfer curve does not rise")
    return Sampled(tuple(samples.tolist()))


def light_of_lightness(curve: Curve) -> Curve:
    """The curve to light of one that tells lightness, as a grey profile's does where profiles meet in Lab."""
    x = np.linspace(0.0, 1.0, _STEPS)
    if curve == LINEAR or np.array_equal(curve.decode(x), x):
        return _LIGHTNESS
    return Sampled(tuple(_LIGHTNESS.decode(curve.decode(x)).tolist()))


def _parametric(tag: bytes) -> Parametric:
    (kind,) = struct.unpack_from(">H", tag, 8)
    if kind not in _PARAMETERS:
        raise BadProfile("a transfer curve has an unknown form")
    names = _PARAMETERS[kind]
    values = dict(zip(names, np.array(struct.unpack_from(f">{len(names)}i", tag, 12)) / 65536, strict=True))
    if kind in (1, 2):  # zero (or the offset) below -b/a
        values["d"] = -values["b"] / values["a"] if values["a"] else 0.0
        values["f"] = values.get("e", 0.0)
    return _rising(Parametric(**{name: float(value) for name, value in values.items()}))


def _rising(curve: Parametric) -> Parametric:
    rising = curve.decode(np.linspace(0, 1, 1025)) if curve.g > 0 and curve.a > 0 else np.array([1.0, 0.0])
    if not np.isfinite(rising).all() or (np.diff(rising) < -1e-6).any() or rising[-1] <= rising[0]:
        raise BadProfile("a transfer curve does not rise")
    return curve
