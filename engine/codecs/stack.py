"""A stack: layers ready to be written into one file, from the bottom up, with the picture they make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engine.codecs.sheet import Sheet
from engine.color import Plane
from engine.geometry import Size
from engine.picture import Depth

GROUP_TITLE = "SILS"
"""Of the group around the layers of a photo with transparency."""


class Blend(Enum):
    """How a layer meets what lies below it; the values are Photoshop's keys."""

    NORMAL = b"norm"
    ADD = b"lddg"
    MULTIPLY = b"mul "


@dataclass(frozen=True)
class StackLayer:
    """One layer; `mask` says where it is seen, `is_shown` whether it is switched on."""

    title: str
    blend: Blend
    sheet: Sheet
    mask: Plane | None = None
    is_shown: bool = True


@dataclass(frozen=True)
class Stack:
    """Layers from the bottom up; `merged`, what the layers shown make together, has the metadata of the whole.

    The layers are opaque. Where `merged` is transparent, a group around them is: layers that were each as transparent
    as the photo would together be less so.
    """

    layers: tuple[StackLayer, ...]
    merged: Sheet

    @property
    def size(self) -> Size:
        return self.merged.size

    @property
    def depth(self) -> Depth:
        return self.merged.depth

    @property
    def cover(self) -> Plane | None:
        """The transparency of the group, None where there need not be one."""
        alpha = self.merged.alpha
        return None if alpha is None or alpha.min() == 1.0 else alpha


class LayerMode(Enum):
    """What the layers of a file mean: codes for an ordinary document, or true light for a linear one."""

    COMPATIBLE = "compatible"
    PHYSICAL = "physical"


class Layered(Enum):
    """A kind of file that holds layers."""

    PSD = "PSD"
    OPENRASTER = "ORA"
    TIFF = "TIFF"
    EXR = "EXR"

    @property
    def depths(self) -> tuple[Depth, ...]:
        """The depths it can hold, smallest first."""
        return (Depth.FLOAT,) if self is Layered.EXR else (Depth.EIGHT, Depth.SIXTEEN)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings that its files can have; a large PSD is a PSB."""
        other = {Layered.OPENRASTER: ".ora", Layered.TIFF: ".tif", Layered.EXR: ".exr"}
        return (".psd", ".psb") if self is Layered.PSD else (other[self],)

    def suffix(self, size: Size, depth: Depth) -> str:
        """The ending of a file of such layers."""
        return self.suffixes[-1 if is_large_document(size, depth) else 0]


def is_large_document(size: Size, depth: Depth) -> bool:
    """Whether a PSD must be written in its large form (PSB): past 30,000 pixels on a side, or near 2 GB."""
    most_pictures, most_bytes = 4, 1_900_000_000
    return max(size.width, size.height) > 30_000 or size.pixels * 3 * depth // 8 * most_pictures > most_bytes
