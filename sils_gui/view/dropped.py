"""What of that which is dragged onto the window can be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def files_in(data: QMimeData) -> list[Path]:
    """Files and folders; addresses of the web are none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
