"""A word over the mixer while the hints are others than those that the layers were made with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from sils_gui.state.desk import Desk


class HintsNote(QLabel):
    """Hidden while the layers are those that Separate would make."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="faint", wordWrap=True)
        self._desk = desk
        self.setText(self.tr("Hints changed: Separate again to use them."))
        self.setContentsMargins(10, 8, 10, 0)
        desk.current_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        if self._desk.current is not None:
            self._desk.current.painted_changed.connect(self._show, Qt.ConnectionType.UniqueConnection)
        self._show()

    def _show(self) -> None:
        self.setVisible(self._desk.current is not None and self._desk.current.has_other_hints)
