"""Ground truth made by the synthesis: seeded mixtures of photos that no training saw, as a folder to evaluate on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import torch
from torch import Generator, Tensor

from engine.errors import Notice
from engine.formation import ADDITIVE
from training.checkpoint import not_written
from training.config import Config
from training.curves import encode
from training.errors import TrainingError
from training.opened import Way, open_separator
from training.photos import Photos, is_hidden, read_folder
from training.sources import Folders, gathered, wanted
from training.streams import stream
from training.synthesis.scribbles import STROKES, corrections, strokes
from training.tasks import Task, task_named
from training.telling import advancing
from training.truth import HINTS, MIXTURE

PURPOSE = "truth"
PRESENT = 2e-3
TRIES = 20


Draw = Callable[[Tensor, Tensor, Generator], Tensor]
"""Scribbles (B, N, H, W) for layers (B, N, 3, H, W), as many as (B, 1, 1) says."""


def write_truth(
    config: Config, folder: Path | None, out: Path, *, count: int, crop_px: int, draw: Draw = strokes
) -> str:
    """Writes `count` mixtures with their layers and scribbles below `out`, every layer present in each, as files that
    `evaluate` reads: pictures of 16 bits, sRGB-encoded, of a product floats in linear light, and masks; all or nothing.
    Drawn tasks need no folder of photos. Says which photos were left out; raises TrainingError."""
    task = task_named(config.task)
    _refuse_filled(out)
    photos, left_out = _photos(task, folder, config.photo_px, crop_px)
    with _filled_at_end(out) as aside:
        written = 0
        for layers, generator in advancing(islice(_mixtures(config, photos, count, crop_px), count), count):
            written += 1
            _write(aside, f"{written:04}", task, layers, draw(layers, torch.full((1, 1, 1), STROKES - 1), generator))
        if written < count:
            raise TrainingError("no-truth", f"{task.name} gave {written} mixtures of all its layers, not {count}.")
    return "\n".join([*(notice.sentence for notice in left_out), f"{out}: {written} mixtures"])


def correcting(path: Path, task: Task) -> Draw:
    """Draws what corrects a separator, given by its file, in mixtures of this task: `corrections` of what it finds
    without any. Raises SilsError where it has other layers."""
    opened = open_separator(path)
    if opened.layer_names != task.layer_names or opened.law is not task.law:
        sentence = f"{path} finds {', '.join(opened.layer_names)}, not the layers of {task.name}."
        raise TrainingError("other-layers", sentence)

    def draw(layers: Tensor, drawn: Tensor, generator: Generator) -> Tensor:
        photo = encode(task.compose(layers))[0].permute(1, 2, 0).numpy()
        found = torch.from_numpy(opened.separate(photo, {}, Way())).permute(0, 3, 1, 2)
        return corrections(layers, found[None], drawn, generator)

    return draw


def _mixtures(config: Config, photos: Photos, count: int, crop_px: int) -> Iterator[tuple[Tensor, Generator]]:
    """Layers that are all present, each with what drew them, until `count` could have been found."""
    task = task_named(config.task)
    for number in range(TRIES * count):
        generator = stream(config.seed, PURPOSE, number)
        layers = task.synthesize(photos, 1, crop_px, generator)
        if _all_present(task, layers):
            yield layers, generator


def _refuse_filled(out: Path) -> None:
    """Mixtures of two sets in one folder would be read as one; what is hidden is not read."""
    if out.is_dir() and not all(is_hidden(path.name) for path in out.iterdir()):
        raise TrainingError("not-empty", f"{out} is not empty; give the mixtures a folder of their own.")


@contextmanager
def _filled_at_end(out: Path) -> Iterator[Path]:
    """A hidden folder in `out` whose folders move up where the block ends well, else nothing does; mixtures come last,
    since a set without them is read as none. Raises TrainingError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".part-", dir=out) as aside:
            yield Path(aside)
            for path in sorted(Path(aside).iterdir(), key=lambda path: path.name == MIXTURE):
                path.rename(out / path.name)
    except OSError as error:
        raise not_written(out, error) from None


def _photos(task: Task, folder: Path | None, short_px: int, crop_px: int) -> tuple[Photos, list[Notice]]:
    """The photos of a folder for every domain of a task, if it has any, and notices on those left out."""
    folders = wanted(task, Folders(folder))
    read = {path: read_folder(path, short_px=short_px, crop_px=crop_px) for path in set(folders.values())}
    left_out = [notice for _, notices in read.values() for notice in notices]
    return gathered(folders, {path: files for path, (files, _) in read.items()}), left_out


def _all_present(task: Task, layers: Tensor) -> bool:
    """Whether every layer but the base changes the photo."""
    alone = task.neutral(layers)
    changes = (encode(layers) - encode(alone)).abs().mean((0, 2, 3, 4))
    return all(change > PRESENT for index, change in enumerate(changes.tolist()) if index != task.base)


def _write(out: Path, stem: str, task: Task, layers: Tensor, hints: Tensor) -> None:
    suffix, stored = (".png", _codes) if task.law is ADDITIVE else (".tif", _floats)
    pictures = {MIXTURE: task.compose(layers)[0]} | dict(zip(task.layer_names, layers[0], strict=True))
    for role, light in pictures.items():
        pixels = np.ascontiguousarray(stored(light).transpose(1, 2, 0)[..., ::-1])
        _write_file(out / role / (stem + suffix), pixels)
    for layer, mask in zip(task.layer_names, hints[0], strict=True):
        _write_file(out / HINTS / layer / f"{stem}.png", (mask * 255).numpy().astype(np.uint8))


def _codes(light: Tensor) -> np.ndarray:
    """sRGB-encoded codes of 16 bits of light in [0, 1], which the layers of a sum never exceed."""
    return (encode(light.clamp(0, 1)) * 65535).round().numpy().astype(np.uint16)


def _floats(light: Tensor) -> np.ndarray:
    """Light as it is: a factor may lie above white, and clipped it would no longer make the mixture."""
    return light.numpy().astype(np.float32)


def _write_file(path: Path, pixels: np.ndarray) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())
    except OSError as error:
        raise not_written(path, error) from None
