"""Photoshop's layer block, written as a stream: layer records, then channels; for PSD, PSB and TIFF files.

Source: Adobe Photoshop File Formats Specification, "Layer and Mask Information Section", and Adobe Photoshop TIFF
Technical Notes (2002): in TIFF, numbers and keys have the byte order of the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedWriter
from typing import Literal

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.codecs.sheet import plane_codes
from engine.codecs.stack import Stack, StackLayer
from engine.picture import Depth
from engine.progress import Progress

_ZIP, _LEVEL = 2, 1
_ALPHA_ID, _MASK_ID = -1, -2
_HIDDEN, _FLAGS_MEAN_SOMETHING = 2, 8
_OPAQUE = 255
_BLOCKS = {Depth.EIGHT: b"Layr", Depth.SIXTEEN: b"Lr16"}


@dataclass(frozen=True)
class Form:
    """How numbers are written: byte order, and whether lengths have 64 bits (PSB)."""

    order: Literal["<", ">"] = ">"
    is_large: bool = False

    def numbers(self, kinds: str, *values: int) -> bytes:
        return struct.pack(f"{self.order}{kinds}", *values)

    def length(self, value: int) -> bytes:
        return self.numbers("Q" if self.is_large else "I", value)

    def key(self, key: bytes) -> bytes:
        """Four letters that are read as one number."""
        return key if self.order == ">" else key[::-1]


def write_layer_block(file: BufferedWriter, stack: Stack, form: Form, progress: Progress) -> None:
    """A tagged block with all layers; seeks back to put lengths in, so that no picture has to be kept packed."""
    file.write(form.key(b"8BIM") + form.key(_BLOCKS[stack.depth]))
    with counted(file, form):
        write_layers(file, stack, form, progress)


@contextmanager
def counted(file: BufferedWriter, form: Form) -> Iterator[None]:
    """Before what is written in this block stands its length, filled up to a multiple of four."""
    length_at = file.tell()
    begin = length_at + file.write(form.length(0))
    yield
    file.write(bytes((begin - file.tell()) % 4))
    end = file.tell()
    file.seek(length_at)
    file.write(form.length(end - begin))
    file.seek(end)


def write_layers(file: BufferedWriter, stack: Stack, form: Form, progress: Progress) -> None:
    """How many layers there are, the record of each from the bottom up, and their channels."""
    has_alpha = stack.merged.alpha is not None  # a negative count says that the merged picture has transparency
    count = len(stack.layers)
    file.write(form.numbers("h", -count if has_alpha else count))
    records_at = file.tell()
    for layer in stack.layers:
        file.write(_record(layer, form, [0] * len(_channel_ids(layer))))
    lengths = [
        _write_channels(file, layer, form, progress.part(i / count, (i + 1) / count))
        for i, layer in enumerate(stack.layers)
    ]
    end = file.tell()
    file.seek(records_at)
    for layer, found in zip(stack.layers, lengths, strict=True):
        file.write(_record(layer, form, found))
    file.seek(end)


def _channel_ids(layer: StackLayer) -> list[int]:
    alpha = [_ALPHA_ID] if layer.sheet.alpha is not None else []
    return [*alpha, 0, 1, 2, *([_MASK_ID] if layer.mask is not None else [])]


def _record(layer: StackLayer, form: Form, lengths: list[int]) -> bytes:
    size, ids = layer.sheet.size, _channel_ids(layer)
    rectangle = form.numbers("4i", 0, 0, size.height, size.width)
    channels = b"".join(form.numbers("h", i) + form.length(n) for i, n in zip(ids, lengths, strict=True))
    flags = _FLAGS_MEAN_SOMETHING | (0 if layer.is_shown else _HIDDEN)
    blend = form.key(b"8BIM") + form.key(layer.blend.value) + bytes((_OPAQUE, 0, flags, 0))
    mask = rectangle + bytes(4) if layer.mask is not None else b""
    extra = form.numbers("I", len(mask)) + mask + form.numbers("I", 0) + _pascal(layer.title, 4)
    extra += _tagged(form, b"luni", _unicode(layer.title, form))
    return rectangle + form.numbers("H", len(ids)) + channels + blend + form.numbers("I", len(extra)) + extra


def _write_channels(file: BufferedWriter, layer: StackLayer, form: Form, progress: Progress) -> list[int]:
    codes = layer.sheet.whole(progress.part(0.0, 0.5))
    planes: list[NDArray] = [codes[..., i] for i in range(codes.shape[2])]
    if layer.sheet.alpha is not None:
        planes = [planes[-1], *planes[:-1]]
    if layer.mask is not None:
        planes.append(plane_codes(layer.mask, layer.sheet.depth))
    lengths = []
    for i, plane in enumerate(planes):
        progress.report(0.5 + 0.5 * i / len(planes))
        lengths.append(file.write(form.numbers("H", _ZIP)) + file.write(_packed(plane)))
    return lengths


def _packed(plane: NDArray) -> bytes:
    """One channel (H, W), deflated without prediction, which not all programs read right at 16 bits.

    Its codes have the large byte first in every form.
    """
    stored = np.ascontiguousarray(plane, plane.dtype.newbyteorder(">")).tobytes()
    return bytes(imagecodecs.deflate_encode(stored, level=_LEVEL))


def _tagged(form: Form, key: bytes, data: bytes) -> bytes:
    padded = data + bytes(-len(data) % 4)
    return form.key(b"8BIM") + form.key(key) + form.numbers("I", len(padded)) + padded


def _unicode(text: str, form: Form) -> bytes:
    letters = text.encode("utf-16-le" if form.order == "<" else "utf-16-be")
    return form.numbers("I", len(letters) // 2) + letters


def _pascal(text: str, multiple: int) -> bytes:
    letters = text.encode("mac-roman", "replace")[:255]
    written = bytes((len(letters),)) + letters
    return written + bytes(-len(written) % multiple)
