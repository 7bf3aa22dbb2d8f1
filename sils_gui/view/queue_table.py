"""The photos of the queue as a table whose rows are dragged, moved and opened by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionProgressBar,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from sils_gui.state.queue import Fate, Queue, Row
from sils_gui.view.dropped import answer_copy
from sils_gui.view.queue_model import NAME, PROGRESS, ROW, Index, QueueModel
from sils_gui.view.shape_keys import REMOVING


class _Name(QStyledItemDelegate):
    """A name that is shortened in the middle, since those of a series differ at the end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class _Bar(QStyledItemDelegate):
    """A bar for a photo that is being made, a colour for one that failed, which is sought among many."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        if row.fate is not Fate.WORKING:
            super().paint(painter, option, index)
            return
        bar = QStyleOptionProgressBar()
        bar.rect = option.rect.adjusted(2, 3, -6, -3)
        bar.state = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Horizontal
        bar.palette = option.palette
        bar.fontMetrics = option.fontMetrics
        bar.minimum, bar.maximum, bar.progress = 0, 100, round(100 * row.fraction)
        bar.text = f"{index.data()} {row.fraction:.0%}"
        bar.textVisible, bar.textAlignment = True, Qt.AlignmentFlag.AlignCenter
        QApplication.style().drawControl(QStyle.ControlElement.CE_ProgressBar, bar, painter, option.widget)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(ROW).fate is Fate.FAILED:
            option.palette.setBrush(QPalette.ColorRole.Text, option.palette.brightText())


class QueueTable(QTreeView):
    """Alt+Up and Alt+Down move the chosen photos, Delete takes them out, Enter opens what was made of them."""

    stepped = Signal(int)
    removed = Signal()
    opened = Signal()
    chosen = Signal()

    def __init__(self, queue: Queue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QueueModel(queue, self)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(NAME, _Name(self))
        self.setItemDelegateForColumn(PROGRESS, _Bar(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Queue"))
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(NAME, 260)
        header.resizeSection(PROGRESS, 150)
        self._chosen: frozenset[Path] = frozenset()
        self._current: tuple[int, Path] | None = None
        self.rows.modelAboutToBeReset.connect(self._note_current)
        self.rows.modelReset.connect(self._choose_again)
        self.selectionModel().selectionChanged.connect(self._remember)
        self.doubleClicked.connect(lambda index: self.opened.emit())

    def photos(self) -> tuple[Path, ...]:
        """The chosen photos, in their order."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(index.data(ROW).photo for index in indexes)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        if event.mimeData().hasUrls():
            answer_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.mimeData().hasUrls():
            answer_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        has_files = event.mimeData().hasUrls()
        if has_files and not answer_copy(event):
            return
        event.ignore()  # what is answered already the view would leave alone
        super().dropEvent(event)
        if has_files:
            answer_copy(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case key if key in REMOVING:
                self.removed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows.rowCount():
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                hint = self.tr("Add photos or drop them here.")
                painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, hint)

    def _remember(self) -> None:
        self._chosen = frozenset(self.photos())
        self.chosen.emit()

    def _note_current(self) -> None:
        index = self.currentIndex()
        self._current = (index.row(), index.data(ROW).photo) if index.isValid() else None

    def _choose_again(self) -> None:
        """The rows are new; those that were chosen are so again, and the arrows go on from the same photo."""
        wanted, selection, count = self._chosen, QItemSelection(), self.rows.rowCount()
        at, current = self._current or (-1, None)
        for row in range(count):
            index = self.rows.index(row, 0)
            photo = index.data(ROW).photo
            if photo in wanted:
                selection.select(index, index)
            if photo == current:
                at = row
        flags = QItemSelectionModel.SelectionFlag
        nearest = self.rows.index(min(at, count - 1), 0)
        self.selectionModel().setCurrentIndex(nearest, flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        if not selection.isEmpty():
            self.scrollTo(selection.indexes()[0])
        self._remember()
