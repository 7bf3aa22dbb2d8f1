"""The rows of the queue as a table: photo, progress, result; rows are dragged, moved and opened by keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
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

_ROWS = "application/x-sils-queue-rows"
_ROW = Qt.ItemDataRole.UserRole
_PROGRESS = 1
Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractTableModel):
    """Shows the queue; what is dropped on it moves rows, or comes in as files by `dropped`."""

    dropped = Signal(list)

    def __init__(self, queue: Queue, parent: QWidget) -> None:
        super().__init__(parent)
        self._queue = queue
        self._rows = queue.rows
        queue.changed.connect(self._build)
        queue.row_changed.connect(self._show_row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (self.tr("Photo"), self.tr("Progress"), self.tr("Result"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.photo.name, self._progress(row), self._result(row))[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (str(row.photo), self._progress(row), row.sentence)))
            case _ if role == _ROW:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [_ROWS, "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        photos = {str(self._rows[index.row()].photo) for index in indexes}
        data.setData(_ROWS, "\n".join(sorted(photos)).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if data.hasFormat(_ROWS):
            photos = {Path(name) for name in bytes(data.data(_ROWS).data()).decode().split("\n")}
            self._queue.move(photos, row if row >= 0 else len(self._rows))
        else:
            self.dropped.emit([Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()])
        return False  # the rows are where they shall be; the view has nothing to take away

    def _build(self) -> None:
        self.beginResetModel()
        self._rows = self._queue.rows
        self.endResetModel()

    def _show_row(self, row: int) -> None:
        self._rows = self._queue.rows
        self.dataChanged.emit(self.index(row, 0), self.index(row, 2))

    def _progress(self, row: Row) -> str:
        stages = {
            "read": self.tr("reading"),
            "network": self.tr("separating"),
            "write": self.tr("writing"),
        }
        texts = {
            Fate.WAITING: self.tr("waiting"),
            Fate.WORKING: stages.get(row.stage, self.tr("working")),
            Fate.DONE: self.tr("done"),
            Fate.SKIPPED: self.tr("left out"),
            Fate.FAILED: self.tr("failed"),
            Fate.CANCELLED: self.tr("cancelled"),
        }
        return texts[row.fate]

    def _result(self, row: Row) -> str:
        names = ", ".join(path.name for path in row.files)
        return " · ".join(filter(None, (names, row.sentence)))


class _Bar(QStyledItemDelegate):
    """A bar for a photo that is being made."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW)
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
        self.setItemDelegateForColumn(_PROGRESS, _Bar(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(self.tr("Queue"))
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, 220)
        header.resizeSection(_PROGRESS, 150)
        self._chosen: frozenset[Path] = frozenset()
        self.rows.modelReset.connect(self._choose_again)
        self.selectionModel().selectionChanged.connect(self._remember)
        self.doubleClicked.connect(lambda index: self.opened.emit())

    def photos(self) -> tuple[Path, ...]:
        """The chosen photos, in their order."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(index.data(_ROW).photo for index in indexes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Delete:
                self.removed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case _:
                super().keyPressEvent(event)

    def _remember(self) -> None:
        self._chosen = frozenset(self.photos())
        self.chosen.emit()

    def _choose_again(self) -> None:
        """The rows are new; those that were chosen are so again."""
        wanted, selection = self._chosen, QItemSelection()
        for row in range(self.rows.rowCount()):
            index = self.rows.index(row, 0)
            if index.data(_ROW).photo in wanted:
                selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        if not selection.isEmpty():
            self.scrollTo(selection.indexes()[0])
        self._remember()
