"""State whose attributes are replaced several at once, and which says so once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Changeable(QObject):
    """Set it through its methods; `changed` follows every change."""

    changed = Signal()

    def set(self, **values: object) -> None:
        """Replace some of the attributes; emits once if anything has changed."""
        changes = {name: value for name, value in values.items() if getattr(self, name) != value}
        for name, value in changes.items():
            setattr(self, name, value)
        if changes:
            self.changed.emit()
