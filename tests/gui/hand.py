"""A hand on one window: opens, separates, paints, exports, and waits until the picture rests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QToolButton
from pytestqt.qtbot import QtBot

from sils_gui.app import SilsWindow
from sils_gui.state.document import Document
from sils_gui.view.error_bar import QuestionBar
from sils_gui.view.export_dialog import ExportDialog
from tests.gui.fingers import LEFT, Box, Fingers

WAIT_MS = 60_000
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Make = Callable[..., SilsWindow]
PhotoFile = Callable[..., Path]


class Hand(Fingers):
    """Drives one window."""

    def __init__(self, qtbot: QtBot, sils: SilsWindow) -> None:
        super().__init__(qtbot)
        self.sils = sils
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

    def save(self) -> None:
        """Press Ctrl+S and wait for the file."""
        self.key("s", CTRL)
        self.qtbot.waitUntil(lambda: not self.sils.shop.saving.is_writing and self.document.is_saved, timeout=WAIT_MS)

    def tool(self, name: str) -> None:
        """Click a button of the tool bar."""
        button = self.window.tool_bar.widgetForAction(self.window.actions_.of(name))
        assert isinstance(button, QToolButton), f"{name} is in the tool bar"
        assert button.isEnabled(), f"{name} can be clicked"
        self.click(button)

    def bar_button(self, name: str) -> None:
        """Click a button of the brush's bar."""
        action, buttons = self.window.actions_.of(name), self.window.brush_bar.findChildren(QToolButton)
        self.click(next(button for button in buttons if button.defaultAction() is action))

    def key(self, key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the canvas."""
        self.canvas.setFocus()
        if isinstance(key, str):
            self.qtbot.keyClicks(self.canvas, key, modifier)
        else:
            self.qtbot.keyClick(self.canvas, key, modifier)

    def stroke(self, *points: tuple[int, int]) -> None:
        """Drag the mouse over points of the photo, which is shown at 100 %."""
        left, top = (round(value) for value in self.sils.state.looking.viewport.origin())
        places = [QPoint(left + x, top + y) for x, y in points]
        self.qtbot.mousePress(self.canvas, LEFT, pos=places[0])
        for place in places[1:]:
            self.qtbot.mouseMove(self.canvas, place)
        self.qtbot.mouseRelease(self.canvas, LEFT, pos=places[-1])

    def drop(self, *paths: Path) -> None:
        """Let files fall onto the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        actions, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        self.window.dropEvent(QDropEvent(QPointF(5, 5), actions, mime, LEFT, keys))

    def set_amount(self, percent: float, layer: int = 1) -> None:
        """Type how much there shall be of a layer."""
        self.type(self.window.docks.mixer.strips[layer].controls["strength"], f"{percent:g}")

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

    def dialog(self, kind: type[Box]) -> Box:
        """The dialog of a kind that is open."""
        return next(dialog for dialog in self.window.findChildren(kind) if dialog.isVisible())

    def export_dialog(self, folder: Path | None = None) -> ExportDialog:
        """Click Export; a folder is typed in."""
        self.tool("export")
        dialog = self.dialog(ExportDialog)
        if folder is not None:
            self.write(dialog.place.folder_field, str(folder))
        return dialog

    def exported(self, dialog: ExportDialog) -> list[Path]:
        """Click the dialog's button; the files when they are written."""
        with self.qtbot.waitSignal(self.sils.shop.exporting.exported, timeout=WAIT_MS) as exported:
            self.click(dialog.export)
        assert exported.args is not None, "the signal says what was written"
        return exported.args[0]

    def told(self) -> str:
        """The sentence of the error bar, as soon as there is one."""
        self.qtbot.waitUntil(lambda: self.sils.state.problems.current is not None, timeout=WAIT_MS)
        assert self.window.error_bar.isVisible()
        return self.window.error_bar.sentence.text()

    def crash(self, recovery: Path) -> None:
        """Leave edits behind as a process does that is gone."""
        self.sils.shop.saving.autosave()
        self.qtbot.waitUntil(lambda: bool(list(recovery.rglob("*.json"))), timeout=WAIT_MS)
        self.sils.shop.saving.recovery.lock.unlock()

    def bring_back(self) -> None:
        """Click that edits which were left behind shall come back, and wait for their layers."""
        (bar,) = self.window.findChildren(QuestionBar)
        self.click(bar.yes)
        desk = self.sils.state.desk
        self.qtbot.waitUntil(lambda: desk.current is not None and desk.current.separation is not None, timeout=WAIT_MS)
        self.rest()

    def share_of(self, layer: int, x: int, y: int) -> float:
        """How much of the photo's light a layer has at a pixel."""
        separation = self.document.separation
        assert separation is not None, "the photo is separated"
        return float((separation.layers[layer].pixels[y, x] / separation.photo.pixels[y, x]).mean())

    def rest(self) -> None:
        """Wait until everything shown is exact."""
        shop = self.sils.shop
        self.qtbot.waitUntil(lambda: shop.previewing.is_settled and shop.covering.is_settled, timeout=WAIT_MS)

    def first_looks(self) -> list[np.ndarray]:
        """The canvas each time that a first look covers it, from now on."""
        looks: list[np.ndarray] = []
        look = self.window.first_look
        look.changed.connect(lambda: looks.append(self._grabbed()) if look.isVisible() else None)
        return looks

    def seen(self) -> np.ndarray:
        """The canvas (H, W, 3) uint8."""
        QApplication.processEvents()  # bars come and go
        self.rest()
        return self._grabbed()

    def _grabbed(self) -> np.ndarray:
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


def codes_of(path: Path) -> np.ndarray:
    """The RGB codes (H, W, 3) of an 8-bit file, by another reader than the engine's."""
    codes = cv2.imread(str(path))
    assert codes is not None, f"{path} is a picture"
    return codes[..., ::-1]
