"""Mixes of a photo that the user named."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from engine.mix import Mix


class Snapshots(QObject):
    """`mixes` by name, in the order in which they were taken; `changed` follows every change of them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mixes: Mapping[str, Mix] = MappingProxyType({})

    def take(self, name: str, mix: Mix) -> None:
        """Keep a mix under a name."""
        self.restore({**self.mixes, name: mix})

    def forget(self, name: str) -> None:
        self.restore({other: mix for other, mix in self.mixes.items() if other != name})

    def restore(self, mixes: Mapping[str, Mix]) -> None:
        """Take those of a saved project."""
        self.mixes = MappingProxyType(dict(mixes))
        self.changed.emit()
