"""The queue: photos in the order in which they will be made, what has become of each, and the recipe for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal

from engine.documents import in_short, parse
from engine.errors import DocumentError
from engine.job import Job
from sils_gui.engine_sentences import in_words
from sils_gui.state.settings import QUEUE_FOLDER, QUEUE_JOB, TASK, Settings


class Fate(Enum):
    """What has become of a photo so far."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ENDED_BADLY = (Fate.FAILED, Fate.CANCELLED)
_ENDED = (*_ENDED_BADLY, Fate.DONE, Fate.SKIPPED)


@dataclass(frozen=True)
class Row:
    """A photo in the queue; `folder` is where its results go, from the queue's own; `sentence` says what went wrong.

    `job` is the saved job by which it is made instead of the recipe; it stands for the photo where it names none.
    `painted` is one of which only hints and mask count, and go with the recipe.
    """

    photo: Path
    folder: str = ""
    job: Path | None = None
    painted: Path | None = None
    fate: Fate = Fate.WAITING
    fraction: float = 0.0
    stage: str = ""
    sentence: str = ""
    files: tuple[Path, ...] = ()

    @property
    def source(self) -> Path:
        """What a batch is given to make this row."""
        return self.job or self.photo

    def renewed(self) -> Row:
        """The same row as if nothing had become of it."""
        return replace(self, fate=Fate.WAITING, fraction=0.0, stage="", sentence="", files=())

    @property
    def is_broken(self) -> bool:
        """Whether its job leads to no photo."""
        return self.job == self.photo


class Queue(QObject):
    """`changed` follows when rows come, go, move or are tried again, `row_changed` when one at an index is different.

    Thousands are told of at a start, so that a change of one row looks at no other.
    """

    changed = Signal()
    row_changed = Signal(int)
    recipe_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._rows: list[Row] = []
        self._places: dict[Path, int] = {}

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many photos have come to each end."""
        return Counter(row.fate for row in self._rows)

    @property
    def waiting(self) -> tuple[Row, ...]:
        """What is still to be made, the next one first."""
        return tuple(row for row in self._rows if row.fate is Fate.WAITING)

    @property
    def recipe(self) -> Job:
        """What is made of every photo: layers of the usual task before another was chosen, or where it is unread."""
        chosen = None
        with suppress(DocumentError):
            chosen = self._chosen()
        return chosen or Job(task=self._settings.get(TASK))

    @property
    def recipe_trouble(self) -> str:
        """Why the recipe that was chosen cannot be read, be it a newer SILS's; empty where nothing is wrong."""
        try:
            self._chosen()
        except DocumentError as error:
            return self.tr("{0} Choose another one before the queue starts.").format(in_words(error.sentence))
        return ""

    @property
    def folder(self) -> Path:
        """Where the results go."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return Path(self._settings.get(QUEUE_FOLDER) or f"{pictures}/SILS")

    def cook(self, recipe: Job, folder: Path) -> None:
        """Have photos that still wait made by another recipe."""
        self._settings.set(QUEUE_JOB, in_short(recipe))
        self._settings.set(QUEUE_FOLDER, str(folder))
        self.recipe_changed.emit()

    def row(self, photo: Path) -> Row | None:
        """The row of a photo's file; None where it is not in the list."""
        place = self._places.get(photo)
        return None if place is None else self._rows[place]

    def at(self, index: int) -> Row:
        """The row at an index."""
        return self._rows[index]

    def add(self, rows: Iterable[Row]) -> None:
        """Put photos at the end; one that is there already stays in its place and is made as it was asked for last.

        While a photo waits, its own job stays before the recipe; what is being made is left alone.
        """
        order = {row.photo: row for row in self._rows}
        for row in rows:
            there = order.get(row.photo)
            waits = there is not None and there.fate is Fate.WAITING
            if there is None or there.fate in _ENDED or (waits and (row.job or not there.job)):
                order[row.photo] = row
        self._arrange(order.values())

    def remove(self, photos: Collection[Path]) -> None:
        """Take photos out, except those that are being made."""
        unwanted = set(photos)
        self._arrange(row for row in self._rows if row.fate is Fate.WORKING or row.photo not in unwanted)

    def move(self, photos: Collection[Path], to: int) -> None:
        """Put photos, in their own order, before the row that is at an index now."""
        chosen = set(photos)
        moved = [row for row in self._rows if row.photo in chosen]
        parts = self._rows[:to], self._rows[to:]
        head, tail = ([row for row in part if row.photo not in chosen] for part in parts)
        self._arrange((*head, *moved, *tail))

    def step(self, photos: Collection[Path], by: int) -> None:
        """Move photos up (-1) or down (1) by one."""
        places = [self._places[photo] for photo in photos if photo in self._places]
        if places:
            self.move(photos, max(0, min(places) - 1) if by < 0 else min(len(self._rows), max(places) + 2))

    def again(self, photos: Collection[Path]) -> None:
        """Let photos that failed or were cancelled wait again."""
        tried = set(photos)
        self._arrange(row.renewed() if row.fate in _ENDED_BADLY and row.photo in tried else row for row in self._rows)

    def update(self, photo: Path, **changes: Any) -> None:
        """Change what is known of a photo; a new fate forgets what belonged to the old one."""
        place = self._places.get(photo)
        if place is None:
            return
        before = self._rows[place]
        row = replace(before.renewed() if "fate" in changes else before, **changes)
        if row != before:
            self._rows[place] = row
            self.row_changed.emit(place)

    def _chosen(self) -> Job | None:
        """The recipe that was chosen, None before one was; raises DocumentError."""
        text = self._settings.get(QUEUE_JOB)
        what = self.tr("The queue's recipe cannot be read")
        return parse(Job, text, what=what, code="queue-recipe-unread") if text else None

    def _arrange(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)
        self._places = {row.photo: place for place, row in enumerate(self._rows)}
        self.changed.emit()
