"""The rows of the queue for a table: photo, progress, result; and what is dragged and dropped among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from sils_gui.engine_sentences import in_words
from sils_gui.state.queue import Fate, Queue, Row
from sils_gui.view.dropped import files_in

ROW = Qt.ItemDataRole.UserRole
NAME, PROGRESS = 0, 1
_ROWS = "application/x-sils-queue-rows"
Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractTableModel):
    """Shows the queue; what is dropped on it moves rows, or comes in as files by `dropped`."""

    dropped = Signal(list)

    def __init__(self, queue: Queue, parent: QWidget) -> None:
        super().__init__(parent)
        self._queue = queue
        self._rows = list(queue.rows)
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
                return (self._name(row), self._progress(row), self._result(row))[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                job = str(row.job) if row.job and not row.is_broken else ""
                return "\n".join(filter(None, (str(row.photo), job, self._progress(row), in_words(row.sentence))))
            case _ if role == ROW:
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

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(_ROWS) or bool(files_in(data))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if data.hasFormat(_ROWS):
            photos = {Path(name) for name in bytes(data.data(_ROWS).data()).decode().split("\n")}
            self._queue.move(photos, row if row >= 0 else len(self._rows))
        else:
            self.dropped.emit(files_in(data))
        return False  # the rows are where they shall be; the view has nothing to take away

    def _build(self) -> None:
        self.beginResetModel()
        self._rows = list(self._queue.rows)
        self.endResetModel()

    def _show_row(self, row: int) -> None:
        self._rows[row] = self._queue.at(row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, 2))

    def _name(self, row: Row) -> str:
        how = row.job.name if row.job and not row.is_broken else self.tr("painted") if row.painted else ""
        return f"{row.photo.name} ({how})" if how else row.photo.name

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
        return " · ".join(filter(None, (names, in_words(row.sentence))))
