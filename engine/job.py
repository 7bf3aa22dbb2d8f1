"""A job as data: which photo, separated by what and how, mixed how. Window, command line and batch share it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field

from engine.documents import Document, parse
from engine.errors import DocumentError
from engine.files import written_aside
from engine.mix import Mix
from engine.picture import Separation
from engine.separator import Quality

SUFFIX = ".sils.json"


class Job(Document):
    """Everything needed to make the same pictures again. Paths are relative to the job's file where they can be.

    `photo_sha256` and `separator_sha256` tell whether the photo or the separator has changed since. `hints` maps layer
    names to mask files, `files` layer names to what was written, `snapshots` names that people gave to mixes.
    """

    version: Literal[1] = 1
    photo: str
    photo_sha256: str
    task: str
    separator: str
    separator_version: str
    separator_sha256: str
    quality: Quality = Quality.STANDARD
    hints: dict[str, str] = Field(default_factory=dict)
    mix: Mix
    mask: str | None = None
    snapshots: dict[str, Mix] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict)


def job_for(separation: Separation, mix: Mix, quality: Quality, path: Path) -> Job:
    """The job, to be saved at `path`, that separates and mixes a photo as it was; masks and files are the caller's."""
    return Job(
        photo=relative_to_job(separation.photo.path, path),
        photo_sha256=separation.photo.digest,
        task=separation.spec.task,
        separator=separation.spec.name,
        separator_version=separation.spec.version,
        separator_sha256=separation.separator_digest,
        quality=quality,
        mix=mix,
    )


def load_job(path: Path) -> Job:
    """The job in a file; raises DocumentError `job-unreadable`, `job-version` or `job-invalid`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError("job-unreadable", f"{path} cannot be read as a job: {error}.") from None
    return parse(Job, text, what=f"{path.name} is no job of this SILS", code="job-invalid")


def save_job(job: Job, path: Path) -> None:
    """Write the job beside its pictures, whole or not at all; raises WriteError."""
    with written_aside(path) as aside:
        aside.write_text(job.to_json(), encoding="utf-8")


def is_job(path: Path) -> bool:
    """Whether a path names a job rather than a photo."""
    return path.name.endswith(".json")


def relative_to_job(path: Path, job_path: Path) -> str:
    """How a job names a file: from its own folder, with forward slashes; absolute on another drive."""
    try:
        return Path(os.path.relpath(path.resolve(), job_path.resolve().parent)).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def resolved(name: str, job_path: Path) -> Path:
    """The file that a job names."""
    return job_path.parent / name
