"""From folders on disk to the photos of a run: read, split into training and validation, moved to the device."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from engine.errors import Notice
from training.batches import MIXTURES
from training.config import Config
from training.errors import TrainingError
from training.photos import PhotoFile, Photos, read_folder, split
from training.tasks import Task


@dataclass(frozen=True)
class Folders:
    """Where photos are: one folder for all domains, others for some of them, real mixtures, photos for validation."""

    photos: Path | None = None
    domains: tuple[tuple[str, Path], ...] = ()
    mixtures: Path | None = None


@dataclass(frozen=True)
class Sources:
    """Training and validation photos, the files they came from, and what was left out."""

    training: Photos
    validation: Photos
    files: Mapping[str, list[PhotoFile]]
    notices: list[Notice]


def open_sources(task: Task, folders: Folders, config: Config, device: torch.device) -> Sources:
    """Every folder is read once, even where several domains share it; the split is by file."""
    by_domain = wanted(task, folders)
    crop_px = max(stage.crop_px for stage in config.stages)
    read = {
        folder: read_folder(folder, short_px=config.photo_px, crop_px=crop_px) for folder in set(by_domain.values())
    }
    sides = {folder: split(files, config.validation_share, config.seed) for folder, (files, _) in read.items()}
    notices = [notice for _, left_out in read.values() for notice in left_out]
    kept = [{domain: sides[folder][side] for domain, folder in by_domain.items()} for side in (0, 1)]
    training, validation = (Photos({d: [f.pixels.to(device) for f in fs] for d, fs in side.items()}) for side in kept)
    files = {
        f"{name}/{d}": fs for name, side in zip(("training", "validation"), kept, strict=True) for d, fs in side.items()
    }
    return Sources(training, validation, files, notices)


def wanted(task: Task, folders: Folders) -> dict[str, Path]:
    """The folder of every domain of a task; raises TrainingError where one is missing or not the task's."""
    given = dict(folders.domains)
    unknown = set(given) - set(task.domains)
    if unknown:
        raise TrainingError("no-such-domain", f"{task.name} has no domain {', '.join(sorted(unknown))}.")
    by_domain = {domain: given.get(domain, folders.photos) for domain in task.domains}
    missing = [domain for domain, folder in by_domain.items() if folder is None]
    if missing:
        raise TrainingError("no-photos", f"{task.name} needs photos for {', '.join(missing)}: give --photos FOLDER.")
    if folders.mixtures is not None:
        by_domain[MIXTURES] = folders.mixtures
    return {domain: folder for domain, folder in by_domain.items() if folder is not None}
