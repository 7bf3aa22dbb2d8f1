"""What was painted on photos of the queue, kept as jobs with masks: a photo may be closed before its turn comes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject

from engine.files import moved_together
from engine.job import SUFFIX, Job, save_job
from engine.paths import canonical
from engine.picture import Photo
from sils_gui.state.desk import Desk
from sils_gui.state.queue import Queue, Row
from sils_gui.state.scribble import Painted
from sils_gui.work.masks import with_masks

_PAINTED = "painted"


@dataclass(frozen=True)
class Painting:
    """An open photo and what is painted on it; as long as `saved` waits for the first layers, it has what counts."""

    photo: Photo
    painted: Painted
    saved: Job | None

    @property
    def is_blank(self) -> bool:
        if self.saved is not None:
            return not self.saved.hints and not self.saved.mask
        return not self.painted.hints and self.painted.mask is None

    def save(self, at: Path) -> None:
        """Write hints and mask as a job with files beside it, in which nothing else counts: all or, where it raises
        WriteError, nothing."""
        job = Job(task=_PAINTED, photo=str(canonical(self.photo.path)))
        with moved_together():
            if self.saved is not None:
                job = job.model_copy(update={"hints": self.saved.hints, "mask": self.saved.mask})
            else:
                job = with_masks(job, self.painted, self.photo, at)
            save_job(job, at)


class PaintedPhotos(QObject):
    """Keeps what is painted in files of a folder, anew only where it is another than before.

    What it was is remembered as long as its photo is open and its row is there: a mask is as large as the photo.
    """

    def __init__(self, desk: Desk, queue: Queue, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._queue, self._folder = desk, queue, folder
        self._kept: dict[Path, tuple[Painted, Job | None, Path]] = {}
        for signal in (desk.documents_changed, queue.changed):
            signal.connect(self._forget)

    def now(self) -> Mapping[Path, Painting]:
        """What is painted on each open photo; for the window's thread."""
        documents = self._desk.documents
        return {canonical(each.photo.path): Painting(each.photo, each.painted, each.pending) for each in documents}

    def on(self, row: Row, now: Mapping[Path, Painting]) -> Row:
        """The row with what is painted on its photo now; one that is not open, or has a job, stays as it is.

        Raises WriteError. For any thread.
        """
        painting = now.get(canonical(row.photo))
        if painting is None or row.job is not None:
            return row
        return replace(row, painted=None if painting.is_blank else self._keep(row.photo, painting))

    def _keep(self, photo: Path, painting: Painting) -> Path:
        before = self._kept.get(photo)
        if before is not None and before[:2] == (painting.painted, painting.saved):
            return before[2]
        at = self._folder / f"{uuid.uuid4().hex}{SUFFIX}"
        painting.save(at)
        self._kept[photo] = (painting.painted, painting.saved, at)
        return at

    def _forget(self) -> None:
        is_open = {canonical(document.photo.path) for document in self._desk.documents}
        for photo in list(self._kept):  # a thread may be adding to it
            if photo not in is_open or self._queue.row(photo) is None:
                self._kept.pop(photo, None)
