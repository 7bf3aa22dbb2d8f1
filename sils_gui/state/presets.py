"""The presets of the user's own as the window keeps them: saved, replaced and removed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.errors import WriteError
from engine.files import written_aside
from engine.free_names import numbers, safe_name
from engine.mix import Mix
from engine.own_presets import SUFFIX, OwnPreset, readable
from engine.paths import is_there
from engine.spec import SeparatorSpec

_DIGITS = 8


class OwnPresets(QObject):
    """The presets in a folder, one for each title and layers; files that cannot be read are left alone, not shown."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    def all(self) -> tuple[OwnPreset, ...]:
        """Every preset, by name."""
        return tuple(readable(self._folder).values())

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

    def _files_of(self, preset: OwnPreset) -> list[Path]:
        return [path for path, there in readable(self._folder).items() if there.key == preset.key]

    def _free_path(self, title: str, layers: tuple[str, ...]) -> Path:
        """A file's name for these alone: titles may differ in what no name of a file can have, presets in their layers.

        What has the name already cannot be read, be it a newer SILS's, and keeps it.
        """
        told_apart = sha256(json.dumps([title, layers]).encode()).hexdigest()[:_DIGITS]
        stem = f"{safe_name(title)}-{told_apart}"
        paths = (self._folder / f"{stem}{number}{SUFFIX}" for number in numbers())
        return next(path for path in paths if not is_there(path))
