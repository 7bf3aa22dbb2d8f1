"""The journal of a batch: what was asked, begun and ended, a line each, on disk before anything else happens.

A line that a crash tore is skipped when the journal is read; a line that found no room on the disk is kept and tried
again with the next.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from engine.batch.outcome import Outcome
from engine.batch.request import Request
from engine.documents import Document
from engine.errors import BatchError
from engine.files import written_aside

FOLDER = ".sils-batch"
_NAME = "journal.jsonl"


class Line(Document):
    """One line: the request, an order that is about to write under a number, or an outcome."""

    kind: Literal["asked", "begun", "ended"]
    asked: Request | None = None
    photo: str = ""
    folder: str = ""
    number: str = ""
    outcome: Outcome | None = None


@dataclass
class Remembered:
    """What a journal tells: the last of each kind for each photo; `begun` holds folder and number."""

    asked: Request | None = None
    begun: dict[str, tuple[str, str]] = field(default_factory=dict)
    ended: dict[str, Outcome] = field(default_factory=dict)

    @property
    def is_finished(self) -> bool:
        """Whether everything that was begun has ended."""
        return self.begun.keys() <= self.ended.keys()


class Journal:
    """The journal in an output folder; may be written from several threads."""

    def __init__(self, out: Path) -> None:
        self.path = out / FOLDER / _NAME
        self._lock = threading.Lock()
        self._waiting: list[str] = []
        self._is_torn = True

    @property
    def is_complete(self) -> bool:
        """Whether every line is on disk."""
        return not self._waiting

    def read(self) -> Remembered:
        """What the journal tells; nothing where there is none. Raises BatchError `journal-unreadable`."""
        found = Remembered()
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").split("\n")  # names may hold other ends
        except FileNotFoundError:
            return found
        except OSError as error:
            sentence = f"{self.path} cannot be read ({error.strerror or error}); change its permissions, or remove it."
            raise BatchError("journal-unreadable", sentence) from error
        for text in lines:
            try:
                line = Line.model_validate_json(text)
            except ValidationError:
                continue
            if line.asked is not None:
                found.asked = line.asked
            elif line.outcome is not None:
                found.ended[line.outcome.photo] = line.outcome
            elif line.photo:
                found.begun[line.photo] = (line.folder, line.number)
                found.ended.pop(line.photo, None)
        return found

    def start(self, asked: Request) -> None:
        """Begin anew; raises WriteError."""
        with written_aside(self.path) as aside:
            aside.write_text(_text(Line(kind="asked", asked=asked)), encoding="utf-8")
        self._is_torn = False

    def grown(self, asked: Request) -> None:
        """The same batch, with more photos."""
        self._append(Line(kind="asked", asked=asked))

    def begun(self, photo: Path, folder: Path, number: str) -> None:
        """An order may write its files from now on."""
        self._append(Line(kind="begun", photo=str(photo), folder=str(folder), number=number))

    def ended(self, outcome: Outcome) -> None:
        """A photo has come to its end."""
        self._append(Line(kind="ended", outcome=outcome))

    def _append(self, line: Line) -> None:
        with self._lock:
            self._waiting.append(_text(line))
            text = ("\n" if self._is_torn else "") + "".join(self._waiting)
            try:
                _synced(self.path, text.encode())
            except OSError:
                self._is_torn = True
            else:
                self._waiting.clear()
                self._is_torn = False


def _text(line: Line) -> str:
    return line.model_dump_json(exclude_defaults=True) + "\n"


def _synced(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)
