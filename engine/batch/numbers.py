"""Numbers that keep the names of a batch apart: from each other, whatever the case, and from what was there before."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from engine.codecs.container import Container
from engine.errors import DocumentError
from engine.files import Collision, safe_name
from engine.job import Job, load_job, resolved
from engine.naming import Names
from engine.output import LAYERED, LAYERS_JOB, REMIX, REMIX_JOB, RESIDUAL

Claim = tuple[str, str]
_LAYERED_SUFFIXES = (".psd", ".psb", ".ora", ".tif", ".exr")


class Numbers:
    """Gives each photo its number, once: the same whenever it is asked again.

    `begun` holds folder and number of photos that were begun before; those names are theirs, whatever lies there.
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
        if was is not None and was[0] == str(folder):
            return was[1]
        number = next(number for number in _numbers() if self._is_free(photo, job, folder, number, layers))
        self._claim(photo, job, folder, number)
        self._begun[str(photo)] = (str(folder), number)
        return number

    def _claim(self, photo: Path, job: Job, folder: Path, number: str) -> None:
        self._claims.update(dict.fromkeys(_claims(photo, job, folder, number), str(photo)))

    def _is_free(self, photo: Path, job: Job, folder: Path, number: str, layers: tuple[str, ...]) -> bool:
        if {self._claims.get(claim, str(photo)) for claim in _claims(photo, job, folder, number)} != {str(photo)}:
            return False
        if job.outputs.collision is not Collision.NUMBER:
            return True
        return not any(os.path.lexists(folder / name) for name in _possible_names(photo, job, number, layers))


def made_before(photo: Path, job: Job, folder: Path) -> bool:
    """Whether files of this name are there already, all of those that the job beside them tells of."""
    for ending in (LAYERS_JOB, REMIX_JOB):
        path = folder / f"{safe_name(photo.stem)}{ending}"
        try:
            files = load_job(path).files
        except DocumentError:
            continue
        names = Names(job.outputs.name)
        mine = [name for part, name in files.items() if Path(name).stem == names.of(photo.stem, part)]
        if mine and all(os.path.exists(resolved(name, path)) for name in files.values()):
            return True
    return False


def _possible_names(photo: Path, job: Job, number: str, layers: tuple[str, ...]) -> Iterator[str]:
    names = Names(job.outputs.name)
    for part in (*layers, REMIX, RESIDUAL):
        for container in Container:
            yield names.of(photo.stem, part, number) + container.suffix
    for suffix in _LAYERED_SUFFIXES:
        yield names.of(photo.stem, LAYERED, number) + suffix
    for ending in (LAYERS_JOB, REMIX_JOB):
        yield f"{safe_name(photo.stem)}{number}{ending}"


def _claims(photo: Path, job: Job, folder: Path, number: str) -> tuple[Claim, Claim]:
    """What no other photo may have: the names of pictures, and that of the job beside them."""
    # Systems that do not tell "A" from "a", or one way of writing "ä" from another, must not lose a file.
    pictures = Names(job.outputs.name).of(photo.stem, "", number)
    place, beside = _folded(str(folder)), f"{safe_name(photo.stem)}{number}{LAYERS_JOB}"
    return (place, _folded(pictures)), (place, _folded(beside))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _numbers() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))
