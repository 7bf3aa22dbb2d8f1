"""What to export: of which layers and mix, parts, kind of file, names, and what to do where a file is already there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.codecs.container import Container
from engine.errors import UsageError
from engine.free_names import Collision, free_number
from engine.mix import Mix
from engine.output import LAYERED, RESIDUAL, Output, goes_over
from engine.picture import Depth, Photo, Separation
from sils_gui.state.document import Document
from sils_gui.state.scribble import Scribble

MASK_PART = "mask"
"""The mask of the mix, as a part to be written."""


@dataclass(frozen=True)
class Exportable:
    """Layers, their mix, and where it acts, of which files are made."""

    separation: Separation
    mix: Mix
    mask: Scribble | None

    @classmethod
    def of(cls, document: Document) -> Exportable | None:
        """A document as it is now; None before there are layers."""
        if document.separation is None or document.mix is None:
            return None
        return cls(document.separation, document.mix, document.painted.mask)

    def newest(self, document: Document) -> Exportable:
        """The document as it is now, as long as it has layers of these names."""
        return (document.spec_fits(self.separation.spec) and Exportable.of(document)) or self


@dataclass(frozen=True)
class ExportWish:
    """One export: which parts of a photo, and how they are written."""

    parts: tuple[str, ...]
    output: Output

    def files(self, photo: Photo) -> Mapping[str, Path]:
        """Where each part goes; parts that shall be skipped are missing. Raises UsageError for names that cannot be."""
        if not self.parts:
            sentence = QCoreApplication.translate("Work", "Choose at least one picture to export.")
            raise UsageError("nothing-chosen", sentence)
        self.output.names.check(photo.path.stem, self.parts)
        wanted = self._named(photo, "")
        collision = self.output.collision
        if collision is Collision.OVERWRITE and goes_over(photo, wanted.values()):
            sentence = QCoreApplication.translate("Work", "{0} would be overwritten; choose another name or folder.")
            raise UsageError("over-photo", sentence.format(photo.path.name))
        if collision is Collision.SKIP:
            return {part: path for part, path in wanted.items() if not path.exists()}
        number = free_number(
            self.output.folder, lambda n: [path.name for path in self._named(photo, n).values()], collision
        )
        return self._named(photo, number or "")

    def _named(self, photo: Photo, number: str) -> Mapping[str, Path]:
        stem = photo.path.stem
        return {
            part: self.output.folder / f"{self.output.names.of(stem, part, number)}{self._suffix_for(part, photo)}"
            for part in self.parts
        }

    def _suffix_for(self, part: str, photo: Photo) -> str:
        return Container.PNG.suffix if part == MASK_PART else self.output.suffix_for(part, photo)


def size_estimate(wish: ExportWish, photo: Photo, layers: int) -> int:
    """About how many bytes the files take up: what such photos need per pixel with each kind of file."""
    samples = 3 * photo.size.pixels
    total = wish.parts.count(RESIDUAL) * 4.0 + wish.parts.count(MASK_PART) * 0.02
    if LAYERED in wish.parts:
        total += (layers + 1) * wish.output.layered_depth_for(photo) / 8 * 0.85
    flat = sum(part not in (RESIDUAL, LAYERED, MASK_PART) for part in wish.parts)
    if flat:
        container, depth = wish.output.container_for(photo), wish.output.depth_for(photo)
        per_sample = {
            (Container.JPEG, Depth.EIGHT): 0.25,
            (Container.PNG, Depth.EIGHT): 0.6,
            (Container.PNG, Depth.SIXTEEN): 1.7,
        }.get((container, depth), depth / 8 * 0.9)
        total += per_sample * flat
    return int(samples * total)
