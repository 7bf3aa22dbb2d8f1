"""Opens dialogs that the window goes on behind, each for one time."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def show_once(dialog: QDialog) -> None:
    """Open a dialog; it is gone when it is closed, and with it the photo that it was about."""
    dialog.finished.connect(dialog.deleteLater)  # a child of the window would stay as long as the window
    dialog.open()
