"""The gradients and ranges that a mask is made of: one is taken in hand here, added or taken away, or removed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QWidget

from engine.marks import Combine, Linear, Radial
from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.scribble import Lasting, Scribble, Strength
from sils_gui.view.choices import combo
from sils_gui.view.commands import Actions, flat_button
from sils_gui.view.flow_row import FlowRow
from sils_gui.view.names import layer_title
from sils_gui.view.targets import painted_by, step_title


class MarkRow(QWidget):
    """Shows the marks that can be changed of what the brush is set to; hidden where there are none."""

    def __init__(self, desk: Desk, brush: Brush, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._brush = desk, brush
        self._listed: tuple[str, ...] = ()
        tip = self.tr(
            "Choose a gradient or a range to change it. Arrows on the photo move a gradient, with Shift by ten, and "
            "stretch it with Alt."
        )
        self.marks = combo([], name=self.tr("Mark in hand"), tip=tip)
        self.marks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.marks.setPlaceholderText(self.tr("Choose a mark"))
        self.combine = combo(
            [
                (self.tr("Adds to the marks before"), Combine.ADD),
                (self.tr("Takes away from them"), Combine.SUBTRACT),
                (self.tr("Keeps what both have"), Combine.INTERSECT),
            ],
            name=self.tr("What the mark does"),
        )
        self.remove = flat_button(actions, "remove")
        row = FlowRow()
        for widget in (self.marks, self.combine, self.remove):
            row.addWidget(widget)
        self.setLayout(row)
        self.marks.activated.connect(self._take)
        self.combine.activated.connect(self._combine)
        brush.changed.connect(self._show)
        desk.current_changed.connect(self._follow)
        self._follow()

    @property
    def _scribble(self) -> Scribble:
        document = self._desk.current
        return document.painted.of(self._brush.target) if document is not None else Scribble()

    def _follow(self) -> None:
        document = self._desk.current
        if document is not None:
            document.painted_changed.connect(self._show, Qt.ConnectionType.UniqueConnection)
        self._show()

    def _show(self) -> None:
        scribble = self._scribble
        place, lasting = self._brush.place_in(scribble), scribble.lasting
        titles = tuple(f"{number} · {self._title(mark)}" for number, mark in enumerate(lasting.values(), 1))
        with QSignalBlocker(self.marks):
            if titles != self._listed:  # an open list stays as it is
                self.marks.clear()
                self.marks.addItems(titles)
                self._listed = titles
            self.marks.setCurrentIndex(-1 if place is None else list(lasting).index(place))
        if place is not None:
            self.combine.setCurrentIndex(self.combine.findData(lasting[place].combine))
        self.combine.setEnabled(place is not None)
        self.setVisible(bool(lasting))

    def _title(self, mark: Lasting) -> str:
        match mark:
            case Linear():
                return self.tr("Linear gradient")
            case Radial():
                return self.tr("Radial gradient")
            case Strength():
                return self.tr("Strength: {0}").format(self._layer_title(mark.layer))
            case _:
                return self.tr("Brightness")

    def _layer_title(self, name: str) -> str:
        """A layer as people call it, or by its name where it is no longer there."""
        document = self._desk.current
        layers = document.spec.layers if document is not None and document.spec is not None else ()
        return next((layer_title(layer.title) for layer in layers if layer.name == name), name)

    def _take(self, row: int) -> None:
        self._brush.take(*list(self._scribble.lasting.items())[row])

    def _combine(self) -> None:
        document, target, scribble = painted_by(self._brush, self._desk), self._brush.target, self._scribble
        place = self._brush.place_in(scribble)
        if document is not None and place is not None:
            mark = replace(scribble.lasting[place], combine=self.combine.currentData())
            if mark.combine is not scribble.lasting[place].combine:
                document.repaint(target, scribble.with_mark_at(place, mark), step_title(target, mark, document))
