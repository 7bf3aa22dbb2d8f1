"""Fields in which a number is typed; the mixer's counts from Enter on, or as soon as something else is asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from sils_gui.view.ticks import TICKS, ticks_by_arrow
from sils_gui.view.wheel import guard_from_wheel, is_wheel_for

_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Shift, Qt.Key.Key_AltGr)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ARROWS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_BY_OTHER_STEPS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
_NO_NUMBER = "–"


class DecimalField(QDoubleSpinBox):
    """Takes either decimal mark, and the wheel only while it has the focus; a number beyond the range is its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        guard_from_wheel(self)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        """What was typed or pasted, with the decimal mark of the language; fields never show thousands apart."""
        text = input.replace(",", ".").replace(".", self.locale().decimalPoint())
        if self._beyond(text) is not None:
            return QValidator.State.Intermediate, text, pos
        return super().validate(text, pos)  # type: ignore[return-value]

    def fixup(self, input: str) -> str:
        """The nearest number that is in the range, where one was typed that is not."""
        beyond = self._beyond(input)
        if beyond is None:
            return super().fixup(input)  # type: ignore[return-value]
        nearest = min(self.maximum(), max(self.minimum(), beyond))
        return f"{self.prefix()}{self.textFromValue(nearest)}{self.suffix()}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        if is_wheel_for(self, event):
            super().wheelEvent(event)

    def _beyond(self, text: str) -> float | None:
        """The number that a text is, where the range does not reach so far."""
        number = text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip()
        value, is_number = self.locale().toDouble(number)
        is_plain = is_number and number.lstrip("-").replace(self.locale().decimalPoint(), "", 1).isdecimal()
        return value if is_plain and not self.minimum() <= value <= self.maximum() else None


class NumberField(DecimalField):
    """Takes what was typed before a command of the window is carried out by keys, and undoes only its own typing; Esc
    gives it up.

    `stepped` asks for a change by ticks, for which arrows and, while it has the focus, the wheel are used.
    """

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_number = True

    def show_number(self, value: float) -> None:
        """Show a number; what is being typed stays where it is the one that was shown before."""
        if not self._has_number or abs(self.value() - value) > 10 ** -self.decimals() / 2:
            self._has_number = True
            self.setValue(value)
        self.setEnabled(True)

    def show_none(self, value: float) -> None:
        """Show that there is no number, and let none be typed; steps go on from the value."""
        self._has_number = False
        self.setValue(value)
        self.setEnabled(False)

    def event(self, event: QEvent) -> bool:
        is_taken = super().event(event)
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_untouched and _is_undoing(event):
                event.ignore()
                return False
            if event.key() == Qt.Key.Key_Escape and not self._is_untouched:
                event.accept()
                return True
            if not event.isAccepted() and event.key() not in _HELD and event.modifiers() & _COMMANDS:
                self.interpretText()
        return is_taken

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _ARROWS.get(Qt.Key(event.key()))
        if direction is not None and event.modifiers() & _BY_OTHER_STEPS:
            self._step(direction * ticks_by_arrow(event.modifiers()))
        elif event.key() == Qt.Key.Key_Escape and not self._is_untouched:
            self.lineEdit().setText(self._untouched)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def stepBy(self, steps: int) -> None:
        self._step(TICKS * steps)

    def textFromValue(self, val: float) -> str:
        return super().textFromValue(val) if self._has_number else _NO_NUMBER

    def _step(self, ticks: int) -> None:
        self.interpretText()
        self.stepped.emit(ticks)
        self.selectAll()

    @property
    def _is_untouched(self) -> bool:
        """Whether it shows its number as it would show it anew."""
        return self.text() == self._untouched

    @property
    def _untouched(self) -> str:
        return f"{self.prefix()}{self.textFromValue(self.value())}{self.suffix()}"


def _is_undoing(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
