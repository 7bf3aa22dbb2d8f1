"""What the commands of the brush do, and when they can be done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.looking import Looking
from sils_gui.state.scribble import Mark, Tip, Tones, Whole
from sils_gui.view.commands import Actions
from sils_gui.view.targets import painted_by, step_title, targets_of

_WITH_BRUSH = ("narrower", "wider", "erase", "overlay", "fill", "invert", "tones", "clear")


class BrushCommands(QObject):
    """Connects the brush's commands and shows which of them are on."""

    def __init__(self, desk: Desk, looking: Looking, brush: Brush, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._brush, self._actions = desk, looking, brush, actions
        actions.connect(
            brush=self._take,
            narrower=lambda: brush.resize(-1),
            wider=lambda: brush.resize(1),
            erase=brush.turn,
            overlay=lambda: brush.set(shows_overlay=not brush.shows_overlay),
            fill=lambda: self._mark(Whole.FILL),
            invert=lambda: self._mark(Whole.INVERT),
            tones=self._turn_tones,
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
        self._actions.of("brush").setChecked(self._brush.is_on)
        self._actions.of("erase").setChecked(self._brush.tip is Tip.ERASE)
        self._actions.of("overlay").setChecked(self._brush.shows_overlay)
        self._actions.of("tones").setChecked(self._brush.picks_tones)

    def _follow(self) -> None:
        if self._desk.current is not None:
            self._desk.current.spec_changed.connect(self.show_possible, Qt.ConnectionType.UniqueConnection)
        self.show_possible()

    def _take(self) -> None:
        names = targets_of(self._desk.current)
        if not self._brush.is_on and self._looking.layer < len(names):
            self._brush.set(target=names[self._looking.layer])
        self._brush.set(is_on=not self._brush.is_on)

    def _mark(self, mark: Mark) -> None:
        document, target = painted_by(self._brush, self._desk), self._brush.target
        if document is not None:
            document.paint(target, mark, step_title(target, mark, document))

    def _turn_tones(self) -> None:
        """The sliders for brightness begin with the brighter half."""
        self._brush.set(picks_tones=not self._brush.picks_tones)
        document = painted_by(self._brush, self._desk)
        if self._brush.picks_tones and document is not None and document.painted.of(self._brush.target).tones is None:
            self._mark(Tones())

    def _clear(self) -> None:
        document = painted_by(self._brush, self._desk)
        if document is not None:
            document.wipe_away(self._brush.target, self.tr("Clear what was painted"))
