"""Steps of the history: what was there before and after, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QUndoCommand

from engine.mix import Mix

Value = TypeVar("Value")


class Step(QUndoCommand, Generic[Value]):
    """From one value to another and back; `show` takes the one that counts."""

    def __init__(self, show: Callable[[Value], None], before: Value, after: Value, text: str) -> None:
        super().__init__(text)
        self._show, self._before, self._after = show, before, after

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        self._show(self._before)


class MixStep(Step[Mix]):
    """A step of the mix; those of one gesture (not 0) become one."""

    def __init__(self, show: Callable[[Mix], None], before: Mix, after: Mix, text: str, gesture: int) -> None:
        super().__init__(show, before, after, text)
        self._gesture = gesture

    def id(self) -> int:
        return 1 if self._gesture else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, MixStep) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setText(other.text())
        self.setObsolete(self._after == self._before)
        return True
