"""How much room a screen has for a window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 48)
"""As much as the frame of a window takes with its title; before the window is shown, nobody can say."""


def keep_on_screen(window: QWidget) -> None:
    """Make a window that is not shown yet no larger than its screen has room for, with its frame."""
    if not window.isMaximized() and not window.isFullScreen():
        window.resize(window.size().boundedTo(window.screen().availableSize() - _FRAME))
