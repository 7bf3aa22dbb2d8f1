"""The film strip: open photos, each with its thumbnail and a mark while it is not saved."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from sils_gui.state.desk import Desk
from sils_gui.state.looking import REMIX
from sils_gui.view.elided import tip_of
from sils_gui.view.layer_strip import thumbnail_of
from sils_gui.view.shape_keys import REMOVING
from sils_gui.view.theme import Theme
from sils_gui.work.previewing import Previewing

_THUMBNAIL = QSize(112, 80)
_PLACE = _THUMBNAIL + QSize(24, 32)


class FilmStrip(QListWidget):
    """A click or an arrow shows a photo; `close_asked` when Delete is pressed, for the one that is shown."""

    close_asked = Signal()

    def __init__(self, desk: Desk, previewing: Previewing, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._previewing, self._theme = desk, previewing, theme
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(_THUMBNAIL)
        self.setGridSize(_PLACE)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setMinimumWidth(150)
        self.setAccessibleName(self.tr("Open photos"))
        desk.documents_changed.connect(self._build)
        desk.current_changed.connect(self._show_current)
        previewing.overview_changed.connect(self._show_images)
        self.currentRowChanged.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show_images()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in REMOVING:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self.scrollTo(self.currentIndex())  # the queue has taken room, for instance

    def sizeHint(self) -> QSize:
        return QSize(_THUMBNAIL.width() + 48, 4 * _THUMBNAIL.height())

    def _build(self) -> None:
        with QSignalBlocker(self):
            self.clear()
            for document in self._desk.documents:
                item = QListWidgetItem(document.name)
                item.setToolTip(tip_of(str(document.photo.path)))
                item.setSizeHint(_PLACE)  # else as wide as its name, and the pictures in no line
                self.addItem(item)
                document.saved_changed.connect(self._show_names, Qt.ConnectionType.UniqueConnection)
        self._show_images()
        self._show_names()
        self._show_current()

    def _show_names(self) -> None:
        for row, document in enumerate(self._desk.documents):
            item = self.item(row)
            if item is not None:
                item.setText(document.name if document.is_saved else f"• {document.name}")

    def _show_images(self) -> None:
        for row, document in enumerate(self._desk.documents):
            overview, item = self._previewing.overviews.get(document.serial), self.item(row)
            if overview is not None and item is not None:
                seen = thumbnail_of(overview.images[REMIX], _THUMBNAIL, self._theme, self.devicePixelRatioF())
                item.setIcon(_filling(seen))
        self.scheduleDelayedItemsLayout()  # items are placed by their size, which was another without a picture

    def _show_current(self) -> None:
        with QSignalBlocker(self):
            current = self._desk.current
            self.setCurrentRow(self._desk.documents.index(current) if current in self._desk.documents else -1)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._desk.documents):
            self._desk.show(self._desk.documents[row])


def _filling(picture: QPixmap) -> QIcon:
    """An icon as large as all others, the picture in its middle, which keeps its colours while it is chosen."""
    whole = QPixmap(_THUMBNAIL * picture.devicePixelRatio())
    whole.setDevicePixelRatio(picture.devicePixelRatio())
    whole.fill(Qt.GlobalColor.transparent)
    place = QRect(QPoint(), picture.deviceIndependentSize().toSize())
    place.moveCenter(QRect(QPoint(), _THUMBNAIL).center())
    painter = QPainter(whole)
    painter.drawPixmap(place.topLeft(), picture)
    painter.end()
    shown = QIcon(whole)
    shown.addPixmap(whole, QIcon.Mode.Selected)
    return shown
