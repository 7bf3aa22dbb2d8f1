"""Which separator is chosen: the one for the task in the settings, which is that of the photo that is shown.

Photos without layers foresee its layers.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from engine.separator_file import SeparatorFile
from sils_gui.state.desk import Desk
from sils_gui.state.settings import QUALITY, TASK, Settings
from sils_gui.work.shelf import Shelf


class Choosing(QObject):
    """Keeps what is foreseen true to settings and shelf, and the settings true to the photo that is shown."""

    def __init__(self, desk: Desk, settings: Settings, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._settings, self._shelf = desk, settings, shelf
        desk.current_changed.connect(self.follow)
        desk.documents_changed.connect(self._foresee)
        shelf.changed.connect(self._foresee)
        settings.changed.connect(lambda key: self._foresee() if key == TASK.key else None)

    @property
    def file(self) -> SeparatorFile | None:
        """The chosen separator, or any where there is none for the task."""
        return self._shelf.for_task(self._settings.get(TASK)) or next(iter(self._shelf.tasks), None)

    def follow(self) -> None:
        """Choose what the shown photo's edits are for, if there are any, so that Separate makes layers for them."""
        document = self._desk.current
        if document is None:
            return
        saved, spec = document.pending, document.meant_for
        if saved is not None:
            self._settings.set(TASK, saved.task)
            self._settings.set(QUALITY, saved.quality.value)
        elif spec is not None:
            self._settings.set(TASK, spec.task)
            if document.separation is not None:
                self._settings.set(QUALITY, document.quality.value)

    def _foresee(self) -> None:
        if self.file is not None:
            for document in self._desk.documents:
                document.foresee(self.file.spec)
