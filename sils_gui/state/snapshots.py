"""Mixes of a photo that the user named, each for the layers that it was taken of."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from engine.job import Snapshot


class Snapshots(QObject):
    """`mixes` by name, in the order in which they were taken; `changed` follows every change of them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mixes: Mapping[str, Snapshot] = MappingProxyType({})

    def take(self, name: str, mix: Snapshot) -> None:
        """Keep a mix under a name, with a number behind it where there is one of that name."""
        numbered = (f"{name} {number}" for number in itertools.count(2))
        free = next(each for each in itertools.chain([name], numbered) if each not in self.mixes)
        self.restore({**self.mixes, free: mix})

    def forget(self, name: str) -> None:
        self.restore({other: mix for other, mix in self.mixes.items() if other != name})

    def restore(self, mixes: Mapping[str, Snapshot]) -> None:
        """Have these and no others."""
        self.mixes = MappingProxyType(dict(mixes))
        self.changed.emit()

    def put_first(self, mixes: Mapping[str, Snapshot]) -> None:
        """Take those of a saved project before those that were taken since."""
        since = self.mixes
        self.restore(mixes)
        for name, mix in since.items():
            if mixes.get(name) != mix:
                self.take(name, mix)
