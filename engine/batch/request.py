"""What one batch was asked to do: a document, the first line of its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from pydantic import Field

from engine.batch.finding import HERE, Finder, Found, Patterns
from engine.batch.order import absolute
from engine.documents import Document
from engine.errors import DocumentError, UsageError
from engine.job import Job, is_job, load_job


class Request(Document):
    """Inputs, with absolute paths: photos, folders, and jobs for photos of their own. `job` is for all other photos.

    `folders` says, from the output folder, where the results of single inputs go.
    """

    version: Literal[1] = 1
    inputs: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    job: Job
    folders: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """A file that was found and the job for it."""

    found: Found
    job: Job


def request(inputs: Sequence[Path], patterns: Patterns, job: Job, change: Callable[[Job], Job]) -> Request:
    """The request for these inputs. A job among them that names no photo takes the place of `job`; `change` goes on it.

    Raises UsageError where there are two such jobs, or nothing to apply one to; DocumentError for a job that is none.
    """
    photos = []
    recipes = []
    for path in inputs:
        own = absolute(load_job(path), path) if is_job(path) else None
        if own is not None and not own.photo:
            recipes.append(own)
        else:
            photos.append(str(path.resolve()))
    if len(recipes) > 1:
        raise UsageError("two-jobs", "Only one of the jobs may be without a photo; the others need one of their own.")
    if not photos:
        raise UsageError("no-photos", "Name the photos or folders that the batch is about.")
    return Request(
        inputs=tuple(dict.fromkeys(photos)),
        include=tuple(patterns.include),
        exclude=tuple(patterns.exclude),
        job=change(recipes[0] if recipes else job),
    )


def grown(before: Request, asked: Request) -> Request:
    """The earlier request with the photos of another one by the same job."""
    inputs = tuple(dict.fromkeys((*before.inputs, *asked.inputs)))
    return before.model_copy(update={"inputs": inputs, "folders": {**before.folders, **asked.folders}})


def wanted(asked: Request, out: Path) -> Iterator[Wanted]:
    """Every file that the inputs lead to; several folders get a folder each for their results."""
    finder = Finder(Patterns(asked.include, asked.exclude), out)
    roots = [path for path in map(Path, asked.inputs) if path.is_dir()]
    for name in asked.inputs:
        path, job = Path(name), asked.job
        if is_job(path):
            try:
                job = absolute(load_job(path), path)
            except DocumentError as error:
                yield Wanted(finder.refused(path, error), asked.job)
                continue
            path = Path(job.photo)
        if path.is_dir():
            folder = PurePath(path.name) if len(roots) > 1 else HERE
            yield from (Wanted(found, job) for found in finder.below(path, folder))
        else:
            yield Wanted(finder.file(path, PurePath(asked.folders.get(name, ""))), job)
