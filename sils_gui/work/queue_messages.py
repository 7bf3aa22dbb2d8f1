"""What the window and the queue's process say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from engine.batch.agreement import Mode
from engine.batch.outcome import Outcome
from engine.batch.request import Request
from engine.runtime import Device


@dataclass(frozen=True)
class Begin:
    """Make a batch, or go on with it."""

    asked: Request
    out: Path
    device: Device
    mode: Mode = Mode.GROW


@dataclass(frozen=True)
class Next:
    """The photo that is next, None for the end of the batch; the answer to `Wants`."""

    photo: Path | None


@dataclass(frozen=True)
class Drop:
    """Give up a photo that has begun."""

    photo: Path


@dataclass(frozen=True)
class Repainted:
    """What is painted on a photo when its batch begins lies there, or nowhere; said before the process is asked."""

    photo: Path
    painted: Path | None


class Steer(Enum):
    """What else the window wants of the batch that runs."""

    PAUSE = "pause"
    GO_ON = "go on"
    BREAK_OFF = "break off"


class Wants(Enum):
    """What the process wants of the window."""

    PHOTO = "photo"


@dataclass(frozen=True)
class Staged:
    """How far a photo is."""

    photo: Path
    fraction: float
    stage: str


@dataclass(frozen=True)
class Ended:
    """What became of a photo, and how fast the batch is."""

    outcome: Outcome
    per_hour: float | None


@dataclass(frozen=True)
class Dropped:
    """A photo was given up."""

    photo: Path


@dataclass(frozen=True)
class Finished:
    """The batch has come to its end, and its report is written."""
