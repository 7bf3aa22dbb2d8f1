"""Presets of the user's own: mixes under a title, a file each, for separators with the layers they were made for."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import model_validator

from engine.codecs.sniff import refuse_endless
from engine.documents import Document, parse, version_of
from engine.errors import DocumentError, SilsError, UsageError
from engine.mix import Mix
from engine.spec import SeparatorSpec
from engine.user_files import each_in

SUFFIX = ".sils-preset.json"
_VERSION = 1


class OwnPreset(Document):
    """A whole mix that the user named, and the names of the layers that it is for."""

    version: Literal[1] = _VERSION
    title: str
    layers: tuple[str, ...]
    mix: Mix

    @model_validator(mode="before")
    @classmethod
    def _is_no_newer(cls, found: Any) -> Any:
        version_of(found, _VERSION)
        return found

    @model_validator(mode="after")
    def _mixes_its_layers(self) -> Self:
        if len(self.layers) != len(self.mix.layers):
            raise ValueError("a preset mixes as many layers as it names")
        return self

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What tells presets apart."""
        return self.title, self.layers

    def fits(self, spec: SeparatorSpec) -> bool:
        """Whether a separator has the very layers that the preset was made for."""
        return self.layers == spec.layer_names


def folder_in(config: Path) -> Path:
    """Where the user's presets lie, beside the settings; may not exist yet."""
    return config / "presets"


def load_preset(path: Path) -> OwnPreset:
    """The preset in a file; raises DocumentError `preset-unreadable`, `preset-invalid`, or `not-a-file` for a pipe."""
    refuse_endless(path)
    try:
        content = path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        sentence = f"{path} cannot be read as a preset ({error.strerror or error})."
        raise DocumentError("preset-unreadable", sentence) from error
    return parse(OwnPreset, content, what=f"{path.name} is no preset of this SILS", code="preset-invalid")


def all_presets(folder: Path) -> Iterator[tuple[Path, OwnPreset] | SilsError]:
    """Every preset in a folder with its file, by the file's name; for one that cannot be read, why not."""
    unreadable = partial(DocumentError, "presets-unreadable")
    return each_in(folder, SUFFIX, lambda path: (path, load_preset(path)), unreadable)


def readable(folder: Path) -> dict[Path, OwnPreset]:
    """The presets in a folder, by file; those that cannot be read are left out."""
    return dict(found for found in all_presets(folder) if not isinstance(found, SilsError))


def fitting(presets: Sequence[OwnPreset], spec: SeparatorSpec) -> Mix:
    """The mix of the first of these presets of one title that is for a separator's layers.

    Raises UsageError `preset-unfit`.
    """
    for own in presets:
        if own.fits(spec):
            return own.mix
    layers = " or ".join(" + ".join(own.layers) for own in presets)
    sentence = f"Preset {presets[0].title!r} is for {layers}; {spec.title} makes {' + '.join(spec.layer_names)}."
    raise UsageError("preset-unfit", sentence)
