"""Drop-down lists of values under titles for people."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox


def combo(items: Iterable[tuple[str, object]]) -> QComboBox:
    """A list of values, each with its title."""
    box = QComboBox()
    for title, value in items:
        box.addItem(title, value)
    return box


def select(box: QComboBox, value: object) -> None:
    """Choose a value, or the first where it is not in the list."""
    box.setCurrentIndex(next((row for row in range(box.count()) if box.itemData(row) == value), 0))
