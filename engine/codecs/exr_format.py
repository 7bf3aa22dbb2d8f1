"""The bytes of OpenEXR files with scan lines: header, attributes, and blocks of 16 lines, packed.

Source: "OpenEXR File Layout" and "Standard Attributes" of openexr.com; ZIP compression as in ImfZip.cpp.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Size

LINES = 16
"""The lines of one block of this compression."""
_MAGIC, _VERSION, _LONG_NAMES = 20000630, 2, 0x400
_SHORT_NAME = 31
_ZIP, _INCREASING_Y, _FLOAT = 3, 0, 2
_LEVEL = 4
Value = str | float | tuple[float, ...]
"""A text, a number, or the eight numbers of the primaries and white."""


def header_bytes(size: Size, channels: Sequence[str], further: Mapping[str, Value]) -> bytes:
    """Everything before the table of blocks, for channels of 32-bit floats, which come in the order of their names."""
    window = struct.pack("<4i", 0, 0, size.width - 1, size.height - 1)
    listed = b"".join(_text(name) + struct.pack("<iB3xii", _FLOAT, 0, 1, 1) for name in sorted(channels)) + b"\0"
    needed = (
        ("channels", "chlist", listed),
        ("compression", "compression", bytes((_ZIP,))),
        ("dataWindow", "box2i", window),
        ("displayWindow", "box2i", window),
        ("lineOrder", "lineOrder", bytes((_INCREASING_Y,))),
        ("pixelAspectRatio", "float", struct.pack("<f", 1.0)),
        ("screenWindowCenter", "v2f", struct.pack("<2f", 0.0, 0.0)),
        ("screenWindowWidth", "float", struct.pack("<f", 1.0)),
    )
    names = [*channels, *further]
    flags = _LONG_NAMES if any(len(_text(name)) - 1 > _SHORT_NAME for name in names) else 0
    attributes = [_attribute(*one) for one in needed] + [_given(name, value) for name, value in further.items()]
    return struct.pack("<iI", _MAGIC, _VERSION | flags) + b"".join(attributes) + b"\0"


def block_bytes(y: int, lines: NDArray[np.float32]) -> bytes:
    """Up to 16 lines (h, channels, W) from `y` on, the channels in the order of their names."""
    stored = lines.astype("<f4").tobytes()
    packed = _packed(stored)
    data = packed if len(packed) < len(stored) else stored
    return struct.pack("<ii", y, len(data)) + data


def _packed(stored: bytes) -> bytes:
    """Every second byte first, then what each differs from the one before, deflated."""
    codes = np.frombuffer(stored, np.uint8)
    parted = np.concatenate([codes[::2], codes[1::2]])
    steps = parted.copy()
    steps[1:] -= parted[:-1]
    steps[1:] += 128
    return bytes(imagecodecs.deflate_encode(steps.tobytes(), level=_LEVEL))


def _given(name: str, value: Value) -> bytes:
    if isinstance(value, str):
        return _attribute(name, "string", value.encode())
    if isinstance(value, tuple):
        return _attribute(name, "chromaticities", struct.pack("<8f", *value))
    return _attribute(name, "float", struct.pack("<f", value))


def _attribute(name: str, kind: str, value: bytes) -> bytes:
    return _text(name) + _text(kind) + struct.pack("<i", len(value)) + value


def _text(text: str) -> bytes:
    return text.encode() + b"\0"
