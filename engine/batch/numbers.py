"""Numbers that keep the names of a batch apart: from each other, whatever the case, and from what was there before."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.batch.there import is_anothers, jobs_of
from engine.codecs.container import Container
from engine.codecs.stack import Layered
from engine.free_names import Collision, numbers, safe_name
from engine.job import Job
from engine.naming import Names
from engine.output import LAYERED, LAYERS_JOB, REMIX, REMIX_JOB, RESIDUAL
from engine.paths import folded

Claim = tuple[str, str]


class Numbers:
    """Gives each photo its number, once: the same whenever it is asked again.

    `begun` holds folder and number of photos that were begun before; those names are theirs, whatever lies there, as
    long as no other photo of the batch has them.
    """

    def __init__(self, begun: Mapping[str, tuple[str, str]]) -> None:
        self._begun = dict(begun)
        self._claims: dict[Claim, str] = {}

    def remember(self, photo: Path, job: Job) -> None:
        """Keep the names of a photo that was begun before."""
        if str(photo) in self._begun:
            folder, number = self._begun[str(photo)]
            self._claim(photo, job, Path(folder), number)

    def number(self, photo: Path, job: Job, folder: Path, layers: tuple[str, ...]) -> str:
        """What makes the photo's names free: "", "-2" and so on."""
        was = self._begun.get(str(photo))
        if was is not None and was[0] == str(folder) and self._is_unclaimed(photo, job, folder, was[1]):
            return was[1]
        number = next(number for number in numbers() if self._is_free(photo, job, folder, number, layers))
        self._claim(photo, job, folder, number)
        self._begun[str(photo)] = (str(folder), number)
        return number

    def took(self, photo: Path, number: str) -> None:
        """Know the number under which a photo was made, if another program had taken its names."""
        if str(photo) in self._begun:
            self._begun[str(photo)] = (self._begun[str(photo)][0], number)

    def _claim(self, photo: Path, job: Job, folder: Path, number: str) -> None:
        for claim in _claims(photo, job, folder, number):
            self._claims.setdefault(claim, str(photo))

    def _is_unclaimed(self, photo: Path, job: Job, folder: Path, number: str) -> bool:
        """Whether no other photo of the batch has these names."""
        return all(self._claims.get(claim, str(photo)) == str(photo) for claim in _claims(photo, job, folder, number))

    def _is_free(self, photo: Path, job: Job, folder: Path, number: str, layers: tuple[str, ...]) -> bool:
        if not self._is_unclaimed(photo, job, folder, number):
            return False
        if job.outputs.collision is Collision.NUMBER:
            return not any(os.path.lexists(folder / name) for name in _possible_names(photo, job, number, layers))
        return job.outputs.collision is Collision.OVERWRITE or not is_anothers(photo, job, folder, number)


def _possible_names(photo: Path, job: Job, number: str, layers: tuple[str, ...]) -> Iterator[str]:
    names = Names(job.outputs.name)
    for part in (*layers, REMIX, RESIDUAL):
        for container in Container:
            yield names.of(photo.stem, part, number) + container.suffix
    for suffix in (suffix for kind in Layered for suffix in kind.suffixes):
        yield names.of(photo.stem, LAYERED, number) + suffix
    for ending in (LAYERS_JOB, REMIX_JOB):
        yield f"{safe_name(photo.stem)}{number}{ending}"


def _claims(photo: Path, job: Job, folder: Path, number: str) -> list[Claim]:
    """What no other photo may have: the names of pictures, and those of the jobs beside them."""
    # Systems that do not tell "A" from "a", or one way of writing "ä" from another, must not lose a file.
    pictures = Names(job.outputs.name).of(photo.stem, "", number)
    return [(folded(str(folder)), folded(name)) for name in (pictures, *jobs_of(photo, job, number))]
