"""Writing OpenEXR: named layers and what they make together, or one picture, as 32-bit floats of linear light.

The file is written here and not by the library, which wants all pictures in memory and cannot be stopped.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.codecs.exr_facts import facts_of
from engine.codecs.exr_format import LINES, Value, block_bytes, header_bytes
from engine.color import ColorSpace, Pixels, Plane, primaries_under_d65
from engine.geometry import BAND_PIXELS, Region, Size
from engine.picture import Metadata
from engine.progress import Progress

_ALPHA, _MASK = "A", "mask.Y"


@dataclass(frozen=True)
class LightStack:
    """Layers by name and the merged picture (name ""), as light of a region in the primaries of `color`.

    OpenEXR wants it multiplied with the transparency, as `covered` does. `mask` says where the merged picture may
    differ from the photo; a grey stack has one channel for each picture.
    """

    size: Size
    pictures: Mapping[str, Callable[[Region], Pixels]]
    color: ColorSpace
    alpha: Plane | None
    metadata: Metadata
    mask: Plane | None = None
    is_grey: bool = False

    @property
    def letters(self) -> str:
        """The names of a picture's channels."""
        return "Y" if self.is_grey else "RGB"

    @property
    def planes(self) -> dict[str, Plane]:
        """Single channels by name."""
        return {name: plane for name, plane in ((_ALPHA, self.alpha), (_MASK, self.mask)) if plane is not None}


def covered(light: Callable[[Region], Pixels], alpha: Plane | None) -> Callable[[Region], Pixels]:
    """The light of a region, multiplied with its transparency."""
    return light if alpha is None else lambda band: light(band) * alpha[band.slices][..., None]


def write_exr(path: Path, stack: LightStack, progress: Progress) -> None:
    """Write the layers as channels LAYER.R, LAYER.G, LAYER.B beside R, G, B; raises OSError, Cancelled."""
    names = sorted([*stack.planes, *(_channel(layer, letter) for layer in stack.pictures for letter in stack.letters)])
    with path.open("wb") as file:
        table_at = file.write(header_bytes(stack.size, names, _attributes(stack)))
        blocks = -(-stack.size.height // LINES)
        file.write(bytes(8 * blocks))
        places = list(_write_blocks(file, stack, names, progress))
        file.seek(table_at)
        file.write(struct.pack(f"<{blocks}Q", *places))
    progress.report(1.0)


def _write_blocks(file: BufferedWriter, stack: LightStack, names: list[str], progress: Progress) -> Iterator[int]:
    """Where each block begins."""
    width, height = stack.size.width, stack.size.height
    rows = max(LINES, BAND_PIXELS // width // LINES * LINES)
    for top in range(0, height, rows):
        lines = _lines(stack, names, Region(0, top, width, min(rows, height - top)))
        for y in range(0, len(lines), LINES):
            progress.report((top + y) / height)
            yield file.tell()
            file.write(block_bytes(top + y, lines[y : y + LINES]))


def _lines(stack: LightStack, names: list[str], band: Region) -> NDArray[np.float32]:
    """All channels (h, channels, w) of a band, in the order of their names."""
    lines = np.empty((band.height, len(names), band.width), np.float32)
    for layer, light in stack.pictures.items():
        pixels = light(band)
        for i, letter in enumerate(stack.letters):
            lines[:, names.index(_channel(layer, letter))] = pixels[..., i]
    for name, plane in stack.planes.items():
        lines[:, names.index(name)] = plane[band.slices]
    return lines


def _channel(layer: str, letter: str) -> str:
    return f"{layer}.{letter}" if layer else letter


def _attributes(stack: LightStack) -> dict[str, Value]:
    primaries = primaries_under_d65(stack.color.to_srgb)  # which EXR readers take for granted
    given: dict[str, Value] = {"chromaticities": primaries, **facts_of(stack.metadata.exif)}
    if stack.metadata.xmp:
        given["xmp"] = stack.metadata.xmp.decode("utf-8", "replace")
    if stack.metadata.dpi:
        given["xDensity"] = stack.metadata.dpi[0]
    return given
