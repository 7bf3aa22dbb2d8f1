"""Fingers on widgets: clicks, drags and keys where a person would put them; answers to questions that block."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sils_gui.view.value_control import ValueControl

LEFT = Qt.MouseButton.LeftButton
Box = TypeVar("Box", bound=QDialog)


class Fingers:
    """Act on any widget."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, LEFT, pos=at or widget.rect().center())

    def drag(self, control: ValueControl, *shares: float) -> None:
        """Drag a slider's handle through places given as shares of its length."""
        slider = control.slider
        points = [QPoint(round(5.5 + share * (slider.width() - 11)), slider.height() // 2) for share in shares]
        self.qtbot.mousePress(slider, LEFT, pos=points[0])
        for point in points[1:]:
            self.qtbot.mouseMove(slider, point)
        self.qtbot.mouseRelease(slider, LEFT, pos=points[-1])

    def type(self, control: ValueControl, text: str) -> None:
        """Type a number and press Enter."""
        control.entry.setFocus()
        control.entry.selectAll()
        self.qtbot.keyClicks(control.entry, text)
        self.qtbot.keyClick(control.entry, Qt.Key.Key_Return)

    def write(self, field: QLineEdit, text: str) -> None:
        """Replace what stands in a field by typing."""
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def pick(self, view: QAbstractItemView, row: int) -> None:
        """Click a row of a list."""
        at = view.visualRect(view.model().index(row, 0)).center()
        self.qtbot.mouseClick(view.viewport(), LEFT, pos=at)

    def choose(self, combo: QComboBox, value: object) -> None:
        """Take an entry of a drop-down by the keyboard."""
        combo.setFocus()
        wanted = combo.findData(value)
        assert wanted >= 0, f"{value} can be chosen"
        key = Qt.Key.Key_Down if wanted > combo.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(wanted - combo.currentIndex())):
            self.qtbot.keyClick(combo, key)

    def check(self, box: QCheckBox) -> None:
        """Click a box to be ticked."""
        self.click(box, QPoint(10, box.height() // 2))

    def answer_question(self, button: QMessageBox.StandardButton) -> list[str]:
        """Answer the next question that blocks the window; its text is in the list afterwards."""
        texts: list[str] = []

        def answer(box: QMessageBox) -> None:
            texts.append(box.text())
            self.click(box.button(button))

        _when_modal(QMessageBox, answer)
        return texts

    def answer_with(self, title: str) -> list[str]:
        """The same with a button by its title, without its mark for the keyboard."""
        texts: list[str] = []

        def answer(box: QMessageBox) -> None:
            texts.append(f"{box.text()}\n{box.informativeText()}")
            self.click(next(button for button in box.buttons() if button.text().replace("&", "") == title))

        _when_modal(QMessageBox, answer)
        return texts

    def answer_file_dialog(self, path: Path) -> None:
        """Put a path into the next file dialog and click its button."""

        def answer(box: QFileDialog) -> None:
            field, buttons = box.findChild(QLineEdit), box.findChild(QDialogButtonBox)
            assert field is not None, "a file dialog has a name"
            assert buttons is not None, "a file dialog has buttons"
            field.setText(str(path))
            self.click(buttons.buttons()[0])

        _when_modal(QFileDialog, answer)


def _when_modal(kind: type[Box], act: Callable[[Box], None]) -> None:
    """Do something with the next dialog of a kind that blocks the window, as soon as it is there."""
    box = QApplication.activeModalWidget()
    if isinstance(box, kind):
        act(box)
    else:
        QTimer.singleShot(10, lambda: _when_modal(kind, act))
