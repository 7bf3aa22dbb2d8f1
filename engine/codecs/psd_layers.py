"""Photoshop's layer block, written as a stream: layer records, then channels; for PSD, PSB and TIFF files.

Source: Adobe Photoshop File Formats Specification, "Layer and Mask Information Section", and Adobe Photoshop TIFF
Technical Notes (2002): in TIFF, numbers and keys have the byte order of the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedWriter

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.codecs.psd_form import Form, counted, pascal_bytes, tagged_bytes, unicode_bytes
from engine.codecs.sheet import plane_codes
from engine.codecs.stack import GROUP_TITLE, Blend, Stack, StackLayer
from engine.color import Plane
from engine.geometry import Size
from engine.picture import Depth
from engine.progress import Progress

_UNPACKED, _ZIP, _LEVEL = 0, 2, 1
_OPEN_GROUP, _GROUP_END = 1, 3
_END_TITLE = "</Layer group>"
_ALPHA_ID, _MASK_ID = -1, -2
_HIDDEN, _FLAGS_MEAN_SOMETHING = 2, 8
_OPAQUE = 255
_BLOCKS = {Depth.EIGHT: b"Layr", Depth.SIXTEEN: b"Lr16"}


def write_layer_block(file: BufferedWriter, stack: Stack, form: Form, progress: Progress) -> None:
    """A tagged block with all layers; seeks back to put lengths in, so that no picture has to be kept packed."""
    file.write(form.key(b"8BIM") + form.key(_BLOCKS[stack.depth]))
    with counted(file, form):
        write_layers(file, stack, form, progress)


def write_layers(file: BufferedWriter, stack: Stack, form: Form, progress: Progress) -> None:
    """How many records there are, each from the bottom up, and their channels."""
    records = _records(stack)
    count = len(records)
    # A negative count says that the merged picture has transparency.
    file.write(form.numbers("h", -count if stack.merged.alpha is not None else count))
    records_at = file.tell()
    for record in records:
        file.write(record.head(form, [0] * len(record.ids)))
    lengths = []
    for i, record in enumerate(records):
        lengths.append(record.write_channels(file, form, progress.part(i / count, (i + 1) / count)))
        form.check(file.tell() - records_at)  # now, and not after all the others
    end = file.tell()
    file.seek(records_at)
    for record, found in zip(records, lengths, strict=True):
        file.write(record.head(form, found))
    file.seek(end)


@dataclass(frozen=True)
class _Record:
    """What the block says of a layer, or of a group's beginning or end; `planes` gives its channels.

    A group begins with an end and ends with its own record, since all is written from the bottom up.
    """

    title: str
    size: Size
    planes: Callable[[Progress], list[NDArray]]
    blend: Blend = Blend.NORMAL
    mask: Plane | None = None
    depth: Depth = Depth.EIGHT
    is_shown: bool = True
    divides: int = 0

    @property
    def ids(self) -> list[int]:
        """Which channels there are, in the order in which they are written."""
        return [*([_ALPHA_ID] if self.divides else []), 0, 1, 2, *([_MASK_ID] if self.mask is not None else [])]

    def head(self, form: Form, lengths: list[int]) -> bytes:
        rectangle = form.numbers("4i", 0, 0, *((0, 0) if self.divides else (self.size.height, self.size.width)))
        channels = b"".join(form.numbers("h", i) + form.length(n) for i, n in zip(self.ids, lengths, strict=True))
        flags = _FLAGS_MEAN_SOMETHING | (0 if self.is_shown else _HIDDEN)
        blend = form.key(b"8BIM") + form.key(self.blend.value) + bytes((_OPAQUE, 0, flags, 0))
        mask = form.numbers("4i", 0, 0, self.size.height, self.size.width) + bytes(4) if self.mask is not None else b""
        extra = form.numbers("I", len(mask)) + mask + form.numbers("I", 0) + pascal_bytes(self.title, 4)
        extra += tagged_bytes(form, b"luni", unicode_bytes(self.title, form))
        if self.divides:
            kind = form.numbers("I", self.divides) + form.key(b"8BIM") + form.key(self.blend.value)
            extra += tagged_bytes(form, b"lsct", kind)
        return rectangle + form.numbers("H", len(self.ids)) + channels + blend + form.numbers("I", len(extra)) + extra

    def write_channels(self, file: BufferedWriter, form: Form, progress: Progress) -> list[int]:
        planes = self.planes(progress.part(0.0, 0.5))
        if self.mask is not None:
            planes = [*planes, plane_codes(self.mask, self.depth)]
        lengths = []
        for i, plane in enumerate(planes):
            progress.report(0.5 + 0.5 * i / len(planes))
            lengths.append(_write_plane(file, form, plane))
        return lengths


def _records(stack: Stack) -> list[_Record]:
    layers = [_layer(layer) for layer in stack.layers]
    if stack.cover is None:
        return layers
    end = _Record(_END_TITLE, stack.size, _nothing, divides=_GROUP_END)
    group = _Record(GROUP_TITLE, stack.size, _nothing, mask=stack.cover, depth=stack.depth, divides=_OPEN_GROUP)
    return [end, *layers, group]


def _layer(layer: StackLayer) -> _Record:
    def planes(progress: Progress) -> list[NDArray]:
        codes = layer.sheet.whole(progress)
        return [codes[..., i] for i in range(3)]

    return _Record(layer.title, layer.sheet.size, planes, layer.blend, layer.mask, layer.sheet.depth, layer.is_shown)


def _nothing(progress: Progress) -> list[NDArray]:
    """The channels of a group."""
    return [np.empty((0, 0), np.uint8)] * 4


def _write_plane(file: BufferedWriter, form: Form, plane: NDArray) -> int:
    if not plane.size:
        return file.write(form.numbers("H", _UNPACKED))
    return file.write(form.numbers("H", _ZIP)) + file.write(_packed(plane))


def _packed(plane: NDArray) -> bytes:
    """One channel (H, W), deflated without prediction, which not all programs read right at 16 bits.

    Its codes have the large byte first in every form.
    """
    stored = np.ascontiguousarray(plane, plane.dtype.newbyteorder(">")).tobytes()
    return bytes(imagecodecs.deflate_encode(stored, level=_LEVEL))
