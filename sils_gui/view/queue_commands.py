"""What the commands for the queue do, and the dialogs that its panel asks for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.batch.agreement import Mode
from sils_gui.state.settings import OPEN_FOLDER
from sils_gui.view.commands import Actions
from sils_gui.view.dialogs import show_once
from sils_gui.view.docks import Docks
from sils_gui.view.questions import Unfinished, about_unfinished
from sils_gui.view.recipe_dialog import RecipeDialog
from sils_gui.work.queue_leftover import Leftover
from sils_gui.work.shop import Shop, State


class QueueCommands(QObject):
    """Connects them."""

    def __init__(self, window: QWidget, state: State, shop: Shop, docks: Docks, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._state, self._shop, self._docks = window, state, shop, docks
        self._actions = actions
        actions.connect(queue=self._toggle, enqueue=self._enqueue)
        docks.bottom.visibilityChanged.connect(lambda visible: self._show(docks.bottom.isVisible()))
        bar = docks.queue.bar
        bar.open_photos_asked.connect(self._add_open)
        bar.files_asked.connect(self._add_files)
        bar.folder_asked.connect(self._add_folder)
        docks.queue.recipe_asked.connect(self._ask_recipe)
        shop.queueing.unfinished.connect(self._ask_about)
        for signal in (state.desk.current_changed, state.desk.documents_changed):
            signal.connect(self._show_possible)
        self._show_possible()

    def _toggle(self) -> None:
        self._docks.bottom.setVisible(not self._docks.bottom.isVisible())

    def _show(self, is_visible: bool) -> None:
        self._actions.of("queue").setChecked(is_visible)

    def _show_possible(self) -> None:
        self._actions.enable(self._state.desk.current is not None, "enqueue")

    def _enqueue(self) -> None:
        document = self._state.desk.current
        if document is not None:
            self._shop.adding.add([document.photo.path])
            self._docks.bottom.show()

    def _add_open(self) -> None:
        self._shop.adding.add([document.photo.path for document in self._state.desk.documents])

    def _add_files(self) -> None:
        folder, title = self._state.settings.get(OPEN_FOLDER), self.tr("Photos and saved jobs for the queue")
        names, _ = QFileDialog.getOpenFileNames(self._window, title, folder)
        if names:
            self._state.settings.set(OPEN_FOLDER, str(Path(names[0]).parent))
            self._shop.adding.add([Path(name) for name in names])

    def _add_folder(self) -> None:
        folder, title = self._state.settings.get(OPEN_FOLDER), self.tr("Folder for the queue")
        name = QFileDialog.getExistingDirectory(self._window, title, folder)
        if name:
            self._state.settings.set(OPEN_FOLDER, name)
            self._shop.adding.add([Path(name)])

    def _ask_recipe(self) -> None:
        dialog = RecipeDialog(self._state, self._shop.shelf, self._window)
        dialog.cooked.connect(self._state.queue.cook)
        show_once(dialog)

    def _ask_about(self, leftover: Leftover) -> None:
        match about_unfinished(leftover, self._window):
            case Unfinished.GO_ON:
                self._shop.queueing.take_up(leftover)
            case Unfinished.ANEW:
                self._shop.queueing.start(Mode.RESTART)
            case Unfinished.OTHER_FOLDER:
                self._ask_recipe()
