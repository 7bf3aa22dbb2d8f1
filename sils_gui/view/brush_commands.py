"""What the commands of the brush do, and when they can be done."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt

from engine.marks import Combine, Tones, Whole
from sils_gui.state.brush import Brush, Tool
from sils_gui.state.desk import Desk
from sils_gui.state.looking import Looking
from sils_gui.state.scribble import MASK, Lasting, Mark, Range, Scribble
from sils_gui.view.commands import Actions
from sils_gui.view.targets import lasting_in_hand, painted_by, step_title, targets_of

_WITH_BRUSH = ("narrower", "wider", "erase", "intersect", "overlay", "fill", "invert", "range", "clear")
_FOR_MASKS = ("linear", "radial", "edges")


class BrushCommands(QObject):
    """Connects the brush's commands and shows which of them are on."""

    def __init__(self, desk: Desk, looking: Looking, brush: Brush, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._brush, self._actions = desk, looking, brush, actions
        actions.connect(
            brush=self._take,
            narrower=lambda: brush.resize(-1),
            wider=lambda: brush.resize(1),
            linear=lambda: brush.choose(Tool.LINEAR),
            radial=lambda: brush.choose(Tool.RADIAL),
            erase=lambda: brush.turn(Combine.SUBTRACT),
            intersect=lambda: brush.turn(Combine.INTERSECT),
            overlay=brush.turn_overlay,
            fill=lambda: self._mark(Whole.FILL),
            invert=lambda: self._mark(Whole.INVERT),
            range=self._turn_range,
            edges=self._turn_edges,
            remove=self._remove,
            clear=self._clear,
        )
        brush.changed.connect(self.show_possible)
        desk.current_changed.connect(self._follow)
        self._follow()

    def show_possible(self) -> None:
        """Enable what can be done now, and show what is on."""
        can_paint = bool(targets_of(self._desk.current))
        self._actions.enable(can_paint, "brush")
        self._actions.enable(can_paint and self._brush.is_on, *_WITH_BRUSH)
        self._actions.enable(can_paint and self._brush.is_on and self._brush.target == MASK, *_FOR_MASKS)
        self._actions.of("brush").setChecked(self._brush.is_on)
        self._actions.of("linear").setChecked(self._brush.tool is Tool.LINEAR)
        self._actions.of("radial").setChecked(self._brush.tool is Tool.RADIAL)
        self._actions.of("erase").setChecked(self._brush.combine is Combine.SUBTRACT)
        self._actions.of("intersect").setChecked(self._brush.combine is Combine.INTERSECT)
        self._actions.of("overlay").setChecked(self._brush.overlay_is_seen)
        self._actions.of("range").setChecked(self._brush.picks_range)
        self._actions.enable(can_paint and self._brush.is_on and self._in_hand is not None, "remove")
        document = self._desk.current
        follows_edges = document is not None and document.painted.of(MASK).follows_edges
        self._actions.of("edges").setChecked(follows_edges)

    def _follow(self) -> None:
        if self._desk.current is not None:
            for signal in (self._desk.current.spec_changed, self._desk.current.painted_changed):
                signal.connect(self.show_possible, Qt.ConnectionType.UniqueConnection)
            self._desk.current.separation_changed.connect(self._uncover, Qt.ConnectionType.UniqueConnection)
        picks_range = self._brush.picks_range and isinstance(self._in_hand, Range)
        self._brush.set(picks_range=picks_range, overlay_rests=False)
        self.show_possible()

    def _uncover(self) -> None:
        """Let what the hints have brought be seen, unless somebody paints on."""
        document = self._desk.current
        if document is not None and not document.has_other_hints and self._brush.drawn is None:
            self._brush.set(overlay_rests=True)

    def _take(self) -> None:
        names = targets_of(self._desk.current)
        if not self._brush.is_on and self._looking.layer < len(names):
            self._brush.aim(names[self._looking.layer])
        self._brush.set(is_on=not self._brush.is_on, overlay_rests=False)

    @property
    def _in_hand(self) -> Lasting | None:
        return lasting_in_hand(self._brush, self._desk.current)

    def _mark(self, mark: Mark) -> None:
        document, target = painted_by(self._brush, self._desk), self._brush.target
        if document is not None:
            self._brush.set(place=None)
            document.paint(target, mark, step_title(target, mark, document))

    def _turn_range(self) -> None:
        """The sliders for brightness begin with the brighter half."""
        self._brush.set(picks_range=not self._brush.picks_range)
        if self._brush.picks_range and not isinstance(self._in_hand, Range):
            self._mark(Tones(combine=self._brush.combine))

    def _turn_edges(self) -> None:
        document = painted_by(self._brush, self._desk)
        if document is not None:
            scribble = document.painted.of(MASK)
            turned = replace(scribble, follows_edges=not scribble.follows_edges)
            document.repaint(MASK, turned, self.tr("Feather along edges"))

    def _remove(self) -> None:
        document, target = painted_by(self._brush, self._desk), self._brush.target
        scribble = document.painted.of(target) if document is not None else Scribble()
        place = self._brush.place_in(scribble)
        if document is not None and place is not None:
            self._brush.set(place=None)
            document.repaint(target, scribble.without_mark(place), self.tr("Remove a mark"))

    def _clear(self) -> None:
        document = painted_by(self._brush, self._desk)
        if document is not None:
            document.wipe_away(self._brush.target, self.tr("Clear what was painted"))
