"""What is painted without a brush: all, the opposite, nothing, a range; and how softly it ends."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from engine.marks import Radial, Tones
from sils_gui.state.brush import Brush, Tool
from sils_gui.state.desk import Desk
from sils_gui.state.scribble import MASK, Lasting, Range, Scribble, Strength
from sils_gui.state.strengths import strength_of
from sils_gui.view.choices import combo
from sils_gui.view.commands import Actions, flat_button
from sils_gui.view.flow_row import FlowRow
from sils_gui.view.names import layer_title
from sils_gui.view.targets import lasting_in_hand, painted_by, step_title
from sils_gui.view.value_control import Scale, ValueControl

_FEATHER = Scale(0, 200, 0, suffix=" px", typed_high=1000)
_FADE = Scale(0, 100, 50, suffix=" %", factor=100)
_TURN = Scale(-180, 180, 0, suffix="°")
_LOW, _HIGH = Scale(0, 100, 50, suffix=" %", factor=100), Scale(0, 100, 100, suffix=" %", factor=100)


class MaskRow(QWidget):
    """The range, while it is picked: of what, from, to. Buttons, fading and feathering stand in the row of the brush.

    All are for what the brush is set to; feathering is for masks, since hints are on or off.
    """

    def __init__(self, desk: Desk, brush: Brush, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._brush = desk, brush
        self.buttons = [flat_button(actions, name) for name in ("fill", "invert", "clear", "range")]
        self.edges = flat_button(actions, "edges")
        self.fade = ValueControl(self.tr("Fade"), _FADE)
        self.turn = ValueControl(self.tr("Turn"), _TURN)
        self.feather = ValueControl(self.tr("Feather"), _FEATHER)
        self.source = combo([], name=self.tr("Range of what"))
        self.low = ValueControl(self.tr("From"), _LOW)
        self.high = ValueControl(self.tr("To"), _HIGH)
        self._arrange()
        self.fade.edited.connect(self._edit_fade)
        self.turn.edited.connect(self._edit_turn)
        self.feather.edited.connect(self._edit_feather)
        self.source.activated.connect(self._choose_source)
        self.low.edited.connect(lambda low, gesture: self._edit_range(low, max(low, self._range.high), gesture))
        self.high.edited.connect(lambda high, gesture: self._edit_range(min(high, self._range.low), high, gesture))
        brush.changed.connect(self._show)
        desk.current_changed.connect(self._follow)
        self._follow()

    def _arrange(self) -> None:
        row = FlowRow()
        for widget in (self.source, self.low, self.high):
            row.addWidget(widget)
        self.setLayout(row)
        for control in (self.fade, self.turn, self.feather, self.low, self.high):
            control.fit_into_row()

    @property
    def _scribble(self) -> Scribble:
        document = self._desk.current
        return document.painted.of(self._brush.target) if document is not None else Scribble()

    @property
    def _range(self) -> Range:
        """The range that is being picked: the mark in hand, or the first that would be."""
        mark = self._in_hand
        return mark if isinstance(mark, Range) else Tones(combine=self._brush.combine)

    @property
    def _in_hand(self) -> Lasting | None:
        return lasting_in_hand(self._brush, self._desk.current)

    def _follow(self) -> None:
        document = self._desk.current
        if document is not None:
            document.painted_changed.connect(self._show, Qt.ConnectionType.UniqueConnection)
            document.separation_changed.connect(self._show_sources, Qt.ConnectionType.UniqueConnection)
        self._show_sources()

    def _show_sources(self) -> None:
        """Brightness, and the layers that are there."""
        with QSignalBlocker(self.source):
            self.source.clear()
            self.source.addItem(self.tr("Brightness"), "")
            for layer in self._desk.layers:
                self.source.addItem(self.tr("Strength: {0}").format(layer_title(layer.title)), layer.name)
        self._show()

    def _show(self) -> None:
        is_mask = self._brush.target == MASK
        self.feather.setVisible(is_mask)
        self.edges.setVisible(is_mask)
        self.fade.setVisible(self._brush.tool is Tool.RADIAL)
        mark = self._in_hand
        self.fade.show_value(mark.fade if isinstance(mark, Radial) else self._brush.fade)
        self.turn.setVisible(self._brush.tool is Tool.RADIAL and isinstance(mark, Radial))
        self.turn.show_value(mark.turn_deg if isinstance(mark, Radial) else 0.0)
        self._name_feather()
        self.feather.show_value(self._scribble.feather_px)
        self.setVisible(self._brush.picks_range)
        chosen = self._range
        name = chosen.layer if isinstance(chosen, Strength) else ""
        self.source.setCurrentIndex(self.source.findData(name))  # none for a layer that is no longer there
        self.low.show_value(chosen.low)
        self.high.show_value(chosen.high)

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

    def _edit_fade(self, value: float, gesture: int) -> None:
        """For the next ellipse, and for the mark in hand where it is one."""
        self._brush.set(fade=value)
        if isinstance(self._in_hand, Radial):
            self._change(replace(self._in_hand, fade=value), self.tr("Fade"), gesture)

    def _edit_turn(self, value: float, gesture: int) -> None:
        if isinstance(self._in_hand, Radial):
            self._change(replace(self._in_hand, turn_deg=value), self.tr("Turn"), gesture)

    def _change(self, mark: Lasting, text: str, gesture: int) -> None:
        """Have another mark in the place of the one in hand."""
        document, scribble = painted_by(self._brush, self._desk), self._scribble
        place = self._brush.place_in(scribble)
        if document is not None and place is not None:
            document.repaint(self._brush.target, scribble.with_mark_at(place, mark), text, gesture)

    def _choose_source(self) -> None:
        document, name = painted_by(self._brush, self._desk), self.source.currentData()
        if document is None or document.separation is None:
            return
        names = [layer.name for layer in document.separation.layers]
        chosen = strength_of(document, names.index(name)) if name else Tones()
        self._put(replace(chosen, combine=self._range.combine))

    def _edit_range(self, low: float, high: float, gesture: int) -> None:
        self._put(replace(self._range, low=low, high=high), gesture)

    def _put(self, chosen: Range, gesture: int = 0) -> None:
        """In the place of the range that is being picked, or as a new mark."""
        document, target, scribble = painted_by(self._brush, self._desk), self._brush.target, self._scribble
        if document is not None:
            place = self._brush.place_in(scribble) if isinstance(self._in_hand, Range) else None
            changed = scribble.with_mark(chosen) if place is None else scribble.with_mark_at(place, chosen)
            self._brush.set(place=place)
            document.repaint(target, changed, step_title(target, chosen, document), gesture)
