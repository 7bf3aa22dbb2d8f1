"""Transfer curves: encoded values to linear light and back, exactly for every code of an integer file.

Source of the parametric and sampled forms: ICC.1:2022, sections 10.6 (curveType) and 10.18 (parametricCurveType).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SMALLEST = np.float32(1e-30)
"""Code 1 of a curve that is flat at zero; far below anything visible, far above denormal numbers."""
_AT_ONCE = 1 << 17
"""Samples that a quantiser takes through all its steps at once: with what the steps leave they stay in the cache."""


@dataclass(frozen=True)
class Parametric:
    """y = (a·x + b)**g + e for x ≥ d, otherwise y = c·x + f; odd around zero, and going on above 1."""

    g: float
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 0.0
    f: float = 0.0

    def decode(self, encoded: Floats) -> Floats:
        """Linear light for encoded values of any shape."""
        x = np.abs(encoded)
        power = np.maximum(self.a * x + self.b, 0.0) ** self.g + self.e
        return np.copysign(np.where(x >= self.d, power, self.c * x + self.f), encoded)

    def encode(self, linear: Floats) -> Floats:
        """Encoded values for linear light of any shape; the inverse of `decode`."""
        y = np.abs(linear)
        knee = max(self.a * self.d + self.b, 0.0) ** self.g + self.e
        power = (np.maximum(y - self.e, 0.0) ** (1 / self.g) - self.b) / self.a
        toe = (y - self.f) / self.c if self.c else np.zeros_like(y)
        return np.copysign(np.where(y >= knee, power, toe), linear)


@dataclass(frozen=True)
class Sampled:
    """Equally spaced samples of y over x in [0, 1], joined by lines; the last line goes on above 1."""

    samples: tuple[float, ...]

    def decode(self, encoded: Floats) -> Floats:
        """Linear light for encoded values of any shape."""
        return self._along(np.linspace(0.0, 1.0, len(self.samples)), np.array(self.samples), encoded)

    def encode(self, linear: Floats) -> Floats:
        """Encoded values for linear light of any shape; the middle of a stretch where the curve is flat."""
        return self._along(np.array(self.samples), np.linspace(0.0, 1.0, len(self.samples)), linear)

    @staticmethod
    def _along(x: Floats, y: Floats, at: Floats) -> Floats:
        size = np.abs(at)
        slope = (y[-1] - y[-2]) / max(x[-1] - x[-2], 1e-9)
        inside = np.interp(size, x, y)
        return np.copysign(np.where(size > x[-1], y[-1] + (size - x[-1]) * slope, inside), at)


Curve = Parametric | Sampled

LINEAR = Parametric(1.0)
GAMMA = Parametric(563 / 256)
"""Adobe RGB's; the pure power that is nearest to what screens and sRGB do and that a profile's one number holds."""
SRGB = Parametric(2.4, a=1 / 1.055, b=0.055 / 1.055, c=1 / 12.92, d=0.04045)


@functools.lru_cache(maxsize=32)
def decode_table(curve: Curve, bits: int) -> NDArray[np.float32]:
    """Linear light (2**bits,) float32 of every code; strictly rising, so that codes can always be told apart."""
    codes = np.linspace(0.0, 1.0, 1 << bits)
    return _strictly_rising(curve.decode(codes).astype(np.float32))


def _strictly_rising(table: NDArray[np.float32]) -> NDArray[np.float32]:
    # The bit patterns of non-negative floats are ordered like the floats: rising by two leaves room for a border.
    floor = np.maximum(table, 0.0)
    floor[1:] = np.maximum(floor[1:], _SMALLEST)
    ramp = 2 * np.arange(len(table), dtype=np.int64)
    order = np.maximum.accumulate(floor.view(np.int32).astype(np.int64) - ramp) + ramp
    risen = order.astype(np.int32).view(np.float32)
    risen.flags.writeable = False
    return risen


class Quantiser:
    """Linear light to the nearest code of one curve and bit depth; `decode_table` comes back code for code.

    Nearest is meant in encoded values. A table over √light gives a guess, two tables of code borders check it, and the
    few values that are still off are looked up one by one: as exact as a binary search, ten times as fast.
    """

    def __init__(self, curve: Curve, bits: int) -> None:
        top = (1 << bits) - 1
        table = decode_table(curve, bits)
        between = curve.decode((np.arange(top) + 0.5) / top).astype(np.float32)
        self._borders = np.clip(between, np.nextafter(table[:-1], np.float32(np.inf)), table[1:])
        self._bits = bits
        guesses = np.searchsorted(self._borders, np.linspace(0.0, 1.0, 65536, dtype=np.float32) ** 2, side="right")
        self._guess = guesses.astype(np.uint16)
        self._lower = np.concatenate([[-np.inf], self._borders, np.full(65535 - top, np.inf)]).astype(np.float32)
        self._upper = np.concatenate([self._borders, np.full(65536 - top, np.inf)]).astype(np.float32)

    @property
    def ends(self) -> tuple[np.float32, np.float32]:
        """The least light whose code is not the smallest, and the least whose code is the largest."""
        return self._borders[0], self._borders[-1]

    def codes(self, linear: NDArray[np.float32]) -> NDArray[np.uint8] | NDArray[np.uint16]:
        """Codes of a plane (H, W) of linear light, uint8 or uint16; below 0 gives 0, above 1 gives the largest."""
        codes = np.empty(linear.shape, np.uint8) if self._bits == 8 else np.empty(linear.shape, np.uint16)
        rows = max(1, _AT_ONCE // linear.shape[1])
        for y in range(0, len(linear), rows):
            codes[y : y + rows] = self._few_codes(linear[y : y + rows])
        return codes

    def _few_codes(self, linear: NDArray[np.float32]) -> NDArray[np.uint16]:
        light = np.ascontiguousarray(linear)
        root = np.sqrt(np.maximum(light, np.float32(0.0)))
        steps = cv2.multiply(root, 65535.0, dtype=cv2.CV_16U)  # type: ignore[call-overload]
        code: NDArray[np.uint16] = cv2.LUT(steps, self._guess[None])  # type: ignore[assignment]
        code += light >= cv2.LUT(code, self._upper[None])
        code -= light < cv2.LUT(code, self._lower[None])
        off = (light >= cv2.LUT(code, self._upper[None])) | (light < cv2.LUT(code, self._lower[None]))
        if off.any():
            code[off] = np.searchsorted(self._borders, light[off], side="right")
        return code


@functools.lru_cache(maxsize=16)
def quantiser(curve: Curve, bits: int) -> Quantiser:
    """The quantiser of a curve at 8 or 16 bits, made once."""
    return Quantiser(curve, bits)
