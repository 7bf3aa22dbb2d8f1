"""The history of the current photo: steps to go back to, and snapshots under a name."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QUndoView,
    QVBoxLayout,
    QWidget,
)

from engine.job import Snapshot
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.view.names import layer_title


class HistoryPanel(QWidget):
    """A click on a step goes there; a double-click or Enter on a snapshot brings its mix back as a new step.

    Those for other layers than the photo has now are grey.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._followed: Document | None = None
        self.steps = QUndoView(desk.undo_group)
        self.steps.setEmptyLabel(self.tr("As separated"))
        self.steps.setAccessibleName(self.tr("Steps"))
        self.snapshots = QListWidget(accessibleName=self.tr("Snapshots"))
        self.name = QLineEdit(
            placeholderText=self.tr("Name of a snapshot"), accessibleName=self.tr("Name of a snapshot")
        )
        self.take = QPushButton(self.tr("Take snapshot"))
        self.forget = QPushButton(self.tr("Remove"))
        self._arrange()
        self.take.clicked.connect(self._take)
        self.name.returnPressed.connect(self._take)
        self.forget.clicked.connect(self._forget)
        self.snapshots.itemActivated.connect(lambda item: self._bring_back(item.text()))
        self.snapshots.currentRowChanged.connect(self._show_buttons)
        desk.current_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        if self._followed is not None and self._followed in self._desk.documents:
            self._followed.snapshots.changed.disconnect(self._show)
            self._followed.separation_changed.disconnect(self._show)
        self._followed = self._desk.current
        if self._followed is not None:
            self._followed.snapshots.changed.connect(self._show)
            self._followed.separation_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.snapshots.clear()
        document = self._desk.current
        if document is not None:
            self.snapshots.addItems(list(document.snapshots.mixes))
            for row, snapshot in enumerate(document.snapshots.mixes.values()):
                if not _can_bring_back(snapshot, document):
                    self._show_unfit(self.snapshots.item(row), snapshot)
        self._show_buttons()

    def _show_unfit(self, item: QListWidgetItem, snapshot: Snapshot) -> None:
        item.setForeground(self.palette().brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        titles = (layer_title(name.capitalize()) for name in snapshot.layers)
        item.setToolTip(self.tr("For other layers: {0}").format(", ".join(titles)))

    def _show_buttons(self) -> None:
        document = self._desk.current
        self.take.setEnabled(document is not None and document.mix is not None)
        self.name.setEnabled(self.take.isEnabled())
        self.forget.setEnabled(self.snapshots.currentRow() >= 0)

    def _take(self) -> None:
        document = self._desk.current
        if document is not None and document.mix is not None and document.separation is not None:
            snapshot = Snapshot(mix=document.mix, layers=document.separation.spec.layer_names)
            name = self.name.text().strip() or self._free_name(document)
            document.snapshots.take(name, snapshot, self.tr("Take snapshot “{0}”"))
            self.name.clear()

    def _free_name(self, document: Document) -> str:
        taken = document.snapshots.mixes
        names = (self.tr("Snapshot {0}").format(number) for number in itertools.count(len(taken) + 1))
        return next(name for name in names if name not in taken)

    def _forget(self) -> None:
        item = self.snapshots.currentItem()
        if item is not None and self._desk.current is not None:
            self._desk.current.snapshots.forget(item.text(), self.tr("Remove snapshot “{0}”"))

    def _bring_back(self, name: str) -> None:
        document = self._desk.current
        if document is not None and _can_bring_back(document.snapshots.mixes[name], document):
            document.edit(document.snapshots.mixes[name].mix, self.tr("Snapshot “{0}”").format(name))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.steps, 3)
        column.addWidget(QLabel(self.tr("Snapshots")))
        column.addWidget(self.snapshots, 2)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.take)
        row.addWidget(self.forget)
        column.addLayout(row)
        self.steps.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _can_bring_back(snapshot: Snapshot, document: Document) -> bool:
    return document.separation is not None and snapshot.fits(document.separation.spec)
