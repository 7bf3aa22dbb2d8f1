"""Whom the wheel is for: a number or a list only while it has the focus, else what scrolls under the pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget


def guard_from_wheel(widget: QWidget) -> None:
    """Keep the wheel from giving a widget the focus by itself; it is clicked, or reached by Tab, to take the wheel."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def is_wheel_for(widget: QWidget, event: QWheelEvent) -> bool:
    """Whether the widget may take the wheel; if not, the event goes on to what it lies in."""
    event.setAccepted(widget.hasFocus())
    return widget.hasFocus()
