"""Who hears of a batch, from any thread: how far each photo is and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.batch.steps import Result


@dataclass(frozen=True)
class Ears:
    """`ended` hears of every order that was carried out, `dropped` of every one that was given up for a stop."""

    ended: Callable[[Result], None]
    stage: Callable[[Path, float, str], None] = lambda photo, fraction, stage: None
    dropped: Callable[[Path], None] = lambda photo: None
