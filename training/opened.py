"""A separator from any file that holds one, as a function of a photo: a checkpoint or an exported ONNX file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from engine.formation import Formation
from engine.onnx_runtime import onnxruntime
from engine.spec import HINTS, LAYERS, METADATA_KEY, PHOTO, SeparatorSpec, parse_spec
from engine.strokes import asked_with_care
from training import checkpoint
from training.config import Config
from training.errors import TrainingError
from training.graph import weight_name
from training.networks import MULTIPLE, Separator
from training.tasks import task_named

Hints = Mapping[str, np.ndarray]
ONNX = ".onnx"
Run = Callable[[np.ndarray, Hints], np.ndarray]


class Kept(NamedTuple):
    """What a file keeps of a separator: its task, and float32 weights by their names in the network."""

    task: str
    weights: dict[str, torch.Tensor]


@dataclass(frozen=True)
class Opened:
    """`separate` maps an encoded photo (H, W, 3) in [0, 1] and scribbles (H, W) by layer, if there are any, to layers
    (N, H, W, 3) in linear light, of any size, which make the photo by the law; `base` is the layer that is the photo
    where there is nothing else. `whole_strokes` says that it knows scribbles as people draw them."""

    name: str
    layer_names: tuple[str, ...]
    law: Formation
    base: int
    takes_hints: bool
    whole_strokes: bool
    separate: Run


def open_separator(path: Path) -> Opened:
    """A separator by its file's suffix; raises TrainingError."""
    return _open_onnx(path) if path.suffix == ONNX else _open_checkpoint(path)


def mirrored(opened: Opened) -> Opened:
    """The same separator as the engine's quality `best` asks it: the mean, by the law, of a photo's layers and of its
    mirror image's."""

    def run(photo: np.ndarray, hints: Hints) -> np.ndarray:
        turned = {name: mask[:, ::-1] for name, mask in hints.items()}
        views = opened.separate(photo, hints), opened.separate(photo[:, ::-1], turned)[:, :, ::-1]
        return opened.law.mean([np.maximum(layers, 0) for layers in views])

    return replace(opened, separate=run)


def with_care(opened: Opened) -> Run:
    """The same separator as the engine asks it where there are scribbles that it would take at their word."""
    names = opened.layer_names

    def run(photo: np.ndarray, hints: Hints) -> np.ndarray:
        def ask(strokes: np.ndarray) -> np.ndarray:
            return opened.separate(photo, {name: strokes[..., index] for index, name in enumerate(names)})

        return asked_with_care(ask, _drawn_into(photo, hints, names), opened.law, opened.base)

    return run


def load_network(path: Path) -> tuple[Separator, Config, dict]:
    """The averaged network of a checkpoint, ready to use, its config and where the run stood."""
    state, config = checkpoint.load(path)
    network = Separator(task_named(config.task), config)
    try:
        network.load_state_dict(state["ema"])
        place = state["place"]
    except (KeyError, TypeError, RuntimeError):
        raise TrainingError("bad-checkpoint", f"{path} does not fit the networks of preset {config.preset}.") from None
    return network.eval().requires_grad_(False), config, place


def load_weights(path: Path) -> Kept:
    """The averaged weights of a checkpoint, or those of an exported ONNX file; raises SilsError."""
    if path.suffix == ONNX:
        return _onnx_weights(path)
    network, config, _ = load_network(path)
    return Kept(config.task, network.state_dict())


def padded(photo: np.ndarray, multiple: int) -> np.ndarray:
    """(1, C, H', W') float32 with sides that are multiples, mirrored at the right and the bottom, of (H, W, C)."""
    height, width = photo.shape[:2]
    margins = ((0, -height % multiple), (0, -width % multiple), (0, 0))
    mirrored = np.pad(photo, margins, mode="symmetric")
    return np.ascontiguousarray(mirrored.transpose(2, 0, 1)[None], dtype=np.float32)


def _open_checkpoint(path: Path) -> Opened:
    network, config, _ = load_network(path)
    task, names = network.task, network.task.layer_names

    def run(photo: np.ndarray, hints: Hints) -> np.ndarray:
        drawn = torch.from_numpy(_scribbled(photo, hints, names, MULTIPLE)) if config.hints else None
        with torch.no_grad():
            layers = network.layers(torch.from_numpy(padded(photo, MULTIPLE)), drawn)
        return _cropped(layers.numpy(), photo)

    return Opened(f"{config.preset} {config.task}", names, task.law, task.base, config.hints, config.whole_strokes, run)


def _open_onnx(path: Path) -> Opened:
    session, spec = _onnx_session(path)

    def run(photo: np.ndarray, hints: Hints) -> np.ndarray:
        feeds = {PHOTO: padded(photo, spec.multiple)}
        if spec.hints:
            feeds[HINTS] = _scribbled(photo, hints, spec.layer_names, spec.multiple)
        return _cropped(np.asarray(session.run([LAYERS], feeds)[0]), photo)

    return Opened(spec.name, spec.layer_names, spec.law, spec.base, spec.hints, spec.whole_strokes, run)


def _onnx_session(path: Path) -> tuple[onnxruntime.InferenceSession, SeparatorSpec]:
    try:
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own for each kind of broken file
        raise TrainingError("bad-separator", f"{path} cannot be opened as a separator ({error}).") from None
    text = session.get_modelmeta().custom_metadata_map.get(METADATA_KEY, "")
    return session, parse_spec(text, source=str(path))


def _onnx_weights(path: Path) -> Kept:
    _, spec = _onnx_session(path)
    arrays = {weight_name(tensor.name): numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}
    return Kept(spec.task, {name: torch.from_numpy(array.astype(np.float32)) for name, array in arrays.items()})


def _scribbled(photo: np.ndarray, hints: Hints, names: tuple[str, ...], multiple: int) -> np.ndarray:
    """Scribbles as the network takes them, (1, N, H', W') float32."""
    return padded(_drawn_into(photo, hints, names), multiple)


def _drawn_into(photo: np.ndarray, hints: Hints, names: tuple[str, ...]) -> np.ndarray:
    """Scribbles (H, W, N) over a photo, of the layers in this order; none where a layer has none."""
    none = np.zeros(photo.shape[:2])
    return np.stack([hints.get(name, none) for name in names], axis=2)


def _cropped(layers: np.ndarray, photo: np.ndarray) -> np.ndarray:
    height, width = photo.shape[:2]
    return layers[0, :, :, :height, :width].transpose(0, 2, 3, 1)
