"""ICC profiles built by hand, so that their curves and primaries are known to the last bit."""

from __future__ import annotations

import struct

import imagecodecs
import numpy as np
from PIL import ImageCms

from engine.curves import SRGB

SRGB_COLORANTS = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
ADOBE_COLORANTS = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
P3_COLORANTS = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
PROPHOTO_COLORANTS = ((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491))
_WHITE = (0.96420, 1.0, 0.82491)


def gamma(value: float) -> bytes:
    """curveType with one number, an exponent in 1/256."""
    return struct.pack(">4sIIH2x", b"curv", 0, 1, round(value * 256))


def sampled(samples: np.ndarray) -> bytes:
    """curveType with samples in [0, 1]."""
    codes = np.rint(np.clip(samples, 0, 1) * 65535).astype(">u2")
    return struct.pack(">4sII", b"curv", 0, len(codes)) + codes.tobytes() + bytes(-2 * len(codes) % 4)


def parametric(kind: int, *values: float) -> bytes:
    """parametricCurveType."""
    numbers = [round(value * 65536) for value in values]
    return struct.pack(f">4sIHH{len(numbers)}i", b"para", 0, kind, 0, *numbers)


def rgb_profile(colorants: tuple, *curves: bytes, table: bytes = b"", connection: bytes = b"XYZ ") -> bytes:
    """A matrix profile with one curve for all channels, or three, and a table (A2B0) beside it."""
    names = ((b"rXYZ", b"rTRC"), (b"gXYZ", b"gTRC"), (b"bXYZ", b"bTRC"))
    tags = {}
    for i, (matrix_name, curve_name) in enumerate(names):
        tags[matrix_name] = _xyz(colorants[i])
        tags[curve_name] = curves[i % len(curves)]
    return _profile(b"RGB ", {**tags, **({b"A2B0": table} if table else {})}, connection=connection)


def srgb_table() -> bytes:
    """A table (lut16Type) from sRGB codes to XYZ."""
    encoded = np.stack(np.meshgrid(*[np.linspace(0, 1, 17)] * 3, indexing="ij"), axis=-1)
    grid = np.rint(SRGB.decode(encoded) @ np.array(SRGB_COLORANTS) * 32768).astype(">u2")
    identity = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    ramps = struct.pack(">6H", *(0, 65535) * 3)
    return (
        struct.pack(">4sIBBBx", b"mft2", 0, 3, 3, 17)
        + identity
        + struct.pack(">2H", 2, 2)
        + ramps
        + grid.tobytes()
        + ramps
    )


def grey_profile(curve: bytes, connection: bytes = b"XYZ ") -> bytes:
    """A grey profile."""
    return _profile(b"GRAY", {b"kTRC": curve}, connection=connection)


def cmyk_profile() -> bytes:
    """A profile of tables, whose inks are all neutral: each one halves the lightness, black takes it all."""
    corners = [100 * 0.5 ** (c + m + y) * (1 - k) for c, m, y, k in np.ndindex(2, 2, 2, 2)]
    return _profile(b"CMYK", {b"A2B0": _table(4, corners)}, connection=b"Lab ", kind=b"prtr")


def grey_table_profile(*, perceptual: float, relative: float) -> bytes:
    """An RGB profile of tables, whose channels are all neutral; its black has these lightnesses by the two intents."""
    brightness = np.indices((2, 2, 2)).sum(axis=0).ravel() / 3
    ramps = {b"A2B0": perceptual, b"A2B1": relative}
    tables = {name: _table(3, (black + (100 - black) * brightness).tolist()) for name, black in ramps.items()}
    return _profile(b"RGB ", tables, connection=b"Lab ")


def _table(channels: int, lightness: list[float]) -> bytes:
    """lut8Type with these neutral colours at its corners."""
    grid = b"".join(bytes((round(each * 255 / 100), 128, 128)) for each in lightness)
    identity = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    ramp = bytes(range(256))
    head = struct.pack(">4sIBBBx", b"mft1", 0, channels, 3, 2)
    return head + identity + ramp * channels + grid + ramp * 3


def _xyz(values: tuple) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65536) for value in values))


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(encoded), 28) + encoded


def _profile(space: bytes, tags: dict[bytes, bytes], connection: bytes = b"XYZ ", kind: bytes = b"mntr") -> bytes:
    every = {b"desc": _text("test"), b"cprt": _text("none"), b"wtpt": _xyz(_WHITE), **tags}
    at, table, data = 132 + 12 * len(every), struct.pack(">I", len(every)), b""
    for name, content in every.items():
        padded = content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, at + len(data), len(content))
        data += padded
    size = 132 + 12 * len(every) + len(data)
    dates = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    white = struct.pack(">3i", *(round(value * 65536) for value in _WHITE))
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"none", 0x04300000, kind, space, connection, dates, b"acsp")
    return head + bytes(28) + white + bytes(128 - 80) + table + data


_X = np.linspace(0, 1, 1024)
_HP = sampled(SRGB.decode(_X))
_FLAT = sampled(np.clip((np.linspace(0, 1, 256) - 0.1) / 0.8, 0, 1) ** 2)
SRGB_CURVE = parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)

RGB_PROFILES = {
    "none": b"",
    "sRGB of LittleCMS": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    "sRGB with 1024 samples": rgb_profile(SRGB_COLORANTS, _HP),
    "Adobe RGB": rgb_profile(ADOBE_COLORANTS, gamma(563 / 256)),
    "Adobe RGB of LittleCMS": imagecodecs.cms_profile("adobergb"),
    "Display P3": rgb_profile(P3_COLORANTS, SRGB_CURVE),
    "ProPhoto": rgb_profile(PROPHOTO_COLORANTS, gamma(1.8)),
    "linear": rgb_profile(SRGB_COLORANTS, gamma(1.0)),
    "flat ends": rgb_profile(SRGB_COLORANTS, _FLAT),
    "three curves": rgb_profile(SRGB_COLORANTS, gamma(1.8), SRGB_CURVE, _HP),
    "gamma with a linear toe": rgb_profile(P3_COLORANTS, parametric(4, 2.2, 0.9, 0.1, 0.25, 0.1, 0.0, 0.0)),
}
GREY_PROFILES = {
    "none": b"",
    "grey gamma 2.2": grey_profile(gamma(2.2)),
    "grey with flat ends": grey_profile(_FLAT),
    "grey of lightness": grey_profile(gamma(1.0), connection=b"Lab "),
    "grey of curved lightness": grey_profile(gamma(1.2), connection=b"Lab "),
}
