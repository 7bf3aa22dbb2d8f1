"""What lies where on the canvas: panes, what each photo was last looked at through, points of the photo."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt

from engine.geometry import Size
from sils_gui.state.desk import Desk
from sils_gui.state.looking import REMIX, Arrangement, Looking, Shown
from sils_gui.state.viewport import Viewport
from sils_gui.view.dragging import Place
from sils_gui.view.panes import panes


class Framing(QObject):
    """Keeps the viewport true to a canvas, which says by `resize` how large it is; panes are in device pixels."""

    def __init__(self, desk: Desk, looking: Looking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._looking = desk, looking
        self.size, self.ratio = Size(1, 1), 1.0
        self._viewports: dict[int, Viewport] = {}
        self._serial = 0
        desk.current_changed.connect(self._show_document)
        looking.changed.connect(self._fit_panes)

    def resize(self, width: int, height: int, ratio: float) -> None:
        """The canvas in screen units, `ratio` device pixels for each."""
        self.ratio = ratio
        self.size = Size(max(1, round(width * ratio)), max(1, round(height * ratio)))
        self._fit_panes()

    @property
    def pictures(self) -> tuple[Shown, ...]:
        """What lies on the canvas now."""
        return self._looking.pictures(len(self._desk.layers))

    @property
    def arrangement(self) -> Arrangement:
        """How it lies there."""
        return self._looking.arrangement if len(self.pictures) > 1 else Arrangement.SINGLE

    @property
    def panes(self) -> tuple[QRect, ...]:
        """Where it lies, in device pixels."""
        return panes(self.arrangement, len(self.pictures), self.size)

    def in_pane(self, position: QPointF) -> tuple[float, float]:
        """From a position on the canvas, in screen units, to one in the pane there, in device pixels."""
        return self._within(self._pane_at(position), position)

    def place_from(self, start: QPointF) -> Place:
        """What leads from positions on the canvas to points of the photo, all as in the pane where the first lies."""
        pane = self._pane_at(start)
        return lambda position: self._looking.viewport.photo_point(*self._within(pane, position))

    def _pane_at(self, position: QPointF) -> QRect:
        pixel = QPoint(int(position.x() * self.ratio), int(position.y() * self.ratio))
        return next((pane for pane in self.panes if pane.contains(pixel)), self.panes[0])

    def _within(self, pane: QRect, position: QPointF) -> tuple[float, float]:
        return position.x() * self.ratio - pane.x(), position.y() * self.ratio - pane.y()

    def _show_document(self) -> None:
        if self._serial:
            self._viewports[self._serial] = self._looking.viewport
        document = self._desk.current
        self._serial = document.serial if document is not None else 0
        if document is not None:
            document.separation_changed.connect(self._show_layers, Qt.ConnectionType.UniqueConnection)
            first = Viewport.fitted(document.photo.size, self._pane_size())
            kept = self._viewports.get(self._serial, first).resized(self._pane_size())
            self._looking.set(viewport=kept, shows_before=False, picture=self._fitting())

    def _show_layers(self) -> None:
        self._looking.set(picture=self._fitting())
        self._fit_panes()

    def _fitting(self) -> Shown:
        """The picture that is looked at; the remix in place of a layer that this photo has not."""
        return self._looking.picture if self._looking.picture.layer < len(self._desk.layers) else REMIX

    def _fit_panes(self) -> None:
        if self._desk.current is not None and self._looking.viewport.pane != self._pane_size():
            self._looking.set(viewport=self._looking.viewport.resized(self._pane_size()))

    def _pane_size(self) -> Size:
        pane = self.panes[0]
        return Size(max(1, pane.width()), max(1, pane.height()))
