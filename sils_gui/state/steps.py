"""Steps of the history: what was there before and after, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QUndoCommand, QUndoStack

from sils_gui.state.scribble import Painted

Value = TypeVar("Value")


class Step(QUndoCommand, Generic[Value]):
    """From one value to another and back; `show` takes the one that counts. Those of one gesture (not 0) become one."""

    def __init__(self, show: Callable[[Value], None], before: Value, after: Value, text: str, gesture: int = 0) -> None:
        super().__init__(text)
        self._show, self._before, self._after, self._gesture = show, before, after, gesture

    def id(self) -> int:
        return 1 if self._gesture else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Step) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setText(other.text())
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        self._show(self._before)


def hinted_in(stack: QUndoStack) -> set[str]:
    """The names of the layers for which undoing and redoing can bring hints back."""
    steps = [stack.command(index) for index in range(stack.count())]
    values = [value for step in steps if isinstance(step, Step) for value in (step._before, step._after)]
    return {name for value in values if isinstance(value, Painted) for name in value.hints}
