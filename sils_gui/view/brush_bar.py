"""The bar over the photo while the brush is in hand: what for, how wide, erase, overlay; then, what has no brush."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.spec import ONLY
from sils_gui.state.brush import LARGEST_PX, Brush, Tool
from sils_gui.state.desk import Desk
from sils_gui.state.scribble import MASK
from sils_gui.view.choices import combo
from sils_gui.view.commands import Actions, flat_button
from sils_gui.view.flow_row import FlowRow
from sils_gui.view.mark_row import MarkRow
from sils_gui.view.mask_row import MaskRow
from sils_gui.view.sheets import color_of
from sils_gui.view.targets import target_title, targets_of
from sils_gui.view.value_control import Scale, ValueControl

_SIZE = Scale(2, 500, 80, decimals=0, suffix=" px", typed_high=2 * LARGEST_PX)


class BrushBar(QFrame):
    """Shows the brush and changes it; hidden while it is not in hand."""

    def __init__(self, desk: Desk, brush: Brush, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._desk, self._brush = desk, brush
        self.target = combo([], name=self.tr("What the brush paints"))
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.size_control = ValueControl(self.tr("Size"), _SIZE)
        self.size_control.fit_into_row()
        self.note = QLabel(objectName="faint", wordWrap=True)
        self._shapes = [flat_button(actions, name) for name in ("linear", "radial")]
        buttons = [*self._shapes, *(flat_button(actions, name) for name in ("erase", "intersect", "overlay"))]
        self.mask_row = MaskRow(desk, brush, actions)
        self.mark_row = MarkRow(desk, brush, actions)
        self._arrange(buttons)
        self.target.activated.connect(lambda: brush.aim(self.target.currentData()))
        self.size_control.edited.connect(lambda value, gesture: brush.set(radius_px=value / 2))
        brush.changed.connect(self._show)
        desk.current_changed.connect(self._follow)
        self._follow()

    def _arrange(self, buttons: list[QToolButton]) -> None:
        row, without_brush = FlowRow(), self.mask_row
        soft = (without_brush.fade, without_brush.turn, without_brush.feather, without_brush.edges)
        for widget in (self.target, self.size_control, *buttons, *without_brush.buttons, *soft):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.mark_row)
        column.addWidget(self.mask_row)
        column.addWidget(self.note)

    def _follow(self) -> None:
        if self._desk.current is not None:
            self._desk.current.spec_changed.connect(self._show_targets, Qt.ConnectionType.UniqueConnection)
        self._show_targets()

    def _show_targets(self) -> None:
        names = targets_of(self._desk.current)
        with QSignalBlocker(self.target):
            self.target.clear()
            for name in names:
                self.target.addItem(_swatch(color_of(name, tuple(names))), target_title(name, self._desk.current), name)
        if names and self._brush.target not in names:
            self._brush.aim(names[0])
        self._show()

    def _show(self) -> None:
        self.setVisible(self._brush.is_on and self.target.count() > 0)
        self.target.setCurrentIndex(max(0, self.target.findData(self._brush.target)))
        for button in self._shapes:
            button.setVisible(self._brush.target == MASK)
        self.size_control.setVisible(self._brush.tool is Tool.STROKE)
        self.size_control.show_value(2 * self._brush.radius_px)
        self.note.setText(self._what_for())

    def _what_for(self) -> str:
        if self._brush.target == MASK:
            return self.tr("The mix changes only what is painted.")
        if self._brush.target.endswith(ONLY):
            return self.tr("Paint closely where nothing but this layer is seen. It is taken at its word.")
        is_first = self._desk.current is not None and self._desk.current.separation is None
        if is_first:
            return self.tr("Paint where this layer is clearly seen. Separate will use it.")
        return self.tr("Paint where too little of this layer was found. Separate again to use it.")


def _swatch(color: str) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(QColor(color))
    return QIcon(pixmap)
