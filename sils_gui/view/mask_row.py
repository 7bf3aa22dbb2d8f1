"""What is painted without a brush: all, the opposite, nothing, a range of brightness; and how softly it ends."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.scribble import MASK, Scribble, Tones
from sils_gui.view.commands import Actions, flat_button
from sils_gui.view.flow_row import FlowRow
from sils_gui.view.targets import painted_by, step_title
from sils_gui.view.value_control import Scale, ValueControl

_FEATHER = Scale(0, 200, 0, suffix=" px", typed_high=1000)
_LOW, _HIGH = Scale(0, 100, 50, suffix=" %", factor=100), Scale(0, 100, 100, suffix=" %", factor=100)


class MaskRow(QWidget):
    """The range of brightness, while it is picked; buttons and feathering stand in the row of the brush.

    All are for what the brush is set to; feathering is for masks, since hints are on or off.
    """

    def __init__(self, desk: Desk, brush: Brush, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._brush = desk, brush
        self.buttons = [flat_button(actions, name) for name in ("fill", "invert", "clear", "tones")]
        self.feather = ValueControl(self.tr("Feather"), _FEATHER)
        self.low = ValueControl(self.tr("From"), _LOW)
        self.high = ValueControl(self.tr("To"), _HIGH)
        self._arrange()
        self.feather.edited.connect(self._edit_feather)
        self.low.edited.connect(lambda low, gesture: self._edit_tones(low, max(low, self._tones.high), gesture))
        self.high.edited.connect(lambda high, gesture: self._edit_tones(min(high, self._tones.low), high, gesture))
        brush.changed.connect(self._show)
        desk.current_changed.connect(self._follow)
        self._follow()

    def _arrange(self) -> None:
        row = FlowRow()
        for control in (self.low, self.high):
            row.addWidget(control)
        self.setLayout(row)
        for control in (self.feather, self.low, self.high):
            control.fit_into_row()

    @property
    def _scribble(self) -> Scribble:
        document = self._desk.current
        return document.painted.of(self._brush.target) if document is not None else Scribble()

    @property
    def _tones(self) -> Tones:
        return self._scribble.tones or Tones()

    def _follow(self) -> None:
        if self._desk.current is not None:
            self._desk.current.painted_changed.connect(self._show, Qt.ConnectionType.UniqueConnection)
        self._show()

    def _show(self) -> None:
        self.feather.setVisible(self._brush.target == MASK)
        self._name_feather()
        self.feather.show_value(self._scribble.feather_px)
        self.setVisible(self._brush.picks_tones)
        self.low.show_value(self._tones.low)
        self.high.show_value(self._tones.high)

    def _name_feather(self) -> None:
        """A mask that was read is as soft already as it was saved: the number is what comes on top."""
        is_from_file = self._scribble.base is not None
        self.feather.rename(self.tr("Feather further") if is_from_file else self.tr("Feather"))
        self.feather.fit_into_row()
        told = self.tr("The mask in the file is feathered as it was saved; this is added to it.")
        self.feather.setToolTip(told if is_from_file else "")

    def _edit_feather(self, value: float, gesture: int) -> None:
        document = painted_by(self._brush, self._desk)
        if document is not None:
            scribble = replace(self._scribble, feather_px=value)
            document.repaint(self._brush.target, scribble, self.tr("Feather"), gesture)

    def _edit_tones(self, low: float, high: float, gesture: int) -> None:
        document, target, tones = painted_by(self._brush, self._desk), self._brush.target, Tones(low, high)
        if document is not None:
            document.repaint(target, self._scribble.with_mark(tones), step_title(target, tones, document), gesture)
