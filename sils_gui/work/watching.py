"""Watches the files of open photos, and where their folders lie: what becomes of them on disk is told, and changes
nothing in the window."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from engine.paths import is_there
from sils_gui.state.desk import Desk
from sils_gui.state.problems import Problem, Problems, Weight

_WRITTEN_MS = 300
"""Programs write a file in several goes, or a new one in place of the old: look when they are done."""


class Watching(QObject):
    """Tells of photos that are changed, moved or deleted while they are open."""

    def __init__(self, desk: Desk, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._problems = desk, problems
        self._files, self._folders = QFileSystemWatcher(self), QFileSystemWatcher(self)
        self._touched: set[Path] = set()
        self._gone: set[Path] = set()
        self._pause = QTimer(self, singleShot=True, interval=_WRITTEN_MS)
        self._pause.timeout.connect(self._tell)
        self._files.fileChanged.connect(lambda name: self._touch({Path(name)}))
        self._folders.directoryChanged.connect(lambda name: self._touch(self._gone_now - self._gone - self._touched))
        desk.documents_changed.connect(self._follow)

    @property
    def _paths(self) -> set[Path]:
        return {document.photo.path for document in self._desk.documents}

    @property
    def _gone_now(self) -> set[Path]:
        return {path for path in self._paths if not is_there(path)}

    def _follow(self) -> None:
        self._gone &= self._gone_now
        _watch(self._files, self._paths)
        # A file does not tell that its folder is called otherwise now: the folder around that does.
        _watch(self._folders, {path.absolute().parent.parent for path in self._paths})

    def _touch(self, paths: Collection[Path]) -> None:
        if paths:
            self._touched |= set(paths)
            self._pause.start()

    def _tell(self) -> None:
        touched, self._touched = self._touched, set()
        for path in sorted(touched & self._paths):
            if is_there(path):
                sentence = self.tr(
                    "{0} has changed on disk; what you see is as it was. Close and open it to see it anew."
                )
                code = "photo-changed-on-disk"
            else:
                sentence = self.tr("{0} is no longer in its folder; what you see is as it was, and can be exported.")
                code = "photo-gone"
                self._gone.add(path)
            self._problems.tell(Problem(code, sentence.format(path.name), Weight.NOTICE, photo=path))
        self._follow()


def _watch(watcher: QFileSystemWatcher, wanted: Collection[Path]) -> None:
    """Watch these places, as far as there is something, and no others."""
    names, watched = {str(path) for path in wanted}, {*watcher.files(), *watcher.directories()}
    if watched - names:
        watcher.removePaths(sorted(watched - names))
    there = [name for name in sorted(names - watched) if is_there(Path(name))]
    if there:
        watcher.addPaths(there)
