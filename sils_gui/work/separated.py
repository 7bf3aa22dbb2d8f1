"""The layers of a photo: those that were kept, or new ones from the worker process."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from engine.color import Plane
from engine.errors import Notice, WriteError
from engine.layer_cache import not_kept, save_array
from engine.layer_key import digest_of_hints, digest_of_light
from engine.picture import Photo, Separation
from engine.preview import Pyramid
from engine.progress import Progress
from engine.refusals import is_full
from engine.runtime import DeviceChoice
from engine.separator import LOW_MEMORY
from sils_gui.state.drawing import hint_plane
from sils_gui.state.scribble import NOTHING, Painted, Scribble
from sils_gui.work.inference import Order, separate
from sils_gui.work.worker import Worker


@dataclass(frozen=True)
class Made:
    """Layers with their pyramid; `device` is None where nothing had to run, `hints` are what they were made with, and
    `unread` tells of saved masks that are no longer what they were."""

    separation: Separation
    levels: Pyramid
    device: DeviceChoice | None
    painted: Painted = NOTHING
    hints: Mapping[str, Scribble] = field(default_factory=dict)
    unread: tuple[Notice, ...] = ()


def separated(photo: Photo, order: Order, painted: Mapping[str, Scribble], worker: Worker, progress: Progress) -> Made:
    """The layers of a photo, kept ones or new ones, with these hints."""
    planes = {name: hint_plane(scribble, photo) for name, scribble in painted.items()}
    hints = {name: plane for name, plane in planes.items() if plane.any()}
    order = replace(order, key=replace(order.key, photo=digest_of_light(photo), hints=digest_of_hints(hints)))
    found, device = order.cache.find(order.key, photo), None
    if found is None or any(notice.code == LOW_MEMORY for notice in found.notices):  # a better one may be had now
        device = _run(photo, order, hints, worker, progress.part(0.0, 0.95))
        found = order.cache.find(order.key, photo)
    if found is None:
        sentence = QCoreApplication.translate("Work", "The layers are gone from {0}; separate again.")
        raise WriteError("cache-lost", sentence.format(order.cache.folder))
    progress.part(0.95, 1.0, "show").report(0.0)
    pictures = [photo.pixels, *(layer.pixels for layer in found.layers)]
    return Made(found, Pyramid.over(pictures, progress, alpha=photo.alpha), device)


def _run(photo: Photo, order: Order, hints: Mapping[str, Plane], worker: Worker, progress: Progress) -> DeviceChoice:
    folder, place = order.cache.folder, order.cache.place_aside()
    try:
        place.mkdir(mode=0o700, parents=True)
    except OSError as error:
        if is_full(error):
            raise not_kept(folder, error) from error
        sentence = QCoreApplication.translate(
            "Work", "{0} cannot be written to ({1}); choose another folder in the preferences."
        )
        raise WriteError("cache-unwritable", sentence.format(folder, error.strerror or error)) from error
    try:
        files = {name: place / f"hint-{number}.npy" for number, name in enumerate(hints)}
        _save(folder, {place / "photo.npy": photo.pixels} | {files[name]: plane for name, plane in hints.items()})
        order = replace(order, pixels=place / "photo.npy", hints=files)
        if photo.alpha is not None:
            order = replace(order, alpha=place / "alpha.npy")
            _save(folder, {place / "alpha.npy": photo.alpha})
        return worker.call(separate, order, progress)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _save(folder: Path, arrays: Mapping[Path, NDArray[np.float32]]) -> None:
    try:
        for path, array in arrays.items():
            save_array(path, array)
    except OSError as error:
        raise not_kept(folder, error) from error
