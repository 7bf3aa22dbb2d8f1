"""What became of one file: a row of the report and a line of the journal."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from engine.documents import Document, FileName
from engine.errors import Notice, SilsError
from engine.paths import sha256_of


class State(StrEnum):
    """How it ended for a file that was found."""

    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    IGNORED = "ignored"
    WAITING = "waiting"


class Stamp(Document):
    """What tells cheaply whether a file is still the same."""

    size: int
    modified_ns: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of a file; raises OSError."""
        return cls.from_stat(path.stat())

    @classmethod
    def from_stat(cls, found: os.stat_result) -> Stamp:
        """The stamp in what the system says of a file."""
        return cls(size=found.st_size, modified_ns=found.st_mtime_ns)


class Written(Document):
    """A file that was made."""

    path: FileName
    stamp: Stamp
    sha256: str

    @classmethod
    def of(cls, path: Path, target: Path | None = None) -> Written:
        """What is to be remembered of a file, which may still have to be moved to its target; raises OSError."""
        return cls(path=str(target or path), stamp=Stamp.of(path), sha256=sha256_of(path))

    def is_valid(self) -> bool:
        """Whether the file is there as it was written."""
        return _is_still(Path(self.path), self.stamp, self.sha256)


class Outcome(Document):
    """What became of a file: `code` and `sentence` say why it is not done, `seconds` where the time went, by step.

    `job_sha256` and `separator_sha256` tell whether the job for it and its separator are still the same; they are empty
    where nobody knows. `files` were written, under `number`; what was there before and was left alone is `kept`.
    """

    photo: FileName
    state: State
    stamp: Stamp | None = None
    photo_sha256: str = ""
    job_sha256: str = ""
    separator_sha256: str = ""
    megapixels: float = 0.0
    number: FileName | None = None
    files: dict[str, Written] = Field(default_factory=dict)
    kept: tuple[FileName, ...] = ()
    code: str = ""
    sentence: str = ""
    notices: tuple[tuple[str, str], ...] = ()
    seconds: dict[str, float] = Field(default_factory=dict)
    device: str = ""

    def is_valid(self) -> bool:
        """Whether the photo is done, photo and files are still as they were, and what was left alone is still there."""
        if self.state is not State.DONE or self.stamp is None or not (self.files or self.kept):
            return False
        is_there = all(map(os.path.lexists, self.kept)) and all(file.is_valid() for file in self.files.values())
        return is_there and _is_still(Path(self.photo), self.stamp, self.photo_sha256)


def failed(photo: Path, error: SilsError) -> Outcome:
    """The outcome of a photo that could not be made."""
    return Outcome(
        photo=str(photo), state=State.FAILED, stamp=stamp_of(photo), code=error.code, sentence=error.sentence
    )


def untouched(photo: Path, state: State, why: Notice) -> Outcome:
    """The outcome of a file on which no work was done."""
    return Outcome(photo=str(photo), state=state, code=why.code, sentence=why.sentence)


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file, None where it cannot be looked at."""
    try:
        return Stamp.of(path)
    except OSError:
        return None


def _is_still(path: Path, stamp: Stamp, sha256: str) -> bool:
    """Whether a file is as it was: by its stamp, or else by its content."""
    try:
        now = Stamp.of(path)
        return now == stamp or (now.size == stamp.size and sha256_of(path) == sha256)
    except OSError:
        return False
