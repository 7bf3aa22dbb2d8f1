"""What the commands do that change how the photo is looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sils_gui.state.looking import REMIX, Arrangement, Kind, Looking, Shown
from sils_gui.view.canvas import Canvas
from sils_gui.view.commands import Actions
from sils_gui.view.docks import Docks

ARRANGEMENTS = {
    "wipe": Arrangement.WIPE,
    "side": Arrangement.SIDE_BY_SIDE,
    "difference": Arrangement.DIFFERENCE,
    "grid": Arrangement.GRID,
}


class LookCommands(QObject):
    """Connects these commands and shows which of them are on."""

    def __init__(self, looking: Looking, canvas: Canvas, docks: Docks, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._looking, self._actions = looking, actions
        actions.connect(
            solo=lambda: docks.mixer.toggle_solo(looking.layer),
            mute=lambda: docks.mixer.toggle_mute(looking.layer),
            remix=lambda: looking.set(picture=REMIX, arrangement=Arrangement.SINGLE, shows_before=False),
            residual=lambda: looking.show_picture(Shown(Kind.RESIDUAL)),
            before=lambda: looking.set(shows_before=not looking.shows_before, arrangement=Arrangement.SINGLE),
            gain=looking.next_gain,
            clipping=lambda: looking.set(shows_clipping=not looking.shows_clipping),
            fit=canvas.toggle_fit,
            panels=docks.toggle,
        )
        actions.connect(**{"in": lambda: canvas.zoom_step(1), "out": lambda: canvas.zoom_step(-1)})
        for name, arrangement in ARRANGEMENTS.items():
            actions.connect(**{name: lambda arrangement=arrangement: looking.toggle(arrangement)})
        looking.changed.connect(self._show_switches)
        docks.right.visibilityChanged.connect(lambda visible: self._show_panels(docks.right.isVisible()))
        self._show_switches()

    def _show_panels(self, are_visible: bool) -> None:
        self._actions.of("panels").setChecked(are_visible)

    def _show_switches(self) -> None:
        self._actions.of("before").setChecked(self._looking.shows_before)
        self._actions.of("clipping").setChecked(self._looking.shows_clipping)
        for name, arrangement in ARRANGEMENTS.items():
            self._actions.of(name).setChecked(self._looking.arrangement is arrangement)
