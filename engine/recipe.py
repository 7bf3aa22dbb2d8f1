"""A recipe at work: a loaded separator, its settings and masks, from a photo's file to a separation and its job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine import library
from engine.codecs.reading import read_mask, read_photo
from engine.color import Pixels, Plane
from engine.errors import Notice
from engine.job import Job, job_for, relative_to_job, resolved
from engine.mix import Mix
from engine.picture import Photo, Separation
from engine.progress import SILENT, Progress
from engine.render import render
from engine.separator import Quality, Separator, check_hinted


@dataclass(frozen=True)
class Ready:
    """A photo as it was read, with the hints that belong to it."""

    photo: Photo
    hints: Mapping[str, Plane]


@dataclass(frozen=True)
class Recipe:
    """How photos are separated, and where a remix may change them; `hints` and `mask` are files of the photo's size."""

    separator: Separator
    quality: Quality = Quality.STANDARD
    hints: Mapping[str, Path] = field(default_factory=dict)
    mask: Path | None = None

    def read(self, path: Path, *, refuse: Callable[[Photo], object]) -> Ready:
        """Read a photo and its hints; `refuse` may raise once the photo is known and before the long work."""
        photo = read_photo(path)
        refuse(photo)
        return Ready(photo, {layer: read_mask(mask, photo.size) for layer, mask in self.hints.items()})

    def separate(self, ready: Ready, progress: Progress = SILENT) -> Separation:
        """The layers of a photo that was read."""
        return self.separator.separate(ready.photo, quality=self.quality, hints=ready.hints, progress=progress)

    def remix(self, separation: Separation, mix: Mix, progress: Progress = SILENT) -> Pixels:
        """The rendered mix, inside the mask."""
        return render(separation, mix, mask=self.mask_for(separation.photo), progress=progress)

    def mask_for(self, photo: Photo) -> Plane | None:
        """Where the photo may change, or None for everywhere."""
        return read_mask(self.mask, photo.size) if self.mask else None

    def job(self, separation: Separation, mix: Mix, files: Mapping[str, Path], path: Path) -> Job:
        """The job, to be saved at `path`, that tells how `files` were made."""
        return job_for(separation, mix, self.quality, path).model_copy(
            update={
                "separator": library.name_of(self.separator.path, separation.spec.name),
                "hints": {layer: relative_to_job(hint, path) for layer, hint in self.hints.items()},
                "mask": relative_to_job(self.mask, path) if self.mask else None,
                "files": {name: relative_to_job(file, path) for name, file in files.items()},
            }
        )


def recalled(job: Job, path: Path, separator: Separator) -> Recipe:
    """The recipe of a job that lies at `path`; raises SilsError if its mix or hints do not fit the separator."""
    job.mix_for(separator.spec)
    check_hinted(job.hints, separator.spec)
    hints = {layer: resolved(mask, path) for layer, mask in job.hints.items()}
    return Recipe(separator, job.quality, hints, resolved(job.mask, path) if job.mask else None)


def changes_since(job: Job, separation: Separation) -> tuple[Notice, ...]:
    """What is no longer as it was when the job was saved; a job that names no digest does not mind."""
    found = []
    if job.photo_sha256 not in ("", separation.photo.digest):
        found.append(Notice("photo-changed", "The photo's file has changed since this job was saved."))
    if job.separator_sha256 not in ("", separation.separator_digest):
        name = job.separator or separation.spec.name
        found.append(Notice("separator-changed", f"The separator {name} has changed since this job was saved."))
    return tuple(found)
