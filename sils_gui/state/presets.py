"""Presets of the user's own: mixes under a name, one file each, for separators with the same layers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from engine.documents import Document as SavedDocument
from engine.documents import parse
from engine.errors import DocumentError
from engine.files import safe_name, written_aside
from engine.mix import Mix
from engine.spec import SeparatorSpec

_SUFFIX = ".sils-preset.json"


class _Saved(SavedDocument):
    version: Literal[1] = 1
    title: str
    layers: tuple[str, ...]
    mix: Mix


@dataclass(frozen=True)
class OwnPreset:
    """A whole mix that the user named."""

    title: str
    layers: tuple[str, ...]
    mix: Mix

    def fits(self, spec: SeparatorSpec) -> bool:
        """Whether a separator has the very layers that the preset was made for."""
        return self.layers == spec.layer_names


class OwnPresets(QObject):
    """The presets in a folder; files that cannot be read are left alone and not shown."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    def all(self) -> tuple[OwnPreset, ...]:
        """Every preset, by name."""
        found = []
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            try:
                saved = parse(_Saved, path.read_bytes(), what=path.name, code="preset-invalid")
            except (OSError, DocumentError):
                continue
            found.append(OwnPreset(saved.title, saved.layers, saved.mix))
        return tuple(found)

    def save(self, title: str, spec: SeparatorSpec, mix: Mix) -> None:
        """Keep a mix under a name, over an older one of that name; raises WriteError."""
        saved = _Saved(title=title, layers=spec.layer_names, mix=mix)
        with written_aside(self._path(title)) as aside:
            aside.write_text(saved.to_json(), encoding="utf-8")
        self.changed.emit()

    def remove(self, title: str) -> None:
        self._path(title).unlink(missing_ok=True)
        self.changed.emit()

    def _path(self, title: str) -> Path:
        return self._folder / f"{safe_name(title)}{_SUFFIX}"
