"""A document as the job that makes it again: the sidecar beside the photo, which the command line reads too."""

from __future__ import annotations

from pathlib import Path

from engine.job import SUFFIX, Job, job_for, relative_to_job, resolved
from engine.paths import is_same
from sils_gui.state.document import Document
from sils_gui.state.edits import Kept


def sidecar_paths(photo: Path) -> tuple[Path, Path]:
    """Where the edits of a photo may lie, the first found first: `shot.tif.sils.json` beside it, `shot.sils.json`.

    They go under the short name, unless that is a job of something else: a RAW and the JPEG of one shot have one stem.
    """
    return photo.with_name(f"{photo.name}{SUFFIX}"), photo.with_name(f"{photo.stem}{SUFFIX}")


def job_of(document: Document, at: Path) -> Job | None:
    """The document as a job to be saved at a path; None before there is anything to keep."""
    separation, mix = document.separation, document.mix
    if separation is None or mix is None:
        return None if document.is_saved else _planned(document, at)
    job, taken = job_for(separation, mix, document.quality, at), document.saved.taken
    kept: dict[str, object] = {"snapshots": dict(document.snapshots.mixes)}
    if taken is not None and taken.job.task == job.task:  # its parts are of these layers
        kept["outputs"] = taken.job.outputs
    return job.model_copy(update=kept)


def kept_of(document: Document) -> Kept:
    """What the job and the masks beside it will keep: the edits, with what made their layers or will make them."""
    return Kept(document.edits, document.meant_for or document.spec)


def _planned(document: Document, at: Path) -> Job:
    """A separation to come, by what the hints are for; where they lie is added by who writes them."""
    spec, photo = document.meant_for or document.spec, document.photo
    assert spec is not None, "hints are painted for layers that are foreseen"
    return Job(
        photo=relative_to_job(photo.path, at),
        photo_sha256=photo.digest,
        task=spec.task,
        separator=spec.name,
        separator_version=spec.version,
    )


def belongs_to(job: Job, at: Path, photo: Path) -> bool:
    """Whether a job that lies at a path is about this photo."""
    return is_same(resolved(job.photo, at), photo)
