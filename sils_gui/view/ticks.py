"""How far a key moves a number, in ticks: tenths of a step."""

from __future__ import annotations

from PySide6.QtCore import Qt

TICKS = 10


def ticks_by_arrow(modifiers: Qt.KeyboardModifier) -> int:
    """One step; with Shift ten, with Alt a tenth of one."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return 10 * TICKS
    return 1 if modifiers & Qt.KeyboardModifier.AltModifier else TICKS
