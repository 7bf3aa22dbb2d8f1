"""Drop-down lists of values under titles for people."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from sils_gui.view.wheel import guard_from_wheel, is_wheel_for

_ICON_GAP_PX = 4


class ChoiceBox(QComboBox):
    """A list from which the wheel chooses only while it has the focus; what has no room is shortened, and says so."""

    def __init__(self) -> None:
        super().__init__()
        guard_from_wheel(self)

    def wheelEvent(self, e: QWheelEvent) -> None:
        if is_wheel_for(self, e):
            super().wheelEvent(e)

    def paintEvent(self, e: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        parts, style = QStyle.SubControl, self.style()
        field = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts.SC_ComboBoxEditField, self)
        room_px = field.width() - (option.iconSize.width() + _ICON_GAP_PX if not option.currentIcon.isNull() else 0)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room_px)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


def combo(items: Iterable[tuple[str, object]], *, name: str = "", tip: str = "") -> ChoiceBox:
    """A list of values, each with its title; a name for who cannot see it, where no label of a form gives it one.

    On Linux, Qt tells the chosen value in the place of the name, so the description has it, too.
    """
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setAccessibleDescription(": ".join(text for text in (name, tip) if text))
    box.setToolTip(tip)
    for title, value in items:
        box.addItem(title, value)
    return box


def select(box: QComboBox, value: object) -> None:
    """Choose a value, or the first where it is not in the list."""
    box.setCurrentIndex(next((row for row in range(box.count()) if box.itemData(row) == value), 0))
