"""The journal of a batch: what was asked, begun and ended, a line each, on disk before anything else happens.

A line that a crash tore, or that names what no file can be called, is skipped when the journal is read, but not what a
newer SILS wrote: its journal must not count as none. A line that found no room on the disk is kept and tried again with
the next. Which files are about to be moved is told beside it, in a note for each photo: whoever moves them, on whatever
machine, is alone in writing there. Notes stay as long as the journal: a cluster may make a photo again that has ended,
for the result of a worker that died.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from engine.batch.outcome import Outcome
from engine.batch.request import Request
from engine.documents import Document, FileName, in_short, is_newer
from engine.errors import BatchError
from engine.files import written_aside

FOLDER = ".sils-batch"
_NAME, _NOTES = "journal.jsonl", "moving"


class Line(Document):
    """One line: the request, an order that is about to write under a number, an outcome, or that nothing is left.

    `tells_end` is said with a request: that the last one is written. Earlier versions did not.
    """

    kind: Literal["asked", "begun", "ended", "finished"]
    asked: Request | None = None
    tells_end: bool = False
    photo: FileName = ""
    folder: FileName = ""
    number: FileName = ""
    outcome: Outcome | None = None


@dataclass
class Remembered:
    """What a journal tells: the last of each kind for each photo; `begun` holds folder and number.

    `own` has every file that was ever written of a photo. `has_finished` is None where the version did not tell.
    """

    asked: Request | None = None
    begun: dict[str, tuple[str, str]] = field(default_factory=dict)
    ended: dict[str, Outcome] = field(default_factory=dict)
    own: dict[str, set[str]] = field(default_factory=dict)
    has_finished: bool | None = None

    @property
    def is_finished(self) -> bool:
        """Whether nothing was left to do."""
        return self.begun.keys() <= self.ended.keys() if self.has_finished is None else self.has_finished

    def take(self, line: Line) -> None:
        """Know what a line tells."""
        if line.asked is not None:
            self.asked = line.asked
            self.has_finished = False if line.tells_end else self.has_finished
        elif line.outcome is not None:
            self._end(line.outcome)
        elif line.kind == "finished":
            self.has_finished = True
        elif line.photo:
            self.begun[line.photo] = (line.folder, line.number)
            self.ended.pop(line.photo, None)
            self.has_finished = None if self.has_finished is None else False

    def _end(self, outcome: Outcome) -> None:
        self.ended[outcome.photo] = outcome
        self.own.setdefault(outcome.photo, set()).update(file.path for file in outcome.files.values())
        if outcome.number is not None and outcome.photo in self.begun:
            self.begun[outcome.photo] = (self.begun[outcome.photo][0], outcome.number)


class Journal:
    """The journal in an output folder; may be written from several threads."""

    def __init__(self, out: Path) -> None:
        self.path, self._notes = out / FOLDER / _NAME, out / FOLDER / _NOTES
        self._lock = threading.Lock()
        self._waiting: list[str] = []
        self._is_torn = True
        self.trouble = ""
        """Why lines still wait to be written, in the system's words; empty where every line is on disk."""

    def read(self) -> Remembered:
        """What the journal tells; nothing without one. Raises BatchError `journal-unreadable`, `journal-newer`."""
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
            except ValidationError as error:
                if is_newer(error):
                    raise self._newer() from error
                continue
            found.take(line)
        return found

    def note(self, photo: Path) -> Path:
        """Where files of a photo are told that are about to be moved, by whoever moves them."""
        return self._notes / f"{hashlib.sha256(str(photo).encode()).hexdigest()[:32]}.jsonl"

    def start(self, asked: Request) -> None:
        """Begin anew; raises WriteError."""
        with written_aside(self.path) as aside:
            aside.write_text(_text(Line(kind="asked", asked=asked, tells_end=True)), encoding="utf-8")
        self._is_torn = False
        shutil.rmtree(self._notes, ignore_errors=True)

    def grown(self, asked: Request) -> None:
        """The same batch, with more photos."""
        self._append(Line(kind="asked", asked=asked, tells_end=True))

    def begun(self, photo: Path, folder: Path, number: str) -> None:
        """An order may write its files from now on."""
        self._append(Line(kind="begun", photo=str(photo), folder=str(folder), number=number))

    def ended(self, outcome: Outcome) -> None:
        """A photo has come to its end."""
        self._append(Line(kind="ended", outcome=outcome))

    def finished(self) -> None:
        """Nothing is left to do."""
        self._append(Line(kind="finished"))

    def _newer(self) -> BatchError:
        sentence = f"{self.path} is of a newer SILS; go on with that version, choose another folder, or remove it."
        return BatchError("journal-newer", sentence)

    def _append(self, line: Line) -> None:
        with self._lock:
            self._waiting.append(_text(line))
            text = ("\n" if self._is_torn else "") + "".join(self._waiting)
            try:
                _synced(self.path, text.encode())
            except OSError as error:
                self._is_torn, self.trouble = True, error.strerror or str(error)
            else:
                self._waiting.clear()
                self._is_torn, self.trouble = False, ""


def _text(line: Line) -> str:
    return in_short(line) + "\n"


def _synced(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)
