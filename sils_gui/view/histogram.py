"""The histogram of the remix: red, green and blue over the codes of the screen, with what is cut off at both ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from sils_gui.view.theme import Theme
from sils_gui.work.previewing import Previewing

_BELOW_TOP = 0.995
_CHANNELS = ("#e05a50", "#5cb85c", "#4f8fe0")


class Histogram(QWidget):
    """Small, over the mixer."""

    def __init__(self, previewing: Previewing, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previewing, self._theme = previewing, theme
        self.setMinimumHeight(84)
        self.setMaximumHeight(84)
        self.setAccessibleName(self.tr("Histogram of the remix"))
        previewing.overview_changed.connect(self.update)
        previewing.frame_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(256, 84)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        inside = self.rect().adjusted(8, 6, -8, -4)
        painter.fillRect(inside, QColor(self._theme.field))
        overview = self._previewing.overview
        if overview is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setCompositionMode(_blend(self._theme))
        top = _top(overview.histogram)
        for counts, color in zip(overview.histogram, _CHANNELS, strict=True):
            heights = np.minimum(counts / top, 1.0) * (inside.height() - 2)
            xs = inside.x() + np.linspace(0, inside.width(), len(counts))
            points = [QPointF(x, inside.bottom() - y) for x, y in zip(xs.tolist(), heights.tolist(), strict=True)]
            outline = [QPointF(inside.x(), inside.bottom()), *points, QPointF(inside.right(), inside.bottom())]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            painter.drawPolygon(QPolygonF(outline))


def _top(histogram: NDArray[np.int64]) -> float:
    """The count (3, 256) that fills the height: all but a few of the codes between both ends stay below it."""
    counts = np.sort(histogram[:, 1:-1], axis=None)  # np.percentile loads numpy.ma at its first call, 60 ms of a frame
    return max(1.0, 1.15 * float(counts[int(_BELOW_TOP * (counts.size - 1))]))


def _blend(theme: Theme) -> QPainter.CompositionMode:
    mode = QPainter.CompositionMode
    return mode.CompositionMode_Multiply if theme.name == "light" else mode.CompositionMode_Screen
