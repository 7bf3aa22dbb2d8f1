"""The pen of a tablet over the canvas: what it does that a mouse cannot."""

from __future__ import annotations

from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent

from sils_gui.state.settings import PEN, Settings

_THINNEST = 0.05
_KINDS = QPointingDevice.PointerType


class Pen:
    """Hears of a pen before the mouse events that it becomes. `erases` says that its other end is down."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pressure = 1.0
        self.erases = False

    @property
    def width(self) -> float:
        """What the pen leaves of the brush's width, if the user wants it to; all of it for a mouse."""
        return max(_THINNEST, self._pressure) if self._settings.get(PEN) == "pressure" else 1.0

    def hear(self, event: QTabletEvent) -> None:
        """How hard it is pressed, if it can tell."""
        can_tell = QInputDevice.Capability.Pressure in event.device().capabilities()
        self._pressure = event.pressure() if can_tell else 1.0

    def hear_mouse(self, event: QMouseEvent) -> None:
        """Whether a mouse event is one of a pen, and of which of its ends."""
        self.erases = event.pointerType() is _KINDS.Eraser
        if event.pointerType() not in (_KINDS.Pen, _KINDS.Eraser):
            self._pressure = 1.0
