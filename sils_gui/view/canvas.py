"""The canvas: pictures of the current photo, zoomed and moved together and compared, exact to the pixel at 100 %."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.geometry import Size
from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.looking import REMIX, Arrangement, Looking, Shown
from sils_gui.state.viewport import Viewport
from sils_gui.view import painting
from sils_gui.view.brush_bar import step_title, targets_of
from sils_gui.view.dragging import Drag, Paint, Pan, Wipe
from sils_gui.view.overlay import overlay_of
from sils_gui.view.panes import panes
from sils_gui.view.theme import Theme
from sils_gui.work.previewing import Previewing

_ZOOM_PER_NOTCH = 1.25
_WIPE_REACH_PX = 8


class Canvas(QWidget):
    """Shows frames and turns mouse and keys into changes of `Looking`. `hidden_panels` asks for more room."""

    hidden_panels = Signal()

    def __init__(
        self,
        desk: Desk,
        looking: Looking,
        brush: Brush,
        previewing: Previewing,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._brush = desk, looking, brush
        self._previewing, self._theme = previewing, theme
        self._viewports: dict[int, Viewport] = {}
        self._serial = 0
        self._drag: Drag | None = None
        self._pointer: QPointF | None = None
        self._space = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Photo"))
        desk.current_changed.connect(self._show_document)
        looking.changed.connect(self._fit_panes)
        for signal in (looking.changed, brush.changed, previewing.frame_changed, previewing.overview_changed):
            signal.connect(self.update)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def pictures(self) -> tuple[Shown, ...]:
        """What lies on the canvas now."""
        document = self._desk.current
        layers = len(document.separation.layers) if document is not None and document.separation is not None else 0
        return self._looking.pictures(layers)

    def panes(self) -> tuple[QRect, ...]:
        """Where it lies, in device pixels."""
        arrangement = self._looking.arrangement if len(self.pictures()) > 1 else Arrangement.SINGLE
        return panes(arrangement, len(self.pictures()), self._device_size())

    def toggle_fit(self) -> None:
        """The whole photo, or 100 % around the middle."""
        viewport = self._looking.viewport
        fitted = Viewport.fitted(viewport.photo, viewport.pane)
        self._looking.set(viewport=viewport.zoomed(1.0) if viewport.fits else fitted)

    def zoom_step(self, by: int) -> None:
        self._looking.set(viewport=self._looking.viewport.stepped(by))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.paint_canvas(painter, self._scene())
        if self._pointer is not None and self._paints():
            radius = self._brush.radius_px * self._looking.viewport.zoom
            painting.paint_brush(painter, self._pointer * self.devicePixelRatioF(), radius)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_panes()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            viewport = self._looking.viewport
            at = self._in_pane(event.position())
            self._looking.set(viewport=viewport.zoomed(viewport.zoom * _ZOOM_PER_NOTCH**notches, at))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._drag = self._drag_for(event)
            self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.move(event.position())
        self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.end()
        self._drag = None
        self._show_cursor(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        viewport = self._looking.viewport
        if self._paints():
            self.mousePressEvent(event)
        elif viewport.fits:
            self._looking.set(viewport=viewport.zoomed(1.0, self._in_pane(event.position())))
        else:
            self._looking.set(viewport=Viewport.fitted(viewport.photo, viewport.pane))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        if event.key() == Qt.Key.Key_Space:
            self._space = True
        elif event.key() == Qt.Key.Key_Tab:
            self.hidden_panels.emit()
        elif Qt.Key(event.key()) in steps:
            across, down = steps[Qt.Key(event.key())]
            self._looking.set(viewport=self._looking.viewport.panned(60 * across, 60 * down))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space = False
        else:
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab hides the panels while the photo has the focus; Shift+Tab leaves it.
        return False if forward else super().focusNextPrevChild(forward)

    def _scene(self) -> painting.Scene:
        document, overview = self._desk.current, self._previewing.overview
        return painting.Scene(
            document=document,
            pictures=self.pictures() if document is not None else (),
            panes=self.panes(),
            viewport=self._looking.viewport,
            arrangement=self._looking.arrangement if len(self.pictures()) > 1 else Arrangement.SINGLE,
            wipe=self._looking.wipe,
            frame=self._previewing.frame,
            overview=overview.images if overview is not None else {},
            theme=self._theme,
            ratio=self.devicePixelRatioF(),
            size=self._device_size(),
            overlay=overlay_of(document, self._brush),
        )

    def _show_document(self) -> None:
        if self._serial:
            self._viewports[self._serial] = self._looking.viewport
        document = self._desk.current
        self._serial = document.serial if document is not None else 0
        if document is not None:
            first = Viewport.fitted(document.photo.size, self._pane_size())
            kept = self._viewports.get(self._serial, first).resized(self._pane_size())
            self._looking.set(
                viewport=kept, shows_before=False, picture=self._looking.picture if self._fits() else REMIX
            )
        self.update()

    def _fits(self) -> bool:
        document = self._desk.current
        layers = len(document.separation.layers) if document is not None and document.separation is not None else 0
        return self._looking.picture.layer < layers

    def _fit_panes(self) -> None:
        if self._desk.current is not None and self._looking.viewport.pane != self._pane_size():
            self._looking.set(viewport=self._looking.viewport.resized(self._pane_size()))

    def _pane_size(self) -> Size:
        pane = self.panes()[0]
        return Size(max(1, pane.width()), max(1, pane.height()))

    def _device_size(self) -> Size:
        ratio = self.devicePixelRatioF()
        return Size(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    def _in_pane(self, position: QPointF) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        x, y = position.x() * ratio, position.y() * ratio
        pane = next((pane for pane in self.panes() if pane.contains(QPoint(int(x), int(y)))), self.panes()[0])
        return x - pane.x(), y - pane.y()

    def _is_at_wipe(self, position: QPointF) -> bool:
        is_wipe = self._looking.arrangement is Arrangement.WIPE and len(self.pictures()) > 1
        return is_wipe and abs(position.x() - self._looking.wipe * self.width()) < _WIPE_REACH_PX

    def _drag_for(self, event: QMouseEvent) -> Drag:
        document, position = self._desk.current, event.position()
        if self._is_at_wipe(position) and not self._space:
            return Wipe(self._looking, self.width())
        if document is not None and event.button() is Qt.MouseButton.LeftButton and self._paints():
            text = step_title(self._brush.target, self._brush.tip, document)
            return Paint(self._brush, document, text, position, self._photo_point)
        return Pan(self._looking, position, self.devicePixelRatioF())

    def _paints(self) -> bool:
        return self._brush.is_on and not self._space and bool(targets_of(self._desk.current))

    def _photo_point(self, position: QPointF) -> tuple[float, float]:
        return self._looking.viewport.photo_point(*self._in_pane(position))

    def _show_cursor(self, position: QPointF) -> None:
        self._pointer = position
        if self._drag is not None:
            self.setCursor(self._drag.cursor)
        elif self._is_at_wipe(position):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor if self._paints() else Qt.CursorShape.OpenHandCursor)
        if self._paints():
            self.update()
