"""Colour spaces: how a file's codes become linear light in its own primaries, and that light sRGB for the network.

Working pixels are linear light in the *photo's own* primaries, so that reading and writing meet without a matrix in
between and every code comes back exactly; the matrix to sRGB primaries is applied where somebody needs sRGB.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.curves import GAMMA, LINEAR, SRGB, Curve, Floats, decode_table, quantiser

Pixels: TypeAlias = NDArray[np.float32]
"""(H, W, 3) float32 linear light, 1.0 = white; primaries are those of the ColorSpace it travels with."""
Plane: TypeAlias = NDArray[np.float32]
"""(H, W) float32 in [0, 1]: a mask or an alpha channel."""
Codes: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.float32]
"""(H, W, 3) as in a file: 8- or 16-bit integers, or floats where 1.0 is white."""
Matrix: TypeAlias = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

IDENTITY: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
SRGB_TO_XYZ_D50 = np.array(
    [[0.43606567, 0.38514709, 0.14306641], [0.22248840, 0.71687317, 0.06060791], [0.01391602, 0.09707642, 0.71409607]]
)
"""Colorants of the ICC's sRGB profile: IEC 61966-2-1 primaries adapted to D50."""
SRGB_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
"""Luminance of linear sRGB, ITU-R BT.709."""
D65 = (0.3127, 0.3290)
SRGB_PRIMARIES = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, *D65)
"""x and y of sRGB's red, green, blue and white, IEC 61966-2-1."""
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_SAME_PRIMARIES = 2e-3


@dataclass(frozen=True)
class ColorSpace:
    """Primaries and one transfer curve per channel, with the ICC profile (if any) that says so.

    `icc` is empty for a file without a profile; it is what is embedded again on writing.
    """

    name: str
    to_srgb: Matrix = IDENTITY
    curves: tuple[Curve, Curve, Curve] = (SRGB, SRGB, SRGB)
    icc: bytes = b""
    is_grey: bool = False

    def decode(self, codes: Codes) -> Pixels:
        """Linear light of codes (H, W, 1 or 3), channel by channel; floats keep what lies below 0 and above 1."""
        if codes.dtype == np.float32:
            return self._each(codes, [curve.decode for curve in self.curves])
        tables = [decode_table(curve, 8 * codes.itemsize) for curve in self.curves[: codes.shape[2]]]
        light = cv2.LUT(codes, np.stack(tables, axis=-1)[None])
        return light.reshape(codes.shape)  # type: ignore[return-value]

    def encode(self, pixels: Pixels, bits: int) -> Codes:
        """Codes of pixels (H, W, 1 or 3): nearest at 8 or 16 bits, limited to the range; floats at 32, unlimited."""
        if bits == 32:
            return self._each(pixels, [curve.encode for curve in self.curves])
        planes = [quantiser(self.curves[i], bits).codes(pixels[..., i]) for i in range(pixels.shape[2])]
        return cv2.merge(planes).reshape(pixels.shape)  # type: ignore[return-value]

    def _each(self, values: Codes, converts: list[Callable[[Floats], Floats]]) -> Pixels:
        if all(curve == LINEAR for curve in self.curves):
            return np.ascontiguousarray(values, np.float32)
        planes = [converts[i](values[..., i].astype(np.float64)) for i in range(values.shape[2])]
        return np.stack(planes, axis=-1).astype(np.float32)

    def means_as(self, other: ColorSpace) -> bool:
        """Whether every code of 8 bits is the same colour in another space; a grey space is none of RGB."""
        colorants = [SRGB_TO_XYZ_D50 @ np.array(space.to_srgb) for space in (self, other)]
        return (
            self.is_grey == other.is_grey
            and bool(np.abs(colorants[0] - colorants[1]).max() < _SAME_PRIMARIES)
            and all(_mean_the_same(*curves) for curves in zip(self.curves, other.curves, strict=True))
        )

    def converted(self, pixels: Pixels, to: ColorSpace) -> Pixels:
        """Light of this space in another's primaries; the very same array where they are the same."""
        if self.to_srgb == to.to_srgb:
            return pixels
        matrix = np.linalg.inv(np.array(to.to_srgb)) @ np.array(self.to_srgb)
        return transform(np.ascontiguousarray(pixels), matrix)

    def to_linear_srgb(self, pixels: Pixels) -> Pixels:
        """The same light in sRGB primaries; may fall below 0 where this space is wider."""
        return transform(pixels, np.array(self.to_srgb))

    def from_linear_srgb(self, pixels: Pixels) -> Pixels:
        """Light in sRGB primaries brought into this space's."""
        return transform(pixels, np.linalg.inv(np.array(self.to_srgb)))

    def srgb_codes(self, pixels: Pixels) -> NDArray[np.uint8]:
        """The 8-bit sRGB codes (H, W, 3) nearest to light in this space, limited to the range."""
        light = np.ascontiguousarray(self.to_linear_srgb(np.ascontiguousarray(pixels)))
        codes = quantiser(SRGB, 8).codes(light.reshape(len(light), -1))
        return np.asarray(codes, np.uint8).reshape(light.shape)

    def luminance(self, pixels: Pixels) -> Plane:
        """Relative luminance (H, W) of light in this space."""
        weights = SRGB_LUMINANCE @ np.array(self.to_srgb)
        return cv2.transform(pixels, weights[None].astype(np.float32))  # type: ignore[return-value]


