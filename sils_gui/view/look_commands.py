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
            fit=lambda: canvas.zooming.toggle_fit(),
            panels=docks.toggle,
            film_strip=docks.toggle_film_strip,
        )
        actions.connect(**{"in": lambda: canvas.zooming.step(1), "out": lambda: canvas.zooming.step(-1)})
        for name, arrangement in ARRANGEMENTS.items():
            actions.connect(**{name: lambda arrangement=arrangement: looking.toggle(arrangement)})
        looking.changed.connect(self._show_switches)
        for name, dock in (("panels", docks.right), ("film_strip", docks.left)):
            dock.visibilityChanged.connect(
                lambda visible, name=name, dock=dock: actions.of(name).setChecked(dock.isVisible())
            )
        self._show_switches()

    def _show_switches(self) -> None:
        self._actions.of("before").setChecked(self._looking.shows_before)
        self._actions.of("clipping").setChecked(self._looking.shows_clipping)
        for name, arrangement in ARRANGEMENTS.items():
            self._actions.of(name).setChecked(self._looking.arrangement is arrangement)
