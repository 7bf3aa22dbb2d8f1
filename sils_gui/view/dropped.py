"""What of that which is dragged onto the window can be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent


def files_in(data: QMimeData) -> list[Path]:
    """Files and folders; addresses of the web are none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def answer_copy(event: QDropEvent) -> bool:
    """Say that files are only read, whatever was proposed: nobody shall take them away as moved.

    False, and the event is ignored, where there are none, or that is no possible answer.
    """
    is_copy = bool(files_in(event.mimeData())) and bool(event.possibleActions() & Qt.DropAction.CopyAction)
    if is_copy:
        event.setDropAction(Qt.DropAction.CopyAction)
    event.setAccepted(is_copy)
    return is_copy
