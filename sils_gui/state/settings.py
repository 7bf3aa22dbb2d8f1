"""Settings, declared as data: each has a key, a default and the values that make sense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Generic, TypeVar

import platformdirs
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.free_names import Collision
from engine.job import DEFAULT_TASK
from engine.naming import Names
from engine.profiles import Profile
from engine.runtime import Device
from engine.separator import Quality
from engine.user_files import config_folder

T = TypeVar("T")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting; `parse` makes a value of the text in the file and raises ValueError for nonsense."""

    key: str
    default: T
    parse: Callable[[str], T]


def one_of(*values: str) -> Callable[[str], str]:
    """A parser that knows these texts only."""

    def parse(text: str) -> str:
        if text not in values:
            raise ValueError(text)
        return text

    return parse


def _member(key: str, usual: Enum) -> Setting[str]:
    """A setting that holds a value of an enumeration, whose usual member this is."""
    return Setting(key, usual.value, one_of(*(member.value for member in type(usual))))


def _number(low: int, high: int) -> Callable[[str], int]:
    return lambda text: min(high, max(low, int(text)))


THEMES: Sequence[str] = ("dark", "light", "system")
LANGUAGES: Sequence[str] = ("system", "en", "de")

THEME = Setting("view/theme", "dark", one_of(*THEMES))
LANGUAGE = Setting("view/language", "system", one_of(*LANGUAGES))
DEVICE = _member("work/device", Device.AUTO)
QUALITY = _member("work/quality", Quality.STANDARD)
TASK = Setting("work/task", DEFAULT_TASK, str)
PEN = Setting("paint/pen", "pressure", one_of("pressure", "even"))
CACHE_GIB = Setting("cache/limit_gib", 10, _number(1, 10_000))
CACHE_FOLDER = Setting("cache/folder", "", str)
EXPORT_WHAT = Setting("export/what", "remix", str)
EXPORT_FOLDER = Setting("export/folder", "", str)
EXPORT_CONTAINER = Setting("export/container", "", str)
EXPORT_DEPTH = Setting("export/depth", 0, int)
EXPORT_NAME = Setting("export/name", Names().template, str)
EXPORT_COLLISION = _member("export/collision", Collision.NUMBER)
EXPORT_METADATA = _member("export/metadata", Keep.ALL)
EXPORT_PROFILE = _member("export/profile", Profile.SOURCE)
EXPORT_LAYERED = _member("export/layered", Layered.PSD)
EXPORT_LAYER_MODE = _member("export/layer_mode", LayerMode.COMPATIBLE)
OPEN_FOLDER = Setting("open/folder", "", str)
QUEUE_JOB = Setting("queue/job", "", str)
QUEUE_FOLDER = Setting("queue/folder", "", str)


class Settings(QObject):
    """The user's settings in an INI file; nonsense in the file counts as the default."""

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = path.parent
        self._file = QSettings(str(path), QSettings.Format.IniFormat, self)

    def get(self, setting: Setting[T]) -> T:
        """What is kept, or the default where that is nothing, or nothing of the setting's kind."""
        text = self._file.value(setting.key)
        try:
            return setting.default if text is None else setting.parse(str(text))
        except ValueError:
            return setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value, and tell of it where it is another than before."""
        if value != self.get(setting):
            self._file.setValue(setting.key, str(value))
            self.changed.emit(setting.key)

    def geometry(self, name: str) -> QByteArray:
        """A window's place or arrangement as it was left; empty at first."""
        value = self._file.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_geometry(self, name: str, value: QByteArray) -> None:
        self._file.setValue(f"window/{name}", value)

    def refresh(self) -> None:
        """Know what another window has written meanwhile."""
        self._file.sync()

    def texts(self, key: str) -> list[str]:
        """A list of texts, such as recent files."""
        value = self._file.value(key)
        return [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []

    def keep_texts(self, key: str, texts: Sequence[str]) -> None:
        self._file.setValue(key, list(texts))
        self.changed.emit(key)

    def cache_folder(self) -> Path:
        """Where layers are kept."""
        chosen = self.get(CACHE_FOLDER)
        return Path(chosen) if chosen else Path(platformdirs.user_cache_path("sils", appauthor=False)) / "layers"


def default_path() -> Path:
    """The settings file of this user."""
    return config_folder() / "sils.ini"
