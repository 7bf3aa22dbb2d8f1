"""What is there already of a photo whose job leaves files that are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.codecs.container import Container
from engine.errors import DocumentError
from engine.free_names import numbers, safe_name
from engine.job import Job, load_job, resolved
from engine.making import LAYERS, parts_wanted
from engine.naming import Names
from engine.output import LAYERED, LAYERS_JOB, REMIX, REMIX_JOB, RESIDUAL
from engine.paths import is_same
from engine.spec import SeparatorSpec

_SINGLE = (Container.PNG, Container.TIFF)
"""What a file is written as where nobody says so, whatever the photo is."""


def jobs_of(photo: Path, job: Job, number: str) -> tuple[str, ...]:
    """How the job beside a photo's files is called; either of two names where only the work tells which."""
    parts = set(job.outputs.parts or ())
    either = job.is_mixed if not parts else parts == {REMIX, RESIDUAL}
    endings = (LAYERS_JOB, REMIX_JOB) if either else (REMIX_JOB if parts == {REMIX} else LAYERS_JOB,)
    return tuple(f"{safe_name(photo.stem)}{number}{ending}" for ending in endings)


def is_anothers(photo: Path, job: Job, folder: Path, number: str) -> bool:
    """Whether a job under these names tells that they are those of another photo."""
    jobs = _jobs(photo, job, folder, number)
    return any(not is_same(resolved(there.photo, path), photo) for path, there in jobs)


def made_before(photo: Path, job: Job, spec: SeparatorSpec, folder: Path) -> bool:
    """Whether every file that the job asks for is there, beside a job that tells that they are of this very photo.

    Raises SilsError where the job does not fit the separator.
    """
    number = next(number for number in numbers() if not is_anothers(photo, job, folder, number))
    told = [there for _, there in _jobs(photo, job, folder, number)]
    wanted = set(parts_wanted(job.outputs, job.mix_for(spec)))
    if LAYERS in wanted:
        residual = {RESIDUAL} if any(RESIDUAL in there.files for there in told) else set()
        wanted = (wanted - {LAYERS}) | set(spec.layer_names) | residual
    names = Names(job.outputs.name)
    return bool(told) and all(
        any((folder / f"{names.of(photo.stem, part, number)}{suffix}").exists() for suffix in _suffixes(part, job))
        for part in wanted
    )


def _suffixes(part: str, job: Job) -> tuple[str, ...]:
    """The endings that a part's file can have."""
    if part == LAYERED:
        return job.outputs.layered.suffixes
    if part == RESIDUAL:
        return (Container.TIFF.suffix,)
    return tuple(container.suffix for container in ((job.outputs.format,) if job.outputs.format else _SINGLE))


def _jobs(photo: Path, job: Job, folder: Path, number: str) -> Iterator[tuple[Path, Job]]:
    """The jobs that lie under the names of a photo's own, with their paths; what is none, or edits, names no photo."""
    for name in jobs_of(photo, job, number):
        path = folder / name
        try:
            there = load_job(path)
        except DocumentError:
            continue
        if there.photo:
            yield path, there
