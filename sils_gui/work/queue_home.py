"""Where the queue's list lies between windows: in one folder, which one window at a time has for itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile

from engine.documents import parse
from engine.errors import DocumentError
from engine.files import sweep, written_aside
from engine.job import SUFFIX
from sils_gui.engine_sentences import in_words
from sils_gui.state.kept_queue import KeptQueue
from sils_gui.state.queue import Row
from sils_gui.work.aside import put_aside
from sils_gui.work.own_folder import lock_in, take

_LIST = "queue.json"


class QueueHome:
    """`is_kept` is false for the second window at a time and where the folder cannot be written to.

    The queue ends with the window then, in a folder of its own.
    """

    def __init__(self, folder: Path) -> None:
        self.lock = lock_in(folder)
        self.is_kept = take(folder, self.lock)
        self._own = None if self.is_kept else _temporary()
        self.folder = folder if self._own is None else Path(self._own.name)
        self._written = ""

    @property
    def is_others(self) -> bool:
        """Whether another window has the folder."""
        return self.lock.error() is QLockFile.LockError.LockFailedError

    def read(self) -> list[Row]:
        """The rows as they were kept, none at first.

        Raises DocumentError for a file that is no such list and is kept aside then, WriteError where it cannot be.
        """
        path = self.folder / _LIST
        if not path.exists():
            return []
        try:
            what = tr("The queue's list cannot be restored")
            return [row.row() for row in parse(KeptQueue, _content(path), what=what, code="queue-invalid").rows]
        except DocumentError as error:
            sentence = tr("{0} It is kept aside as {1}.").format(in_words(error.sentence), put_aside(path)[path])
            raise DocumentError(error.code, sentence) from error

    def write(self, rows: Iterable[Row]) -> None:
        """Keep these rows, whole or not at all; raises WriteError."""
        text = KeptQueue.of(rows).to_json()
        if text != self._written:
            with written_aside(self.folder / _LIST) as aside:
                aside.write_text(text, encoding="utf-8")
            self._written = text

    def sweep(self, rows: Iterable[Row]) -> None:
        """Remove what was painted on photos that are no longer in the queue, and halves that killed windows left."""
        sweep(self.folder)
        used = {row.painted.name.removesuffix(SUFFIX) for row in rows if row.painted is not None}
        for path in self.folder.iterdir():
            if (path.name.endswith(SUFFIX) or path.suffix == ".png") and path.name.split(".")[0] not in used:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the folder to the next window."""
        self.lock.unlock()
        if self._own is not None:
            self._own.cleanup()


def _temporary() -> tempfile.TemporaryDirectory[str] | None:
    """A folder that goes with the window; None where the disk has no room for any, so that writing tells of it."""
    try:
        return tempfile.TemporaryDirectory(prefix="sils-queue-")
    except OSError:
        return None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError("queue-unreadable", f"{path} cannot be read ({error.strerror}).") from error


def tr(text: str) -> str:
    return QCoreApplication.translate("QueueHome", text)
