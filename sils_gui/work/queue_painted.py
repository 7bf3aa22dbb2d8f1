"""What was painted on photos of the queue, kept as jobs with masks: a photo may be closed before its turn comes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from engine.job import SUFFIX, Job, save_job
from engine.picture import Photo
from sils_gui.state.desk import Desk
from sils_gui.state.queue import Row
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
        """Write hints and mask as a job with files beside it, in which nothing else counts; raises WriteError."""
        job = Job(task=_PAINTED, photo=str(self.photo.path.resolve()))
        if self.saved is not None:
            job = job.model_copy(update={"hints": self.saved.hints, "mask": self.saved.mask})
        else:
            job = with_masks(job, self.painted, self.photo, at)
        save_job(job, at)


class PaintedPhotos:
    """Keeps what is painted in files of a folder, anew only where it is another than before."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder
        self._kept: dict[Path, tuple[Painting, Path]] = {}

    def now(self) -> Mapping[Path, Painting]:
        """What is painted on each open photo; for the window's thread."""
        documents = self._desk.documents
        return {each.photo.path.resolve(): Painting(each.photo, each.painted, each.pending) for each in documents}

    def on(self, row: Row, now: Mapping[Path, Painting]) -> Row:
        """The row with what is painted on its photo now; one that is not open, or has a job, stays as it is.

        Raises WriteError. For any thread.
        """
        painting = now.get(row.photo.resolve())
        if painting is None or row.job is not None:
            return row
        return replace(row, painted=None if painting.is_blank else self._keep(painting))

    def _keep(self, painting: Painting) -> Path:
        photo = painting.photo.path
        before = self._kept.get(photo)
        if before is not None and (before[0].painted, before[0].saved) == (painting.painted, painting.saved):
            return before[1]
        at = self._folder / f"{uuid.uuid4().hex}{SUFFIX}"
        painting.save(at)
        self._kept[photo] = (painting, at)
        return at
