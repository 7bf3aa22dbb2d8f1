"""A document as the job that makes it again: the sidecar beside the photo, which the command line reads too."""

from __future__ import annotations

from pathlib import Path

from engine.job import SUFFIX, Job, job_for
from sils_gui.state.document import Document


def sidecar_path(photo: Path) -> Path:
    """Where the edits of a photo are kept: `name.sils.json` beside it."""
    return photo.with_name(f"{photo.stem}{SUFFIX}")


def job_of(document: Document, at: Path) -> Job | None:
    """The document as a job to be saved at a path; None before it is separated."""
    separation, mix = document.separation, document.mix
    if separation is None or mix is None:
        return None
    job = job_for(separation, mix, document.quality, at)
    return job.model_copy(update={"snapshots": dict(document.snapshots)})


def belongs_to(job: Job, at: Path, photo: Path) -> bool:
    """Whether a job that lies at a path is about this photo."""
    return (at.parent / job.photo).resolve() == photo.resolve()
