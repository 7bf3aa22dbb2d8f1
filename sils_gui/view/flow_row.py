"""A row that goes on in the next line where there is no room: nothing in it is ever cut for want of width."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

_SPACING_PX = 6


class FlowRow(QLayout):
    """Breaks lines by the smallest widths; what can grow shares the width that is left in its line."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(_SPACING_PX)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks until there is none
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [_height(line) for line in self._lines(width)]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1)

    def minimumSize(self) -> QSize:
        shown = self._shown()
        return QSize(max(map(_smallest, shown), default=0), _height(shown))

    def sizeHint(self) -> QSize:
        shown = self._shown()
        gaps = self.spacing() * max(0, len(shown) - 1)
        return QSize(sum(item.sizeHint().width() for item in shown) + gaps, _height(shown))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            left = rect.left()
            for item, width in zip(line, self._widths(line, rect.width()), strict=True):
                height = item.sizeHint().height()
                item.setGeometry(QRect(QPoint(left, top + (_height(line) - height) // 2), QSize(width, height)))
                left += width + self.spacing()
            top += _height(line) + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = self.spacing() + _smallest(item)
            if lines and needed <= left:
                lines[-1].append(item)
                left -= needed
            else:
                lines.append([item])
                left = width - _smallest(item)
        return lines

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        """What can grow least is served first, so that nothing of an equal share is left over."""
        widths = [min(_smallest(item), width) for item in line]
        spare = width - sum(widths) - self.spacing() * (len(line) - 1)
        growing = sorted((_largest(item) - widths[index], index) for index, item in enumerate(line) if _grows(item))
        for served, (room, index) in enumerate(growing):
            more = max(0, min(room, spare // (len(growing) - served)))
            widths[index] += more
            spare -= more
        return widths


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _smallest(item: QLayoutItem) -> int:
    return item.minimumSize().width() if _grows(item) else item.sizeHint().width()


def _largest(item: QLayoutItem) -> int:
    return item.maximumSize().width()
