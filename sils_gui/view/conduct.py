"""What the commands do, and when they can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.mix import Mix
from engine.separator import Quality
from sils_gui.state.looking import REMIX, Arrangement, Kind, Shown
from sils_gui.state.problems import Problem
from sils_gui.state.settings import OPEN_FOLDER, QUALITY, TASK
from sils_gui.view.about_dialog import AboutDialog
from sils_gui.view.commands import Actions
from sils_gui.view.export_dialog import ExportDialog
from sils_gui.view.preferences_dialog import PreferencesDialog
from sils_gui.view.questions import may_close
from sils_gui.view.separators_dialog import SeparatorsDialog
from sils_gui.work.opening import SUFFIXES
from sils_gui.work.shop import Shop, State

_PHOTOS = " ".join(f"*{suffix}" for suffix in SUFFIXES)
_ARRANGEMENTS = {
    "wipe": Arrangement.WIPE,
    "side": Arrangement.SIDE_BY_SIDE,
    "difference": Arrangement.DIFFERENCE,
    "grid": Arrangement.GRID,
}
_NEED_PHOTO = ("close", "fit", "in", "out", "clipping")
_NEED_LAYERS = (
    "save",
    "export",
    "copy",
    "reset",
    "solo",
    "mute",
    "remix",
    "residual",
    "before",
    "gain",
    *_ARRANGEMENTS,
)


class Conduct(QObject):
    """Connects the commands of a window."""

    def __init__(self, window: QWidget, state: State, shop: Shop, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._state, self._shop, self._actions = window, state, shop, actions
        self._connect_files()
        self._connect_looks()
        desk, jobs = state.desk, (shop.jobs.changed, shop.opening.jobs.changed)
        for signal in (desk.documents_changed, desk.current_changed, desk.copied_changed, shop.shelf.changed, *jobs):
            signal.connect(self.show_possible)
        state.looking.changed.connect(self._show_switches)
        state.desk.current_changed.connect(self._follow)
        self.show_possible()
        self._show_switches()

    def open(self) -> None:
        """Ask for photos and open them."""
        folder = self._state.settings.get(OPEN_FOLDER)
        kinds = f"{self.tr('Photos')} ({_PHOTOS} {_PHOTOS.upper()});;{self.tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open photos"), folder, kinds)
        if names:
            self._state.settings.set(OPEN_FOLDER, str(Path(names[0]).parent))
            self._shop.opening.open([Path(name) for name in names])

    def separate(self) -> None:
        """Separate the current photo as the tool bar says."""
        document, task = self._state.desk.current, self._state.settings.get(TASK)
        file = self._shop.shelf.for_task(task) or next(iter(self._shop.shelf.tasks), None)
        if document is None:
            return
        if file is None:
            sentence = self.tr("There is no separator. Add one on the page Separators.")
            self._state.problems.tell(Problem("no-separator", sentence))
            return
        known = {quality.value: quality for quality in Quality}
        self._shop.separating.separate(document, file, known.get(self._state.settings.get(QUALITY), Quality.STANDARD))

    def cancel(self) -> None:
        """Stop what is being done."""
        self._shop.opening.jobs.cancel_all()
        for jobs in (self._shop.jobs, self._shop.errands):
            jobs.cancel()

    def about(self) -> None:
        AboutDialog(self._shop.examining, self._window).open()

    def show_possible(self) -> None:
        """Enable what can be done now."""
        document = self._state.desk.current
        is_separated = document is not None and document.separation is not None
        self._actions.enable(document is not None, *_NEED_PHOTO)
        self._actions.enable(is_separated, *_NEED_LAYERS)
        self._actions.enable(document is not None and self._shop.jobs.running is None, "separate")
        self._actions.enable(self._state.desk.can_paste(), "paste")
        self._actions.enable(len(self._state.desk.documents) > 1, "next", "previous")
        self._actions.enable(
            self._shop.jobs.running is not None or self._shop.opening.jobs.running is not None, "cancel"
        )

    def _follow(self) -> None:
        if self._state.desk.current is not None:
            self._state.desk.current.separation_changed.connect(self._show_layers)
        self._show_layers()

    def _show_layers(self) -> None:
        document = self._state.desk.current
        layers = document.separation.layers if document is not None and document.separation is not None else ()
        self._window.menus.show_layers(tuple(layer.title for layer in layers))  # type: ignore[attr-defined]
        self.show_possible()

    def _show_switches(self) -> None:
        looking = self._state.looking
        self._actions.of("before").setChecked(looking.shows_before)
        self._actions.of("clipping").setChecked(looking.shows_clipping)
        for name, arrangement in _ARRANGEMENTS.items():
            self._actions.of(name).setChecked(looking.arrangement is arrangement)

    def _connect_files(self) -> None:
        desk = self._state.desk
        self._actions.connect(
            open=self.open,
            save=lambda: desk.current is not None and self._shop.saving.save(desk.current),
            export=self._export,
            close=self._close,
            quit=self._window.close,
            copy=desk.copy_settings,
            paste=desk.paste_settings,
            reset=self._reset,
            preferences=self._preferences,
            separate=self.separate,
            cancel=self.cancel,
            next=lambda: desk.step(1),
            previous=lambda: desk.step(-1),
            separators=lambda: SeparatorsDialog(
                self._shop.shelf, self._state.problems, self._shop.errands, self._window
            ).open(),
            about=self.about,
        )

    def _connect_looks(self) -> None:
        looking, window = self._state.looking, self._window
        self._actions.connect(
            solo=lambda: window.docks.mixer.toggle_solo(looking.layer),  # type: ignore[attr-defined]
            mute=lambda: window.docks.mixer.toggle_mute(looking.layer),  # type: ignore[attr-defined]
            remix=lambda: looking.set(picture=REMIX, arrangement=Arrangement.SINGLE, shows_before=False),
            residual=lambda: looking.show_picture(Shown(Kind.RESIDUAL)),
            before=lambda: looking.set(shows_before=not looking.shows_before, arrangement=Arrangement.SINGLE),
            gain=looking.next_gain,
            clipping=lambda: looking.set(shows_clipping=not looking.shows_clipping),
            fit=lambda: window.canvas.toggle_fit(),  # type: ignore[attr-defined]
            panels=lambda: window.docks.toggle(),  # type: ignore[attr-defined]
        )
        self._actions.connect(**{"in": lambda: window.canvas.zoom_step(1), "out": lambda: window.canvas.zoom_step(-1)})  # type: ignore[attr-defined]
        for name, arrangement in _ARRANGEMENTS.items():
            self._actions.connect(**{name: lambda arrangement=arrangement: looking.toggle(arrangement)})

    def _reset(self) -> None:
        document = self._state.desk.current
        if document is not None and document.mix is not None:
            document.edit(Mix.neutral(len(document.mix.layers)), self.tr("Reset mix"))

    def _close(self) -> None:
        document = self._state.desk.current
        if document is not None and may_close((document,), self._shop.saving, self._window):
            self._state.desk.close(document)

    def _export(self) -> None:
        document = self._state.desk.current
        if document is not None and document.separation is not None:
            dialog = ExportDialog(document, self._state.settings, self._window)
            dialog.wished.connect(lambda wish: self._shop.exporting.export(document, wish))
            dialog.open()

    def _preferences(self) -> None:
        dialog = PreferencesDialog(self._state.settings, self._window)
        dialog.cache_cleared.connect(lambda: self._shop.separating.cache.clear())
        dialog.open()
