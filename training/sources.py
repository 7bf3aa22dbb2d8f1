"""From folders on disk to the photos of a run: read, split into training and validation, moved to the device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from engine.errors import Notice
from training.album import Album
from training.batches import MIXTURES
from training.config import Config
from training.errors import TrainingError
from training.photos import PhotoFile, Photos, read_folder
from training.split import split
from training.tasks import Task


@dataclass(frozen=True)
class Folders:
    """Where photos are: one folder for all domains, others for some of them, and one of real mixtures."""

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
    sides = split({folder: files for folder, (files, _) in read.items()}, config.validation_share)
    notices = [notice for _, left_out in read.values() for notice in left_out]
    training, validation = (
        gathered(by_domain, {folder: files[side] for folder, files in sides.items()}, device) for side in (0, 1)
    )
    training = replace(training, developed=config.development)
    files = {
        f"{name}/{domain}": sides[folder][side]
        for side, name in enumerate(("training", "validation"))
        for domain, folder in by_domain.items()
    }
    return Sources(training, validation, files, notices)


def gathered(
    by_domain: Mapping[str, Path], files: Mapping[Path, Sequence[PhotoFile]], device: torch.device | str = "cpu"
) -> Photos:
    """The photos of every domain on a device; domains of one folder share them."""
    albums = {folder: Album([file.pixels for file in kept], device) for folder, kept in files.items()}
    return Photos({domain: albums[folder] for domain, folder in by_domain.items()})


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
