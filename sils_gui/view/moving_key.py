"""Space: while it is held, the mouse moves the photo, wherever the keyboard's focus is in the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from sils_gui.view.grip import Grip

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class MovingKey(QObject):
    """Lets the grip of a canvas move the photo from press to release of the key.

    The key is the canvas's while that has the focus; while the pointer is over it, also instead of whatever else has
    the focus, such as a button, but for fields where text is written. A pointer that has rested since the focus came
    there does not count: who works by keys presses the button. The key counts as let go where nobody would tell.
    """

    def __init__(self, canvas: QWidget, grip: Grip) -> None:
        super().__init__(canvas)
        self._canvas, self._grip = canvas, grip
        self._rested_at = QCursor.pos()
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a canvas needs an application"
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.PopupFocusReason:
            self._grip.moves_photo = False
        is_key = event.type() in _KEYS and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        return is_key and isinstance(watched, QWidget) and self._hear(watched, event)

    def _hear(self, focused: QWidget, event: QKeyEvent) -> bool:
        """Whether a press or release of the key, or what it repeats, was for the photo."""
        was_held, is_press = self._grip.moves_photo, event.type() is QEvent.Type.KeyPress
        if not event.isAutoRepeat():
            self._grip.moves_photo = is_press and self._is_for_photo(focused)
        return was_held or self._grip.moves_photo

    def _is_for_photo(self, focused: QWidget) -> bool:
        is_written_in = focused.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        was_moved = QCursor.pos() != self._rested_at
        return focused is self._canvas or (self._canvas.underMouse() and was_moved and not is_written_in)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        self._rested_at = QCursor.pos()
        if new is not None and new.window() is self._canvas.window():
            new.installEventFilter(self)  # once for each, however often it is installed
        else:
            self._grip.moves_photo = False
