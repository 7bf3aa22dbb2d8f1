"""Text in as many lines as it needs, in which a name that is longer than a line goes on in the next."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QLabel, QSizePolicy


class WrappedLabel(QLabel):
    """Takes whatever width there is: what wraps at words alone asks for the width of the longest name in it."""

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__(text, objectName=name, wordWrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid_out(width).size().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self._laid_out(self.width())
        QPainter(self).drawStaticText(QPointF(0, (self.height() - text.size().height()) / 2), text)

    def _laid_out(self, width: int) -> QStaticText:
        text, option = QStaticText(self.text()), QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextOption(option)
        text.setTextWidth(width)
        text.prepare(QTransform(), self.font())
        return text
