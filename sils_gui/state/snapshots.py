"""Mixes of a photo that the user named, each for the layers that it was taken of."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from engine.job import Snapshot
from sils_gui.state.steps import Step


class Snapshots(QObject):
    """`mixes` by name, in the order in which they were taken; `changed` follows every change of them.

    Taking and forgetting one are steps of the history.
    """

    changed = Signal()

    def __init__(self, undo_stack: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undo_stack = undo_stack
        self.mixes: Mapping[str, Snapshot] = MappingProxyType({})

    def take(self, name: str, mix: Snapshot, text: str) -> None:
        """Keep a mix under a name, with a number behind it where there is one of that name; `text` says {0} for it."""
        free = self._free(name)
        self._push({**self.mixes, free: mix}, text.format(free))

    def forget(self, name: str, text: str) -> None:
        """Take one away; `text` says {0} for its name."""
        self._push({other: mix for other, mix in self.mixes.items() if other != name}, text.format(name))

    def put_first(self, mixes: Mapping[str, Snapshot]) -> None:
        """Take those of a saved project before those that were taken since."""
        since = self.mixes
        self._show(mixes)
        for name, mix in since.items():
            if mixes.get(name) != mix:
                self._show({**self.mixes, self._free(name): mix})

    def _free(self, name: str) -> str:
        numbered = (f"{name} {number}" for number in itertools.count(2))
        return next(each for each in itertools.chain([name], numbered) if each not in self.mixes)

    def _push(self, mixes: Mapping[str, Snapshot], text: str) -> None:
        self._undo_stack.push(Step(self._show, self.mixes, mixes, text))

    def _show(self, mixes: Mapping[str, Snapshot]) -> None:
        self.mixes = MappingProxyType(dict(mixes))
        self.changed.emit()
