"""Folders of ground truth: what is in them, in the two layouts that evaluations read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from training.errors import TrainingError
from training.photos import SUFFIXES

MIXTURE, HINTS = "mixture", "hints"
OBJECT_FILES = {"albedo": "reflectance", "shading": "shading"}
WHITE_OF_OBJECTS = 65025.0


@dataclass(frozen=True)
class Sample:
    """One photo and the layers known of it, all (H, W, 3) in linear light; mask (H, W) is True where they hold. `hints`
    are scribbles (H, W) in [0, 1] by layer, where the set has them."""

    name: str
    photo: np.ndarray
    layers: Mapping[str, np.ndarray]
    mask: np.ndarray
    hints: Mapping[str, np.ndarray] = field(default_factory=dict)


def read_truth(folder: Path) -> list[Sample]:
    """Samples of `mixture/` beside a folder per layer, or of one folder per object as in MIT intrinsic images."""
    if (folder / MIXTURE).is_dir():
        return _read_columns(folder)
    objects = sorted(path.parent for path in folder.glob("*/diffuse.png"))
    if not objects:
        sentence = f"{folder} holds neither a folder {MIXTURE} nor folders with diffuse.png: no ground truth is known."
        raise TrainingError("no-truth", sentence)
    return [_read_object(path) for path in objects]


def _read_columns(folder: Path) -> list[Sample]:
    samples = []
    roles = [path for path in sorted(folder.iterdir()) if path.is_dir() and path.name not in (MIXTURE, HINTS)]
    hinted = [path for path in sorted((folder / HINTS).glob("*")) if path.is_dir()]
    for path in sorted(p for p in (folder / MIXTURE).iterdir() if p.suffix.lower() in SUFFIXES):
        photo = _read(path)
        layers = {role.name: _read(_partner(role, path)) for role in roles}
        if any(layer.shape != photo.shape for layer in layers.values()):
            raise TrainingError("bad-truth", f"{path} and its layers are not of one size.")
        hints = {role.name: _read(_partner(role, path), white=255.0).max(2) for role in hinted}
        samples.append(Sample(path.stem, photo, layers, np.ones(photo.shape[:2], bool), hints))
    if not samples or not roles:
        raise TrainingError("no-truth", f"{folder} holds no pairs of mixture and layer.")
    return samples


def _partner(role: Path, mixture: Path) -> Path:
    for path in role.glob(f"{mixture.stem}.*"):
        return path
    raise TrainingError("bad-truth", f"{role} has no picture for {mixture.name}.")


def _read_object(folder: Path) -> Sample:
    photo = _read(folder / "diffuse.png", white=WHITE_OF_OBJECTS)
    layers = {layer: _read(folder / f"{name}.png", white=WHITE_OF_OBJECTS) for layer, name in OBJECT_FILES.items()}
    mask = _read(folder / "mask.png", white=255.0).max(2) > 0
    return Sample(folder.name, photo, layers, mask)


def _read(path: Path, white: float | None = None) -> np.ndarray:
    """(H, W, 3) float32 in linear light; sRGB files are decoded, files with a `white` are linear already."""
    pixels = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED) if path.is_file() else None
    if pixels is None:
        raise TrainingError("bad-truth", f"{path} cannot be read.")
    pixels = (
        cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
        if pixels.ndim == 2
        else cv2.cvtColor(pixels[..., :3], cv2.COLOR_BGR2RGB)
    )
    if white is not None:
        return (pixels / np.float32(white)).astype(np.float32)
    largest = 255 if pixels.dtype == np.uint8 else 65535
    return decoded(pixels.astype(np.float32) / np.float32(largest))


def decoded(encoded: np.ndarray) -> np.ndarray:
    """Linear light of sRGB-encoded values, as training.curves does for tensors."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((np.maximum(encoded, 0.04045) + 0.055) / 1.055) ** 2.4)


def encoded(linear: np.ndarray) -> np.ndarray:
    """sRGB-encoded values of linear light, clipped to [0, 1]."""
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055)
