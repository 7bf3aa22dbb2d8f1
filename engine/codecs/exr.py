"""Reading OpenEXR: colour or grey as floats of linear light, with transparency, in the primaries it names.

By OpenEXR's convention colours are multiplied with their transparency (Technical Introduction to OpenEXR, "Channel
Names"); a photo's are not.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import OpenEXR
from numpy.typing import NDArray

from engine.codecs.metadata import found
from engine.codecs.quiet import unprinted
from engine.codecs.raster import (
    Model,
    Raster,
    damaged,
    refuse_too_large,
    truncated,
    unmultiplied,
    unsupported,
    was_multiplied,
)
from engine.color import SRGB_PRIMARIES, UNTAGGED_LINEAR, ColorSpace, matrix_of_primaries
from engine.errors import Notice
from engine.icc_making import linear
from engine.picture import Depth

_NEAR = 2e-3


def read_exr(path: Path) -> Raster:
    """The first part's picture in its display window; raises PhotoError."""
    try:
        with unprinted():  # it prints why a part cannot be decoded, and leaves that one out
            parts = OpenEXR.File(str(path), separate_channels=True).parts
    except (RuntimeError, ValueError, TypeError) as error:
        text = str(error)
        raise truncated(path) if "read" in text.lower() else damaged(path, text) from error
    part = next((part for part in parts if part.part_index == 0), None)
    if part is None:
        raise damaged(path, "its pixels cannot be decoded")
    header, channels = part.header, {name: channel.pixels for name, channel in part.channels.items()}
    left, top, right, bottom = _corners(header["displayWindow"])
    refuse_too_large(path, right - left + 1, bottom - top + 1)
    names = next((names for names in ("RGB", "Y") if all(letter in channels for letter in names)), "")
    if not names or any(letter in channels for letter in ("RY", "BY")):
        known = ", ".join(sorted(channels)[:6]) or "none"
        raise unsupported(path, f"an EXR without R, G, B or Y channels (it has {known})")
    sides = [np.shape(channels[letter]) for letter in names]
    if len(set(sides)) > 1 or any(channels[letter].dtype.kind != "f" for letter in names):
        raise unsupported(path, "an EXR with channels of different sizes or of whole numbers")
    colors = np.stack([channels[letter].astype(np.float32) for letter in names], axis=-1)
    alpha = channels["A"].astype(np.float32) if "A" in channels and np.shape(channels["A"]) == sides[0] else None
    notices = _left_out(path, channels, names)
    if alpha is not None and float(alpha.min()) < 1.0:
        colors = unmultiplied(colors, alpha)
        notices += (was_multiplied(path),)
    if header["dataWindow"] is not None and _corners(header["dataWindow"]) != (left, top, right, bottom):
        colors = _placed(colors, header)
        alpha = _placed(alpha, header) if alpha is not None else None
        sentence = f"{path.name} fills only a part of its window, or more than it; the window is read."
        notices += (Notice("exr-window", sentence),)
    return Raster(
        colors,
        Model.RGB if names == "RGB" else Model.GREY,
        alpha=alpha,
        found=found(path, xmp=_xmp(header), dpi=_dpi(header)).with_notices(notices),
        light_in=_space(header),
        stored=Depth.FLOAT,
    )


def _corners(window: tuple) -> tuple[int, int, int, int]:
    (left, top), (right, bottom) = window
    return int(left), int(top), int(right), int(bottom)


def _placed(plane: NDArray, header: dict) -> NDArray:
    """The data where it lies in the display window; nothing, which is black and transparent, around it."""
    left, top, right, bottom = _corners(header["displayWindow"])
    x, y, _, _ = _corners(header["dataWindow"])
    out = np.zeros((bottom - top + 1, right - left + 1, *plane.shape[2:]), plane.dtype)
    rows = slice(max(top, y), min(bottom + 1, y + plane.shape[0]))
    columns = slice(max(left, x), min(right + 1, x + plane.shape[1]))
    if rows.start < rows.stop and columns.start < columns.stop:
        inside = plane[rows.start - y : rows.stop - y, columns.start - x : columns.stop - x]
        out[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = inside
    return out


def _space(header: dict) -> ColorSpace:
    values = header.get("chromaticities")
    if values is None or np.abs(np.array(values) - SRGB_PRIMARIES).max() < _NEAR or min(values[1::2]) <= 0:
        return UNTAGGED_LINEAR
    return linear(ColorSpace("primaries of an EXR", matrix_of_primaries(values)))


def _left_out(path: Path, channels: dict, names: str) -> tuple[Notice, ...]:
    further = sorted(set(channels) - {*names, "A"})
    if not further:
        return ()
    listed = ", ".join(further[:6])
    return (Notice("extra-channels", f"{path.name} has further channels ({listed}), which were left out."),)


def _dpi(header: dict) -> tuple[float, float] | None:
    across = header.get("xDensity")
    return (across, across * header.get("pixelAspectRatio", 1.0)) if across else None


def _xmp(header: dict) -> bytes:
    packet = header.get("xmp", "")
    return packet.encode() if isinstance(packet, str) else b""
