"""What the commands for files, work and dialogs do, and when commands can be done."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.codecs.sniff import SUFFIXES
from engine.mix import Mix
from engine.separator import Quality
from engine.separator_file import SeparatorFile
from sils_gui.engine_sentences import in_words
from sils_gui.state.document import Document
from sils_gui.state.exports import Exportable
from sils_gui.state.looking import Arrangement
from sils_gui.state.problems import Problem
from sils_gui.state.settings import OPEN_FOLDER, QUALITY
from sils_gui.view.about_dialog import AboutDialog
from sils_gui.view.commands import Actions
from sils_gui.view.dialogs import show_once
from sils_gui.view.export_dialog import ExportDialog
from sils_gui.view.look_commands import ARRANGEMENTS
from sils_gui.view.preferences_dialog import PreferencesDialog
from sils_gui.view.questions import may_close, may_replace
from sils_gui.view.separators_dialog import SeparatorsDialog
from sils_gui.work.shop import Shop, State

_PHOTOS = " ".join(f"*{suffix}" for suffix in SUFFIXES)
_NEED_PHOTO = ("fit", "in", "out", "clipping")
_NEED_PHOTOS = ("next", "previous", "film_strip")
_NEED_LAYERS = (
    "export",
    "copy",
    "reset",
    "remix",
    "residual",
    "before",
    *ARRANGEMENTS,
)


class Conduct(QObject):
    """Connects the commands for files, work and dialogs."""

    def __init__(self, window: QWidget, state: State, shop: Shop, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._state, self._shop, self._actions = window, state, shop, actions
        self._connect_files()
        desk, jobs = state.desk, (shop.jobs.changed, shop.opening.jobs.changed)
        for signal in (desk.documents_changed, desk.current_changed, desk.copied_changed, shop.shelf.changed, *jobs):
            signal.connect(self.show_possible)
        desk.current_changed.connect(self._follow)
        state.looking.changed.connect(self._show_possible_for_looking)
        self.show_possible()

    def open(self) -> None:
        """Ask for photos and open them."""
        folder = self._state.settings.get(OPEN_FOLDER)
        kinds = f"{self.tr('Photos')} ({_PHOTOS} {_PHOTOS.upper()});;{self.tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open photos"), folder, kinds)
        if names:
            self._state.settings.set(OPEN_FOLDER, str(Path(names[0]).parent))
            self._shop.open([Path(name) for name in names])

    def separate(self) -> None:
        """Separate the current photo as the tool bar says."""
        document, file = self._state.desk.current, self._shop.choosing.file
        if document is None:
            return
        if file is None:
            sentence = self.tr("There is no separator. Add one on the page Separators.")
            self._state.problems.tell(Problem("no-separator", sentence))
            return
        self._separate(document, file, Quality(self._state.settings.get(QUALITY)))

    def cancel(self) -> None:
        """Stop what is being done; an errand, for which nobody waits, only where nothing else is."""
        jobs, opening, errands = self._shop.jobs, self._shop.opening.jobs, self._shop.errands
        if jobs.running is None and opening.running is None:
            errands.cancel()
        self._shop.opening.stop()
        jobs.cancel()

    def about(self) -> None:
        """The doctor's report, and what to do where the device is not the one hoped for."""
        device = self._shop.separating.device
        why, fix = (in_words(device.reason), in_words(device.fix)) if device is not None else ("", "")
        show_once(AboutDialog(self._shop.examining, why, fix, self._window))

    def show_possible(self) -> None:
        """Enable what can be done now."""
        document = self._state.desk.current
        is_separated = document is not None and document.separation is not None
        self._actions.enable(document is not None, *_NEED_PHOTO)
        self._actions.enable(document is not None or self._shop.opening.jobs.running is not None, "close")
        self._actions.enable(is_separated, *_NEED_LAYERS)
        self._actions.enable(is_separated or bool(document and not document.is_saved), "save")
        is_free = self._shop.shelf.is_read and self._shop.jobs.running is None
        self._actions.enable(document is not None and is_free, "separate")
        self._actions.enable(self._state.desk.can_paste(), "paste")
        self._actions.enable(document is not None and len(self._state.desk.documents) > 1, *_NEED_PHOTOS)
        self._actions.enable(
            self._shop.jobs.running is not None or self._shop.opening.jobs.running is not None, "cancel"
        )

        self._show_possible_for_looking()

    def _show_possible_for_looking(self) -> None:
        """Solo and Mute are for the layer that was touched last, which this photo may not have; the gain is for what is
        seen."""
        layers, looking = self._state.desk.layers, self._state.looking
        self._actions.enable(looking.layer < len(layers), "solo", "mute")
        self._actions.enable(bool(layers) and looking.arrangement is Arrangement.DIFFERENCE, "gain")

    def _follow(self) -> None:
        document = self._state.desk.current
        if document is not None:
            for signal in (document.separation_changed, document.saved_changed):
                signal.connect(self.show_possible, Qt.ConnectionType.UniqueConnection)

    def _connect_files(self) -> None:
        desk = self._state.desk
        self._actions.connect(
            open=self.open,
            save=lambda: desk.current is not None and self._shop.saving.save(desk.current),
            export=self._export,
            close=self._close_shown,
            quit=self._window.close,
            copy=desk.copy_settings,
            paste=desk.paste_settings,
            reset=self._reset,
            preferences=self._preferences,
            separate=self.separate,
            cancel=self.cancel,
            next=lambda: desk.step(1),
            previous=lambda: desk.step(-1),
            separators=self._separators,
            about=self.about,
        )

    def _reset(self) -> None:
        document = self._state.desk.current
        if document is not None and document.mix is not None:
            document.edit(Mix.neutral(len(document.mix.layers)), self.tr("Reset mix"))

    def _separate(self, document: Document, file: SeparatorFile, quality: Quality) -> None:
        again = partial(self._separate, document, file, quality)
        if document.would_lose(file.spec) and not may_replace(document, self._shop.saving, self._window, again=again):
            return
        if document in self._state.desk.documents:
            self._shop.separating.separate(document, file, quality)

    def _close_shown(self) -> None:
        """Close the current photo; where there is none, the one that is being opened."""
        document = self._state.desk.current
        if document is not None:
            self._close(document)
        else:
            self._shop.opening.skip()

    def _close(self, document: Document) -> None:
        desk = self._state.desk
        again = partial(self._close, document)
        if document in desk.documents and may_close((document,), self._shop.saving, self._window, again=again):
            desk.close(document)

    def _export(self) -> None:
        document = self._state.desk.current
        source = Exportable.of(document) if document is not None else None
        if document is not None and source is not None:
            dialog = ExportDialog(document, source, self._state.settings, self._window)
            dialog.wished.connect(self._shop.exporting.export)
            show_once(dialog)

    def _preferences(self) -> None:
        dialog = PreferencesDialog(self._state.settings, self._window)
        dialog.cache_cleared.connect(lambda: self._shop.separating.cache.clear())
        show_once(dialog)

    def _separators(self) -> None:
        show_once(SeparatorsDialog(self._shop.shelf, self._state.problems, self._shop.errands, self._window))
