"""What the worker process does: separating, checking separator files, examining the installation. Knows no Qt."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine import library
from engine.doctor import Report, examine
from engine.errors import SeparatorError
from engine.layer_cache import LayerCache
from engine.layer_key import LayerKey
from engine.picture import Photo
from engine.progress import Progress
from engine.runtime import Device, DeviceChoice
from engine.separator import Quality, Separator

EMPTY = np.zeros((1, 1, 3), np.float32)


@dataclass(frozen=True)
class Order:
    """One separation: `photo` comes without pixels and transparency, which lie in files, like the hints; layers go to
    the cache."""

    photo: Photo
    pixels: Path
    separator: Path
    device: Device
    quality: Quality
    hints: Mapping[str, Path]
    cache: LayerCache
    key: LayerKey
    alpha: Path | None = None


def separate(order: Order, progress: Progress) -> DeviceChoice:
    """Separate a photo into the cache; returns the device that did it."""
    separator = _loaded(order.separator, order.key.separator, order.device)
    alpha = None if order.alpha is None else _mapped(order.alpha)
    photo = replace(order.photo, pixels=_mapped(order.pixels), alpha=alpha)
    hints = {name: _mapped(path) for name, path in order.hints.items()}
    separation = separator.separate(photo, quality=order.quality, hints=hints, progress=progress.part(0.0, 0.95))
    progress.part(0.95, 1.0, "keep").report(0.0)
    order.cache.store(order.key, separation)
    return separator.device


def device_in_use(order: tuple[Path, str, Device], progress: Progress) -> DeviceChoice:
    """The device on which a separator, of a digest, would run."""
    return _loaded(*order).device


def add_separator(path: Path, progress: Progress) -> Path:
    """Check a file by running it and copy it among the user's separators."""
    return library.add(path)


def diagnose(device: Device, progress: Progress) -> Report:
    """What is installed, and a real run to prove it."""
    return examine(device)


@functools.lru_cache(maxsize=1)
def _loaded(path: Path, digest: str, device: Device) -> Separator:
    separator = Separator(path, device)
    if separator.digest != digest:
        raise SeparatorError(
            "separator-changed", f"{path.name} has changed on disk; open the page Separators to read it anew."
        )
    return separator


def _mapped(path: Path) -> np.ndarray:
    return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
