"""The first look at a photo that takes long to read: the preview inside its file, as large as there is room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sils_gui.view.theme import Theme

_MARGIN_PX = 12


class FirstLook(QWidget):
    """Shows an image and says that it is not the photo yet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self.sentence = ""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_image(self, path: Path, image: QImage) -> None:
        """Take the preview of a photo."""
        self._image, self.sentence = image, self.tr("The camera's preview of {0}; developing…").format(path.name)
        self.setAccessibleName(self.sentence)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.canvas))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.drawImage(place, self._image)
        text = painter.boundingRect(self.rect(), Qt.AlignmentFlag.AlignLeft, self.sentence)
        text.translate(_MARGIN_PX, _MARGIN_PX)
        painter.fillRect(text.adjusted(-6, -4, 6, 4), QColor(self._theme.panel))
        painter.setPen(QColor(self._theme.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft, self.sentence)
