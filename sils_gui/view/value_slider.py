"""A slider for a number: arrows 1, Shift 10, Alt 0.1; double-click resets; the wheel acts only when focused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from sils_gui.view.ticks import TICKS, ticks_by_arrow
from sils_gui.view.wheel import guard_from_wheel, is_wheel_for

_DOWN, _UP = (
    (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_PageDown),
    (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageUp),
)
_STEPS = {**dict.fromkeys(_DOWN, -1), **dict.fromkeys(_UP, 1)}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_HANDLE_PX = 11
_DETENT_PX = 5
_NOTCH = 120
"""What a notch of the wheel turns, in eighths of a degree; touchpads tell of smaller parts."""


class ValueSlider(QSlider):
    """Works in ticks of a tenth of a step. `begun` begins a gesture, `stepped` asks for a change by ticks.

    `pressed` says at which tick the mouse was pressed, changed or not; `reset` belongs to the gesture of that press.
    The handle is dragged by where it was grabbed; a press beside it brings it there.
    """

    begun = Signal()
    stepped = Signal(int)
    pressed = Signal(int)
    reset = Signal()

    def __init__(self, neutral: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._neutral = neutral
        self._turned = 0
        self._grabbed_px = 0.0
        guard_from_wheel(self)
        self.setMinimumWidth(80)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _STEPS.get(Qt.Key(event.key()))
        if direction is None:
            if event.key() in _ENDS:
                self.begun.emit()
            event.ignore() if event.text() else super().keyPressEvent(event)
            return
        self.stepped.emit(direction * ticks_by_arrow(event.modifiers()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not is_wheel_for(self, event):
            return
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        notches = int(self._turned / _NOTCH)
        if notches:
            self._turned -= notches * _NOTCH
            self.stepped.emit(notches * TICKS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.begun.emit()
            self.setSliderDown(True)
            beside_px = event.position().x() - self._position_of(self.value())
            is_handle = abs(beside_px) <= _HANDLE_PX / 2
            self._grabbed_px = beside_px if is_handle else 0.0
            if not is_handle:
                self.setValue(self._value_at(event.position().x()))
            self.pressed.emit(self.value())
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().x() - self._grabbed_px))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.reset.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            x = round(self._position_of(self._neutral))
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawLine(x, self.height() // 2 - 6, x, self.height() // 2 + 6)
        super().paintEvent(event)

    def _value_at(self, x: float) -> int:
        if abs(x - self._position_of(self._neutral)) < _DETENT_PX:
            return self._neutral
        span = self._groove() - _HANDLE_PX
        return self.minimum() + round((x - _HANDLE_PX / 2) / span * (self.maximum() - self.minimum()))

    def _position_of(self, value: int) -> float:
        share = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        return _HANDLE_PX / 2 + share * (self._groove() - _HANDLE_PX)

    def _groove(self) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderGroove
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self).width()
