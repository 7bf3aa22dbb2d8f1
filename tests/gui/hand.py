"""A hand on the window: clicks, drags and keys where a person would put them, and waiting until the picture rests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMenuBar,
    QMessageBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sils_gui.app import SilsWindow
from sils_gui.state.document import Document
from sils_gui.view.value_control import ValueControl
from tests.gui.conftest import WAIT_MS

Box = TypeVar("Box", bound=QDialog)


class Hand:
    """Drives one window."""

    def __init__(self, qtbot: QtBot, sils: SilsWindow) -> None:
        self.qtbot, self.sils = qtbot, sils
        self.window = sils.window
        self.canvas = sils.window.canvas

    @property
    def document(self) -> Document:
        document = self.sils.state.desk.current
        assert document is not None, "a photo is open"
        return document

    def open(self, *paths: Path) -> None:
        """As from the command line or by a drop; waits until the last is shown."""
        self.sils.shop.opening.open(paths)
        self.qtbot.waitUntil(lambda: self._shows(paths[-1]), timeout=WAIT_MS)
        self.rest()

    def separate(self) -> None:
        """Click Separate and wait for the layers."""
        before = self.document.separation
        self.tool("separate")
        self.qtbot.waitUntil(lambda: self.document.separation is not before, timeout=WAIT_MS)
        self.rest()

    def tool(self, name: str) -> None:
        """Click a button of the tool bar."""
        button = self.window.tool_bar.widgetForAction(self.window.actions_.of(name))
        assert isinstance(button, QToolButton), f"{name} is in the tool bar"
        assert button.isEnabled(), f"{name} can be clicked"
        self.click(button)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def key(self, key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the canvas."""
        self.canvas.setFocus()
        if isinstance(key, str):
            self.qtbot.keyClicks(self.canvas, key, modifier)
        else:
            self.qtbot.keyClick(self.canvas, key, modifier)

    def drag(self, control: ValueControl, *shares: float) -> None:
        """Drag a slider's handle through places given as shares of its length."""
        slider, left = control.slider, Qt.MouseButton.LeftButton
        points = [QPoint(round(5.5 + share * (slider.width() - 11)), slider.height() // 2) for share in shares]
        self.qtbot.mousePress(slider, left, pos=points[0])
        for point in points[1:]:
            self.qtbot.mouseMove(slider, point)
        self.qtbot.mouseRelease(slider, left, pos=points[-1])

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
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def choose(self, combo: QComboBox, value: object) -> None:
        """Take an entry of a drop-down by the keyboard."""
        combo.setFocus()
        wanted = combo.findData(value)
        assert wanted >= 0, f"{value} can be chosen"
        key = Qt.Key.Key_Down if wanted > combo.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(wanted - combo.currentIndex())):
            self.qtbot.keyClick(combo, key)

    def menu(self, *titles: str) -> None:
        """Click through the menu bar to an entry; titles without their marks for the keyboard."""
        holder: QMenuBar | QMenu = self.window.menuBar()
        for title in titles:
            action = next(each for each in holder.actions() if each.text().replace("&", "") == title)
            assert action.isEnabled(), f"{title} can be clicked"
            entry = action.menu()
            self.click(holder, holder.actionGeometry(action).center())
            if isinstance(entry, QMenu):
                self.qtbot.waitUntil(entry.isVisible)
                holder = entry

    def check(self, box: QCheckBox) -> None:
        """Click a box to be ticked."""
        self.click(box, QPoint(10, box.height() // 2))

    def dialog(self, kind: type[Box]) -> Box:
        """The dialog of a kind that is open."""
        return next(dialog for dialog in self.window.findChildren(kind) if dialog.isVisible())

    def answer_question(self, button: QMessageBox.StandardButton) -> list[str]:
        """Answer the next question that blocks the window; its text is in the list afterwards."""
        texts: list[str] = []

        def answer(box: QMessageBox) -> None:
            texts.append(box.text())
            self.click(box.button(button))

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

    def rest(self) -> None:
        """Wait until everything shown is exact."""
        self.qtbot.waitUntil(lambda: self.sils.shop.previewing.is_settled, timeout=WAIT_MS)

    def seen(self) -> np.ndarray:
        """The canvas (H, W, 3) uint8."""
        QApplication.processEvents()  # bars come and go
        self.rest()
        image = self.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()

    def seen_photo(self) -> np.ndarray:
        """The part of the canvas that shows the photo at 100 %."""
        seen, viewport = self.seen(), self.sils.state.looking.viewport
        left, top = (round(value) for value in viewport.origin())
        return seen[top : top + viewport.photo.height, left : left + viewport.photo.width]

    def _shows(self, path: Path) -> bool:
        current = self.sils.state.desk.current
        return current is not None and current.photo.path == path and self.sils.shop.opening.jobs.running is None


def _when_modal(kind: type[Box], act: Callable[[Box], None]) -> None:
    """Do something with the next dialog of a kind that blocks the window, as soon as it is there."""
    box = QApplication.activeModalWidget()
    if isinstance(box, kind):
        act(box)
    else:
        QTimer.singleShot(10, lambda: _when_modal(kind, act))
