"""Watches the files of open photos: what becomes of them on disk is told, and changes nothing in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from sils_gui.state.desk import Desk
from sils_gui.state.problems import Problem, Problems, Weight

_WRITTEN_MS = 300
"""Programs write a file in several goes, or a new one in place of the old: look when they are done."""


class Watching(QObject):
    """Tells of photos that are changed, moved or deleted while they are open."""

    def __init__(self, desk: Desk, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._problems = desk, problems
        self._files = QFileSystemWatcher(self)
        self._touched: set[Path] = set()
        self._pause = QTimer(self, singleShot=True, interval=_WRITTEN_MS)
        self._pause.timeout.connect(self._tell)
        self._files.fileChanged.connect(self._touch)
        desk.documents_changed.connect(self._follow)

    def _follow(self) -> None:
        wanted = {str(document.photo.path) for document in self._desk.documents}
        watched = set(self._files.files())
        if watched - wanted:
            self._files.removePaths(sorted(watched - wanted))
        there = [name for name in sorted(wanted - watched) if Path(name).exists()]
        if there:
            self._files.addPaths(there)

    def _touch(self, name: str) -> None:
        self._touched.add(Path(name))
        self._pause.start()

    def _tell(self) -> None:
        touched, self._touched = self._touched, set()
        for path in sorted(touched & {document.photo.path for document in self._desk.documents}):
            if path.exists():
                sentence = self.tr(
                    "{0} has changed on disk; what you see is as it was. Close and open it to see it anew."
                )
                code = "photo-changed-on-disk"
            else:
                sentence = self.tr("{0} is no longer in its folder; what you see is as it was, and can be exported.")
                code = "photo-gone"
            self._problems.tell(Problem(code, sentence.format(path.name), Weight.NOTICE, photo=path))
        self._follow()
