"""The canvas: pictures of the current photo, zoomed and moved together and compared, exact to the pixel at 100 %."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.looking import Arrangement, Looking
from sils_gui.state.settings import Settings
from sils_gui.view.dragging import Drag
from sils_gui.view.framing import Framing
from sils_gui.view.grip import Grip
from sils_gui.view.marks import paint_brush, paint_focus
from sils_gui.view.moving_key import MovingKey
from sils_gui.view.painting import paint_canvas
from sils_gui.view.pen import Pen
from sils_gui.view.scene import Scene
from sils_gui.view.shape_keys import ARROWS, REMOVING, ShapeKeys
from sils_gui.view.shapes import pins_of, shape_in_hand
from sils_gui.view.sheets import Sheets
from sils_gui.view.theme import Theme
from sils_gui.view.zooming import Zooming
from sils_gui.work.covering import Covering
from sils_gui.work.previewing import Previewing

_PAN_PX = 60
_WIPE_STEP = 0.02
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_BACK_AGAIN = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Canvas(QWidget):
    """Shows frames and turns mouse and keys into changes of `Looking`. `hidden_panels` asks for more room, `deleted`
    for the mark in hand to go."""

    hidden_panels = Signal()
    deleted = Signal()

    def __init__(
        self,
        desk: Desk,
        looking: Looking,
        brush: Brush,
        previewing: Previewing,
        covering: Covering,
        settings: Settings,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._brush = desk, looking, brush
        self._previewing, self._covering, self._theme = previewing, covering, theme
        self.framing = Framing(desk, looking, self)
        self.zooming, self._pen = Zooming(looking, self.framing), Pen(settings)
        self._grip = Grip(desk, looking, brush, self.framing, self._pen)
        MovingKey(self, self._grip)
        self._shape_keys = ShapeKeys(desk, looking, brush, self.framing, self)
        self._sheets = Sheets()
        self._drag: Drag | None = None
        self._held = Qt.MouseButton.NoButton
        self._pointer: QPointF | None = None
        self._is_reached_by_keys = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Photo"))
        for signal in (
            desk.current_changed,
            looking.changed,
            brush.changed,
            previewing.frame_changed,
            previewing.overview_changed,
            covering.changed,
        ):
            signal.connect(self.update)
        desk.current_changed.connect(self._let_go)
        if sys.platform != "darwin":  # there, fingers are heard as gestures
            self.grabGesture(Qt.GestureType.PinchGesture)  # else a screen's second finger would not be told

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # one that an error's traceback kept alive would end the process
            paint_canvas(painter, self._scene())
            if self._is_reached_by_keys and self.hasFocus():
                paint_focus(painter, self.framing.size, self.framing.ratio, self._theme)
            if self._pointer is not None and self._grip.strokes:
                radius = self._brush.radius_px * self._looking.viewport.zoom
                paint_brush(painter, self._pointer * self.framing.ratio, radius, self.framing.ratio)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.DevicePixelRatioChange):
            self.framing.resize(self.width(), self.height(), self.devicePixelRatioF())
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._gives_up(event):
            event.accept()  # work that runs goes on
            return True
        if isinstance(event, QTouchEvent) and event.pointCount() > 1:
            self._give_up()  # what the first finger began, as a mouse
            self.zooming.pinch(event)
            return True
        if isinstance(event, QNativeGestureEvent) and self.zooming.follow(event):
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _BACK_AGAIN:  # else it is as before
            self._is_reached_by_keys = event.reason() in _BY_KEYS
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zooming.turn(event)
        event.accept()

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._pen.hear(event)
        event.ignore()  # so that it becomes a mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pen.hear_mouse(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._is_reached_by_keys = False
        self.update()
        if event.button() is self._held:
            self._end_drag()  # it was let go where nobody told
        if self._drag is None and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._held = event.button()
            self._drag = self._grip.drag(event.position(), event.button(), self.width())
            self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pen.hear_mouse(event)
        if self._drag is not None:
            self._drag.move(event.position(), event.modifiers())
        self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is self._held:
            self._end_drag()
        self._show_cursor(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._grip.paints or self._drag is not None:
            self.mousePressEvent(event)
        else:
            self.zooming.toggle_fit(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.hidden_panels.emit()
        elif self._gives_up(event):
            self._give_up()
        elif event.key() in REMOVING:
            self.deleted.emit()
        elif self._moves_wipe(event):
            step = _WIPE_STEP * ARROWS[Qt.Key(event.key())][0]
            self._looking.set(wipe=min(1.0, max(0.0, self._looking.wipe + step)))
        elif self._shape_keys.press(Qt.Key(event.key()), event.modifiers()):
            event.accept()
        elif Qt.Key(event.key()) in ARROWS:
            across, down = ARROWS[Qt.Key(event.key())]
            self.zooming.pan(-_PAN_PX * across, -_PAN_PX * down)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab hides the panels while the photo has the focus; Shift+Tab leaves it.
        return False if forward else super().focusNextPrevChild(forward)

    def _gives_up(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._drag is not None

    def _moves_wipe(self, event: QKeyEvent) -> bool:
        is_arrow = Qt.Key(event.key()) in ARROWS and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return is_arrow and self.framing.arrangement is Arrangement.WIPE

    def _let_go(self) -> None:
        # Another photo is shown under the pressed mouse, and the one where the drag began may be deleted.
        self._give_up()
        self._brush.set(place=None)

    def _give_up(self) -> None:
        self._drag = None
        self._brush.drop()

    def _end_drag(self) -> None:
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.end()

    def _scene(self) -> Scene:
        document, overview = self._desk.current, self._previewing.overview
        return Scene(
            document=document,
            pictures=self.framing.pictures if document is not None else (),
            panes=self.framing.panes,
            viewport=self._looking.viewport,
            arrangement=self.framing.arrangement,
            wipe=self._looking.wipe,
            frame=self._previewing.frame,
            overview=overview.images if overview is not None else {},
            theme=self._theme,
            ratio=self.framing.ratio,
            size=self.framing.size,
            overlay=self._sheets.of(document, self._brush, self._covering.cover, self._looking.viewport.visible()),
            shape=shape_in_hand(self._brush, document),
            pins=pins_of(self._brush, document),
        )

    def _show_cursor(self, position: QPointF) -> None:
        self._pointer = position
        cursor = self._drag.cursor if self._drag is not None else self._grip.cursor(position, self.width())
        self.setCursor(cursor)
        if self._grip.paints:
            self.update()
