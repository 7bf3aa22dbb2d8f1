"""Recently opened photos, newest first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.paths import canonical
from sils_gui.state.settings import Settings

_KEY = "open/recent"
_MOST = 12


class Recent(QObject):
    """A short list of files that exist, kept in the settings."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(Path(text) for text in self._settings.texts(_KEY))

    def add(self, path: Path) -> None:
        """Put a file first."""
        self._settings.refresh()
        newest = canonical(path)
        self._keep([newest, *(other for other in self.paths if other != newest)][:_MOST])

    def remove(self, path: Path) -> None:
        """Forget a file that is no longer there."""
        self._settings.refresh()
        self._keep([other for other in self.paths if other != path])

    def clear(self) -> None:
        self._keep([])

    def _keep(self, paths: list[Path]) -> None:
        self._settings.keep_texts(_KEY, [str(path) for path in paths])
        self.changed.emit()
