"""Folders of ground truth: what is in them, in the two layouts that evaluations read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from training.errors import TrainingError
from training.photos import is_hidden

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp")
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
    objects = [path for path in _entries(folder) if (path / "diffuse.png").exists()]
    if not objects:
        sentence = f"{folder} holds neither a folder {MIXTURE} nor folders with diffuse.png: no ground truth is known."
        raise TrainingError("no-truth", sentence)
    return [_read_object(path) for path in objects]


def _read_columns(folder: Path) -> list[Sample]:
    samples = []
    roles = [path for path in _entries(folder) if path.is_dir() and path.name not in (MIXTURE, HINTS)]
    hinted = [path for path in _entries(folder / HINTS) if path.is_dir()]
    for path in _pictures(folder / MIXTURE):
        photo = _light(path)
        layers = {role.name: _of_size(photo, _partner(role, path), _light) for role in roles}
        hints = {role.name: _of_size(photo, _partner(role, path), _plane) for role in hinted}
        samples.append(Sample(path.stem, photo, layers, np.ones(photo.shape[:2], bool), hints))
    if not samples or not roles:
        raise TrainingError("no-truth", f"{folder} holds no pairs of mixture and layer.")
    return samples


def _pictures(folder: Path) -> list[Path]:
    return [path for path in _entries(folder) if path.suffix.lower() in SUFFIXES]


def _entries(folder: Path) -> list[Path]:
    """What is not hidden in a folder, by name; nothing where there is none."""
    return sorted(path for path in folder.glob("*") if not is_hidden(path.name))


def _partner(role: Path, mixture: Path) -> Path:
    """The picture of a role that is called like the mixture, whatever kind of file it is."""
    for path in _pictures(role):
        if path.stem == mixture.stem:
            return path
    raise TrainingError("bad-truth", f"{role} has no picture for {mixture.name}.")


def _read_object(folder: Path) -> Sample:
    photo = _object_light(folder / "diffuse.png")
    layers = {layer: _of_size(photo, folder / f"{name}.png", _object_light) for layer, name in OBJECT_FILES.items()}
    mask = _of_size(photo, folder / "mask.png", _plane) > 0
    if not mask.any():
        raise TrainingError("bad-truth", f"{folder / 'mask.png'} is black: nothing of the object would be measured.")
    return Sample(folder.name, photo, layers, mask)


def _of_size(photo: np.ndarray, path: Path, read: Callable[[Path], np.ndarray]) -> np.ndarray:
    """What a file holds; raises TrainingError where it has another size than its photo."""
    pixels = read(path)
    if pixels.shape[:2] != photo.shape[:2]:
        there, here = (f"{shape[1]} x {shape[0]} px" for shape in (pixels.shape, photo.shape))
        raise TrainingError("bad-truth", f"{path} has {there} and its photo {here}; they belong on one another.")
    return pixels


def _light(path: Path) -> np.ndarray:
    """(H, W, 3) float32 in linear light; whole numbers are sRGB-encoded, floats are light as they are."""
    pixels = _pixels(path)
    return pixels if pixels.dtype.kind == "f" else decoded(_shares(pixels))


def _object_light(path: Path) -> np.ndarray:
    """(H, W, 3) float32: codes of MIT intrinsic images are linear."""
    return (_pixels(path) / np.float32(WHITE_OF_OBJECTS)).astype(np.float32)


def _plane(path: Path) -> np.ndarray:
    """(H, W) float32 in [0, 1] of a mask."""
    return _shares(_pixels(path)).max(2)


def _shares(pixels: np.ndarray) -> np.ndarray:
    """Whole numbers as parts of their largest, floats as they are."""
    return pixels if pixels.dtype.kind == "f" else pixels.astype(np.float32) / np.float32(np.iinfo(pixels.dtype).max)


def _pixels(path: Path) -> np.ndarray:
    """(H, W, 3) RGB in the file's own numbers, floats as float32; raises TrainingError."""
    content = np.fromfile(path, np.uint8) if path.is_file() else np.zeros(0, np.uint8)
    pixels = cv2.imdecode(content, cv2.IMREAD_UNCHANGED) if content.size else None
    if pixels is None:
        raise TrainingError("bad-truth", f"{path} cannot be read.")
    if pixels.dtype.kind == "f":
        pixels = pixels.astype(np.float32)
    if pixels.ndim == 2:
        return cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
    return cv2.cvtColor(pixels[..., :3], cv2.COLOR_BGR2RGB)


def decoded(encoded: np.ndarray) -> np.ndarray:
    """Linear light of sRGB-encoded values, as training.curves does for tensors."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((np.maximum(encoded, 0.04045) + 0.055) / 1.055) ** 2.4)


def encoded(linear: np.ndarray) -> np.ndarray:
    """sRGB-encoded values of linear light, clipped to [0, 1]."""
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055)
