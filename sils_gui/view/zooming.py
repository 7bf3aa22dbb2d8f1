"""The photo zoomed and moved: by the wheel, by fingers on a touchpad or a touch screen, and by commands."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEventPoint, QNativeGestureEvent, QTouchEvent, QWheelEvent

from sils_gui.state.looking import Looking
from sils_gui.state.viewport import Viewport
from sils_gui.view.framing import Framing

_ZOOM_PER_NOTCH = 1.25
_NOTCH = 120
_SCROLLED_PX = 0.5
_LEAST_APART_PX = 8.0


class Zooming:
    """Changes how the photo is looked at on a canvas; positions are the canvas's, in screen units.

    A wheel zooms. Two fingers on a touchpad move the photo, and zoom with Ctrl; apart or together, they zoom anywhere.
    Touchpads that cannot be told from wheels zoom like them.
    """

    def __init__(self, looking: Looking, framing: Framing) -> None:
        self._looking, self._framing = looking, framing
        self._fingers: dict[int, QPointF] = {}

    def step(self, by: int) -> None:
        """The next of the usual zooms, in (1) or out (-1)."""
        self._looking.set(viewport=self._looking.viewport.stepped(by))

    def toggle_fit(self, position: QPointF | None = None) -> None:
        """The whole photo, or 100 % around a place, or the middle."""
        viewport = self._looking.viewport
        if viewport.fits:
            at = None if position is None else self._framing.in_pane(position)
            self._looking.set(viewport=viewport.zoomed(1.0, at))
        else:
            self._looking.set(viewport=Viewport.fitted(viewport.photo, viewport.pane))

    def pan(self, across: float, down: float) -> None:
        """Move the photo by pixels of the screen."""
        self._looking.set(viewport=self._looking.viewport.panned(across, down))

    def turn(self, event: QWheelEvent) -> None:
        """What a wheel, or fingers that scroll, ask for."""
        is_by_fingers = event.phase() is not Qt.ScrollPhase.NoScrollPhase
        if is_by_fingers and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            moved = QPointF(event.pixelDelta()) or QPointF(event.angleDelta()) * _SCROLLED_PX
            self.pan(moved.x() * self._framing.ratio, moved.y() * self._framing.ratio)
        else:
            self._zoom(_ZOOM_PER_NOTCH ** (event.angleDelta().y() / _NOTCH), event.position())

    def follow(self, event: QNativeGestureEvent) -> bool:
        """What a touchpad took for a gesture, if it is one that zooms."""
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom(max(0.1, 1 + event.value()), event.position())
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self.toggle_fit(event.position())
            case _:
                return False
        return True

    def pinch(self, event: QTouchEvent) -> None:
        """Two fingers or more on a touch screen: what the first two held stays under them, but for their turning."""
        fingers = {point.id(): point.position() for point in event.points()}
        is_new = any(point.state() is QEventPoint.State.Pressed for point in event.points())
        one, other = list(fingers.values())[:2]
        before = fingers if is_new else {**fingers, **self._fingers}
        one_before, other_before = (before[id_] for id_ in list(fingers)[:2])
        self._fingers = fingers
        middle = (one + other) / 2
        moved = middle - (one_before + other_before) / 2
        self.pan(moved.x() * self._framing.ratio, moved.y() * self._framing.ratio)
        self._zoom(_apart(one, other) / _apart(one_before, other_before), middle)

    def _zoom(self, factor: float, position: QPointF) -> None:
        if factor != 1:
            viewport = self._looking.viewport
            self._looking.set(viewport=viewport.zoomed(viewport.zoom * factor, self._framing.in_pane(position)))


def _apart(one: QPointF, other: QPointF) -> float:
    return max(_LEAST_APART_PX, math.hypot(one.x() - other.x(), one.y() - other.y()))
