"""A line of text that is shortened in the middle where there is no room for all of it; the tip has the whole."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ElidedLabel(QLabel):
    """Takes whatever width there is."""

    def __init__(self) -> None:
        super().__init__(objectName="faint")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(tip_of(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        place = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, place.width())
        QPainter(self).drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def tip_of(text: str) -> str:
    """A tip that shows lines as they are, were they names of files that look like tags."""
    return f"<p style='white-space:pre'>{escape(text)}</p>" if "<" in text else text
