"""Drop-down lists of values with their titles."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox


def combo_of(items: Iterable[tuple[str, object]]) -> QComboBox:
    """A list of titles, each with its value."""
    combo = QComboBox()
    for text, value in items:
        combo.addItem(text, value)
    return combo


def select(combo: QComboBox, value: object) -> None:
    """Choose a value, the first one where it is not in the list."""
    combo.setCurrentIndex(next((row for row in range(combo.count()) if combo.itemData(row) == value), 0))
