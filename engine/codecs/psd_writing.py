"""Writing PSD, and PSB where the picture is large: layers, merged picture, thumbnail, profile and metadata."""

from __future__ import annotations

import struct
from io import BufferedWriter
from pathlib import Path

from numpy.typing import NDArray

from engine.codecs.psd_form import Form, counted
from engine.codecs.psd_layers import write_layer_block, write_layers
from engine.codecs.psd_resources import resources
from engine.codecs.sheet import Sheet, over_white
from engine.codecs.stack import Stack, is_large_document
from engine.codecs.thumbnail import LONG_SIDE_PX, thumbnail
from engine.errors import WriteError
from engine.geometry import Region
from engine.picture import Depth, size_of
from engine.progress import Progress

_RGB, _UNPACKED = 3, 0
_LONGEST_SIDE = 300_000


def write_psd(path: Path, stack: Stack, progress: Progress) -> None:
    """Write the stack; raises OSError, and WriteError where not even a PSB can hold it."""
    size = stack.size
    if max(size.width, size.height) > _LONGEST_SIDE:
        raise WriteError("psd-too-large", f"{size} pixels are too many for a PSB, which ends at 300,000; use EXR.")
    form = Form(is_large=is_large_document(size, stack.depth))
    small = thumbnail(stack.merged, LONG_SIDE_PX, progress.part(0.0, 0.1))
    with path.open("wb") as file:
        file.write(_header(stack, form))
        beside = resources(stack.merged, small)
        file.write(struct.pack(">II", 0, len(beside)) + beside)
        _write_section(file, stack, form, progress.part(0.1, 0.8))
        _write_merged(file, stack.merged, progress.part(0.8, 1.0))


def _header(stack: Stack, form: Form) -> bytes:
    size, version = stack.size, 2 if form.is_large else 1
    return struct.pack(
        ">4sH6xHIIHH", b"8BPS", version, stack.merged.channels, size.height, size.width, stack.depth, _RGB
    )


def _write_section(file: BufferedWriter, stack: Stack, form: Form, progress: Progress) -> None:
    """Layers of 8 bits have a place of their own; deeper ones go into a block after it and an empty mask."""
    with counted(file, form):
        if stack.depth is Depth.EIGHT:
            with counted(file, form):
                write_layers(file, stack, form, progress)
            file.write(form.numbers("I", 0))
        else:
            file.write(form.length(0) + form.numbers("I", 0))
            write_layer_block(file, stack, form, progress)


def _write_merged(file: BufferedWriter, merged: Sheet, progress: Progress) -> None:
    codes = merged.whole(progress.part(0.0, 0.5))
    if merged.alpha is not None:
        _matte(codes)
    file.write(struct.pack(">H", _UNPACKED))
    for i in range(codes.shape[2]):
        progress.report(0.5 + 0.5 * i / codes.shape[2])
        file.write(codes[..., i].astype(codes.dtype.newbyteorder(">")).tobytes())
    progress.report(1.0)


def _matte(codes: NDArray) -> None:
    """Mix the colours of codes (H, W, 4) with white as far as they are transparent, which readers undo.

    Programs expect it where the count of layers is negative, which says that the merged picture is transparent.
    """
    for band in Region.whole(size_of(codes)).bands():
        codes[band.slices][..., :3] = over_white(codes[band.slices])
