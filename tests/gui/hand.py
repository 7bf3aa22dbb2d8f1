"""A hand on one window: opens, separates, paints, exports, and waits until the picture rests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton

from sils_gui.app import SilsWindow
from sils_gui.state.scribble import MASK, Mark
from sils_gui.view.error_bar import QuestionBar
from sils_gui.view.export_dialog import ExportDialog
from tests.gui.eyes import WAIT_MS, Eyes
from tests.gui.fingers import LEFT, Box

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Make = Callable[..., SilsWindow]
PhotoFile = Callable[..., Path]


class Hand(Eyes):
    """Drives one window."""

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

    def crash(self, recovery: Path) -> None:
        """Leave edits behind as a process does that is gone."""
        self.sils.shop.saving.autosave()
        self.qtbot.waitUntil(lambda: not self.sils.shop.saving.is_writing, timeout=WAIT_MS)
        assert list(recovery.rglob("*.json")), "the edits are copied"
        self.sils.shop.saving.recovery.is_kept = False  # the dead copy nothing
        self.sils.shop.saving.recovery.lock.unlock()

    def bring_back(self) -> None:
        """Click that edits which were left behind shall come back, and wait for their layers."""
        (bar,) = self.window.findChildren(QuestionBar)
        self.click(bar.yes)
        desk = self.sils.state.desk
        self.qtbot.waitUntil(lambda: desk.current is not None and desk.current.separation is not None, timeout=WAIT_MS)
        self.rest()

    def _shows(self, path: Path) -> bool:
        current = self.sils.state.desk.current
        return current is not None and current.photo.path == path and self.sils.shop.opening.jobs.running is None


def marks_of(hand: Hand) -> tuple[Mark, ...]:
    """What the mask of the mix is made of."""
    return hand.document.painted.of(MASK).marks


def codes_of(path: Path) -> np.ndarray:
    """The RGB codes (H, W, 3) of an 8-bit file, by another reader than the engine's."""
    codes = cv2.imread(str(path))
    assert codes is not None, f"{path} is a picture"
    return codes[..., ::-1]
