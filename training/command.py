"""What one call of `fit` asks for, and where its run stands."""

import math
from dataclasses import dataclass, field
from pathlib import Path

from training.config import Config
from training.devices import Devices
from training.schedule import Budget
from training.sources import Folders


@dataclass
class Place:
    """Where a run stands; every count includes what was done before the last resume. `best_loss` is the smallest that
    a validation found, as a part of the identity's."""

    step: int = 0
    seen_images: int = 0
    elapsed_s: float = 0.0
    best_loss: float = math.inf


@dataclass(frozen=True)
class Command:
    """One call of `fit`; a new run begins with the averaged weights of the checkpoint `start`, if there is one."""

    config: Config
    budget: Budget
    run: Path
    folders: Folders = field(default_factory=Folders)
    devices: Devices = field(default_factory=Devices)
    start: Path | None = None
