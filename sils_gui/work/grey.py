"""Grey pictures of 8 bits, white being 1, as PNG files; a digest of what they show, however they are packed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.color import Plane
from engine.files import written_aside
from engine.geometry import Region
from engine.paths import is_stream
from engine.picture import size_of

Codes = NDArray[np.uint8]


def codes_of(plane: Plane) -> Codes:
    """A plane (H, W) in [0, 1] in steps of 1/255."""
    codes = np.empty(plane.shape, np.uint8)
    for band in Region.whole(size_of(plane)).bands():  # another plane of the photo's size would be in memory
        codes[band.slices] = np.round(plane[band.slices] * 255)
    return codes


def plane_of(codes: Codes) -> Plane:
    """What codes (H, W) stand for, in [0, 1]."""
    return codes.astype(np.float32) / np.float32(255)


def write_grey(codes: Codes, path: Path) -> None:
    """Codes (H, W) as a PNG; raises WriteError."""
    packed, written = cv2.imencode(".png", codes, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    assert packed, "grey of 8 bits can be packed"
    with written_aside(path) as aside:
        aside.write_bytes(written.tobytes())


def read_grey(path: Path) -> Codes | None:
    """The codes (H, W) in a file that `write_grey` wrote; None where that can no longer be read."""
    try:
        packed = np.frombuffer(b"" if is_stream(path) else path.read_bytes(), np.uint8)
        found = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    except (OSError, cv2.error):
        return None
    return None if found is None else np.asarray(found, np.uint8)


def digest_of(*pictures: Codes) -> str:
    """SHA-256 of pictures in their order."""
    digest = hashlib.sha256()
    for codes in pictures:
        digest.update(f"{codes.shape}".encode())
        digest.update(np.ascontiguousarray(codes))
    return digest.hexdigest()
