"""The first look at a photo that takes long to read: a coarse picture where the photo will be, until it is there.

Commands are for what is seen: while it is on, no document is the current one.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.geometry import Size
from sils_gui.state.desk import Desk
from sils_gui.state.viewport import Viewport
from sils_gui.view.theme import Theme
from sils_gui.work.opening import Glimpse, Opening
from sils_gui.work.previewing import Previewing

_MARGIN_PX = 12


class FirstLook(QWidget):
    """Covers the canvas; where the picture is the camera's own, it says so. `changed` when it comes and goes.

    Another photo that is chosen meanwhile ends it; where nothing comes of it, the photo before is shown again.
    """

    changed = Signal()

    def __init__(self, canvas: QWidget, desk: Desk, opening: Opening, previewing: Previewing, theme: Theme) -> None:
        super().__init__(canvas)
        self._desk, self._previewing, self._theme = desk, previewing, theme
        self._glimpse: Glimpse | None = None
        self.sentence = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        over = QVBoxLayout(canvas)
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self)
        self.hide()
        opening.looked.connect(self._take)
        opening.missed.connect(self._end_without_photo)
        previewing.frame_changed.connect(self._end_with_photo)

    @property
    def is_on(self) -> bool:
        """Whether it covers the canvas."""
        return self._glimpse is not None

    @property
    def photo_name(self) -> str:
        """The name of the photo that it shows; empty while it is off."""
        return self._glimpse.path.name if self._glimpse is not None else ""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme.canvas))
            if self._glimpse is not None:
                self._paint_image(painter, self._glimpse)
            if self.sentence:
                self._paint_sentence(painter)

    def _take(self, glimpse: Glimpse) -> None:
        self._glimpse = glimpse
        self._desk.show(None)
        told = self.tr("The camera's preview of {0}; developing…").format(glimpse.path.name)
        self.sentence = told if glimpse.is_of_camera else ""
        self.setAccessibleName(self.sentence or glimpse.path.name)
        self.show()
        self.update()
        self.changed.emit()

    def _end_with_photo(self) -> None:
        if self._previewing.frame is not None:
            self._end()

    def _end_without_photo(self) -> None:
        if self.is_on and self._desk.current is None:
            self._desk.show_again()
            self._end()

    def _end(self) -> None:
        if self.is_on:
            self._glimpse = None
            self.hide()
            self.changed.emit()

    def _paint_image(self, painter: QPainter, glimpse: Glimpse) -> None:
        """As the canvas will place the photo."""
        ratio, size = self.devicePixelRatioF(), glimpse.size
        view = Viewport.fitted(size, Size(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))))
        left, top = view.origin()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(left, top, size.width * view.zoom, size.height * view.zoom), glimpse.image)
        painter.restore()

    def _paint_sentence(self, painter: QPainter) -> None:
        text = painter.boundingRect(self.rect(), Qt.AlignmentFlag.AlignLeft, self.sentence)
        text.translate(_MARGIN_PX, _MARGIN_PX)
        painter.fillRect(text.adjusted(-6, -4, 6, 4), QColor(self._theme.panel))
        painter.setPen(QColor(self._theme.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft, self.sentence)
