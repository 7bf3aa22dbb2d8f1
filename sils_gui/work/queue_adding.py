"""Adds to the queue: photos, folders and saved jobs are looked at in a thread, with what is painted on open photos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from engine.progress import Progress
from sils_gui.engine_sentences import in_words
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.state.queue import Fate, Queue
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.queue_finding import Gathered, gathered
from sils_gui.work.queue_painted import PaintedPhotos


class QueueAdding(QObject):
    """Rows come to the end of the queue when they are found."""

    def __init__(self, queue: Queue, painted: PaintedPhotos, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue, self._painted, self._problems, self._jobs = queue, painted, problems, Jobs(self)

    @property
    def is_idle(self) -> bool:
        """Whether everything that was added has come to the queue."""
        return self._jobs.running is None

    def add(self, paths: Iterable[Path]) -> None:
        """Add photos, those in folders with all folders below, and those of saved jobs."""
        wanted, out, now = list(paths), self._queue.folder, self._painted.now()
        pending = (Fate.WAITING, Fate.WORKING)
        owners = {row.photo: row.job for row in self._queue.rows if row.job is not None and row.fate in pending}

        def work(progress: Progress) -> Gathered:
            found = gathered(wanted, out, owners)
            return replace(found, rows=tuple(self._painted.on(row, now) for row in found.rows))

        self._jobs.add(Job(self.tr("Looking for photos"), work, self._take, self._problems.tell))

    def retry(self, photos: Iterable[Path]) -> None:
        """Let what failed or was cancelled wait again; jobs that led to no photo are read again."""
        rows = [row for photo in photos if (row := self._queue.row(photo)) is not None]
        self._queue.again([row.photo for row in rows if not row.is_broken])
        broken = [row.source for row in rows if row.is_broken]
        if broken:
            self._queue.remove(broken)
            self.add(broken)

    def close(self) -> None:
        """Stop looking."""
        self._jobs.close()

    def _take(self, found: Gathered) -> None:
        self._queue.add(found.rows)
        if found.left_out:  # one problem, since there may be thousands; its report names them all
            first, sentences = found.left_out[0], (in_words(notice.sentence) for notice in found.left_out)
            self._problems.tell(Problem(first.code, first.sentence, Weight.NOTICE, "\n".join(sentences)))
