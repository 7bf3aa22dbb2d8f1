"""Eyes on one window: what it shows once everything rests, and what it says."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sils_gui.app import SilsWindow
from sils_gui.state.document import Document
from tests.gui.fingers import Fingers

WAIT_MS = 60_000


def grabbed(widget: QWidget) -> np.ndarray:
    """What a widget shows (H, W, 3) uint8."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


class Eyes(Fingers):
    """See one window."""

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
        return grabbed(self.canvas)

    def seen_photo(self) -> np.ndarray:
        """The part of the canvas that shows the photo at 100 %."""
        seen, viewport = self.seen(), self.sils.state.looking.viewport
        left, top = (round(value) for value in viewport.origin())
        return seen[top : top + viewport.photo.height, left : left + viewport.photo.width]

    def told(self) -> str:
        """The sentence of the error bar, as soon as there is one."""
        self.qtbot.waitUntil(lambda: self.sils.state.problems.current is not None, timeout=WAIT_MS)
        assert self.window.error_bar.isVisible()
        return self.window.error_bar.sentence.text()

    def share_of(self, layer: int, x: int, y: int) -> float:
        """How much of the photo's light a layer has at a pixel."""
        separation = self.document.separation
        assert separation is not None, "the photo is separated"
        return float((separation.layers[layer].pixels[y, x] / separation.photo.pixels[y, x]).mean())
