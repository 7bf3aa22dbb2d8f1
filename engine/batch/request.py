"""What one batch was asked to do: a document, the first line of its journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from pydantic import Field

from engine.batch.changes import Changes
from engine.batch.finding import Finder, Found, Patterns
from engine.batch.order import absolute
from engine.batch.outcome import stamp_of
from engine.codecs.sniff import no_text
from engine.documents import Document, FileName
from engine.errors import DocumentError, SilsError, UsageError
from engine.job import Job, is_job, load_job
from engine.paths import canonical, is_folder, is_text

_NONE = Changes()


class Request(Document):
    """Inputs, with absolute paths: photos, folders, and jobs for photos of their own. `job` is for all other photos.

    `changes` go before what the jobs for single photos say; `job` has them already. `folders` says, from the output
    folder, where the results of inputs go, whichever of them are there by then; requests of earlier versions do not
    say it of folders.
    """

    version: Literal[1] = 1
    inputs: tuple[FileName, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    job: Job
    changes: Changes = _NONE
    folders: dict[FileName, FileName] = Field(default_factory=dict)

    def asks_the_same(self, other: Request) -> bool:
        """Whether the same is asked of the same inputs, which decide where results go when a batch begins."""
        return self == other.model_copy(update={"folders": self.folders})


@dataclass(frozen=True)
class Wanted:
    """A file that was found, the job for it, and the input that led to it."""

    found: Found
    job: Job
    source: str


def request(inputs: Sequence[Path], patterns: Patterns, job: Job, changes: Changes = _NONE) -> Request:
    """The request for these inputs. A job among them that names no photo takes the place of `job`; `changes` go on all.

    Raises UsageError where there are two such jobs, two for one photo, or nothing to apply one to; DocumentError for a
    job that is none; PhotoError `photo-name` for a name that cannot be written down.
    """
    photos: dict[str, Path] = {}
    recipes = []
    owners: dict[str, Path] = {}
    for path in inputs:
        if not is_text(str(canonical(path))):
            raise no_text(path)
        own = absolute(load_job(path), path) if is_job(path) else None
        if own is not None and not own.photo:
            recipes.append(own)
            continue
        photos[str(canonical(path))] = Path(own.photo) if own is not None else canonical(path)
        if own is not None and not owners.setdefault(own.photo, path).samefile(path):
            raise two_jobs(path, owners[own.photo])
    if len(recipes) > 1:
        raise UsageError("two-jobs", "Only one of the jobs may be without a photo; the others need one of their own.")
    if not photos:
        raise UsageError("no-photos", "Name the photos or folders that the batch is about.")
    for_all = changes.on(recipes[0] if recipes else job)
    return Request(
        inputs=tuple(photos),
        include=tuple(patterns.include),
        exclude=tuple(patterns.exclude),
        job=for_all if all(is_job(Path(name)) for name in photos) else changes.mixed(for_all),
        changes=changes,
        folders={
            name: _folder_of(path, are_several=_are_several(photos)) for name, path in photos.items() if is_folder(path)
        },
    )


def two_jobs(one: Path, other: Path) -> UsageError:
    """The error of two jobs for one photo."""
    sentence = f"{one.name} and {other.name} are jobs for one photo; make them in two batches."
    return UsageError("two-jobs-for-photo", sentence)


def grown(before: Request, asked: Request) -> Request:
    """The earlier request with the photos of another one by the same job; how they are asked for now is what counts."""
    photos = {_photo_of(name) for name in asked.inputs}
    kept = [name for name in before.inputs if _photo_of(name) not in photos]
    inputs = tuple(dict.fromkeys((*kept, *asked.inputs)))
    return before.model_copy(update={"inputs": inputs, "folders": {**before.folders, **asked.folders}})


def wanted(asked: Request, out: Path) -> Iterator[Wanted]:
    """Every file that the inputs lead to, once; those with a job of their own come first, and are made by no other.

    Several folders have a folder each for their results.
    """
    told: set[Path] = set()
    for one in _led_to(asked, out):
        if one.found.path not in told:
            told.add(one.found.path)
            yield one


def _led_to(asked: Request, out: Path) -> Iterator[Wanted]:
    finder = Finder(Patterns(asked.include, asked.exclude), out)
    are_several = _are_several(asked.inputs)
    own: set[Path] = set()
    for name in sorted(asked.inputs, key=lambda name: not is_job(Path(name))):
        path, job = Path(name), asked.job
        has_job = is_job(path)
        if has_job:
            stamp = stamp_of(path)
            try:
                job = asked.changes.mixed(asked.changes.on(absolute(load_job(path), path)))
            except SilsError as error:
                yield Wanted(finder.refused(path, error, stamp), asked.job, name)
                continue
            path = Path(job.photo)
            own.add(path)
        folder = PurePath(asked.folders.get(name, _folder_of(path, are_several=are_several)))
        if is_folder(path):
            yield from (Wanted(found, job, name) for found in finder.below(path, folder) if found.path not in own)
        elif has_job or path not in own:
            yield Wanted(finder.named(path, folder), job, name)


def _are_several(inputs: Iterable[str]) -> bool:
    """Whether there are several folders among the inputs."""
    return sum(is_folder(Path(name)) for name in inputs) > 1


def _folder_of(path: Path, *, are_several: bool) -> str:
    """Where the results of what an input is about go, where nothing else was said."""
    return path.name if are_several and is_folder(path) else ""


def _photo_of(name: str) -> str:
    """The photo, or the folder, that an input is about; the input itself where its job cannot be read."""
    path = Path(name)
    try:
        return absolute(load_job(path), path).photo if is_job(path) else name
    except DocumentError:
        return name
