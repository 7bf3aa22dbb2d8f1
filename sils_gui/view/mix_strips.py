"""Strips of the mixer that belong to no single layer: Balance and the residual."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from sils_gui.view.layer_strip import MARGINS
from sils_gui.view.value_control import Scale, ValueControl


class BalanceStrip(QFrame):
    """One slider from the other of two layers, by its title, over the photo to the base layer."""

    def __init__(self, other: str, base: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="strip")
        self.control = ValueControl(self.tr("Balance"), Scale(-100, 100, 0))
        self.control.setToolTip(self.tr("−100 {0} only, 0 the photo, +100 {1} only").format(other, base))
        ends = self.tr("{0} ↔ photo ↔ {1}").format(other, base)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGINS)
        column.addWidget(self.control)
        column.addWidget(QLabel(ends, objectName="faint", alignment=Qt.AlignmentFlag.AlignCenter))


class ResidualStrip(QFrame):
    """How much of what the layers leave unexplained is added again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="strip")
        self.control = ValueControl(self.tr("Residual"), Scale(0, 200, 100, suffix=" %", factor=100))
        self.control.setToolTip(self.tr("What the layers leave unexplained; hardly anything, as the null test shows"))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGINS)
        column.addWidget(self.control)