def _mean_the_same(curve: Curve, other: Curve) -> bool:
    codes = quantiser(other, 8).codes(decode_table(curve, 8)[None])
    return bool((codes == np.arange(256)).all())


def transform(pixels: Pixels, matrix: NDArray[np.float64]) -> Pixels:
    """Every pixel times a 3×3 matrix; the very same array where the matrix changes nothing."""
    if np.array_equal(matrix, np.eye(3)):
        return pixels
    return cv2.transform(pixels, matrix.astype(np.float32))  # type: ignore[return-value]


def matrix_to_srgb(colorants_d50: NDArray[np.float64]) -> Matrix:
    """From linear RGB to linear sRGB, given the columns of R, G and B in XYZ (D50); exactly one for sRGB itself."""
    if np.abs(colorants_d50 - SRGB_TO_XYZ_D50).max() < _SAME_PRIMARIES:
        return IDENTITY
    return _frozen(np.linalg.inv(SRGB_TO_XYZ_D50) @ colorants_d50)


def matrix_of_primaries(xy: tuple[float, ...]) -> Matrix:
    """From linear RGB to linear sRGB, given x and y of R, G, B and white, which Bradford's cones adapt to sRGB's."""
    columns = _xyz(xy)
    primaries, white = columns[:, :3], columns[:, 3]
    colorants = primaries * np.linalg.solve(primaries, white)
    return matrix_to_srgb(_adapted(white, SRGB_TO_XYZ_D50.sum(axis=1)) @ colorants)


def primaries_under_d65(to_srgb: Matrix) -> tuple[float, ...]:
    """x and y of R, G, B and white of a space whose white is D65; what `matrix_of_primaries` makes the matrix of."""
    columns = _adapted(SRGB_TO_XYZ_D50.sum(axis=1), _xyz(D65)[:, 0]) @ SRGB_TO_XYZ_D50 @ np.array(to_srgb)
    points = columns[:2] / columns.sum(axis=0)
    return (*(float(value) for value in points.T.ravel()), *D65)


def _xyz(xy: tuple[float, ...]) -> NDArray[np.float64]:
    """Columns X, Y = 1 and Z of colours given by x and y."""
    return np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in zip(xy[::2], xy[1::2], strict=True)]).T


def _adapted(white: NDArray[np.float64], to: NDArray[np.float64]) -> NDArray[np.float64]:
    """From XYZ under one white to XYZ under another, by Bradford's cones."""
    return np.linalg.inv(_BRADFORD) @ np.diag((_BRADFORD @ to) / (_BRADFORD @ white)) @ _BRADFORD


def _frozen(matrix: NDArray[np.float64]) -> Matrix:
    first, second, third = (tuple(float(value) for value in row) for row in matrix)
    return first, second, third  # type: ignore[return-value]


def encode_srgb(linear: Pixels) -> Pixels:
    """sRGB-encoded values in [0, 1] of linear sRGB light, limited to that range: what networks and screens see."""
    return encode_srgb_unlimited(np.clip(linear, 0.0, 1.0))


def encode_srgb_unlimited(linear: Pixels) -> Pixels:
    """sRGB-encoded values of light; the curve is odd around zero and goes on above 1."""
    light = np.abs(linear)
    power = cv2.pow(light, 1 / 2.4)
    size = np.where(light <= 0.0031308, light * np.float32(12.92), power * np.float32(1.055) - np.float32(0.055))
    return np.copysign(size, linear)


def decode_srgb(encoded: Pixels) -> Pixels:
    """Linear sRGB light of sRGB-encoded values in [0, 1]."""
    return SRGB.decode(encoded.astype(np.float64)).astype(np.float32)


UNTAGGED = ColorSpace("sRGB (assumed)")
UNTAGGED_LINEAR = ColorSpace("linear sRGB (assumed)", curves=(LINEAR, LINEAR, LINEAR))
_ADOBE_COLORANTS = np.array([[0.60974, 0.20528, 0.14919], [0.31111, 0.62567, 0.06322], [0.01947, 0.06087, 0.74457]])
UNTAGGED_ADOBE = ColorSpace("Adobe RGB (from EXIF)", matrix_to_srgb(_ADOBE_COLORANTS), (GAMMA, GAMMA, GAMMA))
