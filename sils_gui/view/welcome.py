"""What the window shows while no photo is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from sils_gui.state.recent import Recent
from sils_gui.view.elided import tip_of

_PATH = Qt.ItemDataRole.UserRole


class Welcome(QWidget):
    """How to begin: open, drop, or one of the recent photos."""

    open_asked = Signal()
    chosen = Signal(Path)

    def __init__(self, recent: Recent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = recent
        heading = QLabel(
            self.tr("Open a photo, or drop one here"), objectName="heading", alignment=Qt.AlignmentFlag.AlignCenter
        )
        about = QLabel(
            self.tr("SILS separates a photo into its layers, such as what lies behind a window and what it reflects."),
            objectName="faint", wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter,
        )  # fmt: skip
        self.open = QPushButton(self.tr("&Open photos…"))
        self.label = QLabel(self.tr("Recent photos"), objectName="faint")
        self.recent = QListWidget(accessibleName=self.tr("Recent photos"))
        self.recent.setMaximumHeight(220)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(heading)
        column.addWidget(about)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(80, 0, 80, 0)
        inner.addWidget(self.label)
        inner.addWidget(self.recent)
        column.addLayout(inner)
        column.addStretch(2)
        self.open.clicked.connect(self.open_asked)
        self.recent.itemActivated.connect(lambda item: self.chosen.emit(item.data(_PATH)))
        self.recent.itemClicked.connect(lambda item: self.chosen.emit(item.data(_PATH)))
        recent.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.recent.clear()
        for path in self._recent.paths:
            item = QListWidgetItem(path.name)
            item.setData(_PATH, path)
            item.setToolTip(tip_of(str(path)))
            self.recent.addItem(item)
        for widget in (self.label, self.recent):
            widget.setVisible(bool(self._recent.paths))
