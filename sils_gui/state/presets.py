"""Presets of the user's own: mixes under a name, one file each, for separators with the same layers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.documents import Document, parse
from engine.errors import DocumentError, WriteError
from engine.files import written_aside
from engine.free_names import numbers, safe_name
from engine.mix import Mix
from engine.paths import is_there
from engine.spec import SeparatorSpec

_SUFFIX = ".sils-preset.json"
_DIGITS = 8


class OwnPreset(Document):
    """A whole mix that the user named, and the names of the layers that it is for."""

    version: Literal[1] = 1
    title: str
    layers: tuple[str, ...]
    mix: Mix

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What tells presets apart."""
        return self.title, self.layers

    def fits(self, spec: SeparatorSpec) -> bool:
        """Whether a separator has the very layers that the preset was made for."""
        return self.layers == spec.layer_names


class OwnPresets(QObject):
    """The presets in a folder, one for each title and layers; files that cannot be read are left alone, not shown."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    def all(self) -> tuple[OwnPreset, ...]:
        """Every preset, by name."""
        return tuple(self._found().values())

    def has(self, title: str, spec: SeparatorSpec) -> bool:
        """Whether there is one of that name for the same layers, which saving would replace."""
        return any(own.key == (title, spec.layer_names) for own in self.all())

    def save(self, title: str, spec: SeparatorSpec, mix: Mix) -> None:
        """Keep a mix under a name, over an older one of that name for the same layers; raises WriteError."""
        preset = OwnPreset(title=title, layers=spec.layer_names, mix=mix)
        there = self._files_of(preset)
        with written_aside(there[0] if there else self._free_path(title, spec.layer_names)) as aside:
            aside.write_text(preset.to_json(), encoding="utf-8")
        self.changed.emit()

    def remove(self, preset: OwnPreset) -> None:
        """Delete a preset; raises WriteError."""
        try:
            for path in self._files_of(preset):
                path.unlink(missing_ok=True)
        except OSError as error:
            sentence = QCoreApplication.translate("Shelf", "{0} could not be removed ({1}).")
            raise WriteError("preset-stays", sentence.format(preset.title, error.strerror or error)) from error
        finally:
            self.changed.emit()

    def _found(self) -> Mapping[Path, OwnPreset]:
        found = {}
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            try:
                found[path] = parse(OwnPreset, path.read_bytes(), what=path.name, code="preset-invalid")
            except (OSError, DocumentError):
                continue
        return found

    def _files_of(self, preset: OwnPreset) -> list[Path]:
        return [path for path, there in self._found().items() if there.key == preset.key]

    def _free_path(self, title: str, layers: tuple[str, ...]) -> Path:
        """A file's name for these alone: titles may differ in what no name of a file can have, presets in their layers.

        What has the name already cannot be read, be it a newer SILS's, and keeps it.
        """
        told_apart = sha256(json.dumps([title, layers]).encode()).hexdigest()[:_DIGITS]
        stem = f"{safe_name(title)}-{told_apart}"
        paths = (self._folder / f"{stem}{number}{_SUFFIX}" for number in numbers())
        return next(path for path in paths if not is_there(path))
