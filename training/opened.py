"""A separator from any file that holds one, as a function of a photo: a checkpoint or an exported ONNX file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from engine.formation import Formation
from engine.network import Network, Runs
from engine.picture import Photo
from engine.progress import SILENT, Progress
from engine.runtime import Device, DeviceChoice, Session
from engine.separator import Quality
from engine.separator_file import load_separator_file
from engine.spec import FOUND, HINTS, PHOTO, LayerSpec, SeparatorSpec
from training import checkpoint
from training.branch import initializers
from training.config import Config
from training.errors import TrainingError
from training.graph import weight_name
from training.networks import MULTIPLE, Separator
from training.receptive import receptive_px
from training.tasks import task_named
from training.truth import decoded

Hints = Mapping[str, np.ndarray]
ONNX = ".onnx"


class Way(NamedTuple):
    """How a separator is asked: at a quality of the engine's, and its scribbles taken at their word or, as the engine
    does, with care where it does not know scribbles as people draw them."""

    quality: Quality = Quality.STANDARD
    at_their_word: bool = False


Run = Callable[[np.ndarray, Hints, Way], np.ndarray]


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
    """A separator by its file's suffix, asked as the engine asks it; raises SilsError."""
    session, spec = _of_onnx(path) if path.suffix == ONNX else _of_checkpoint(path)
    networks = {word: Network(session, _believing(spec) if word else spec) for word in (False, True)}

    def run(photo: np.ndarray, hints: Hints, way: Way) -> np.ndarray:
        whole = Photo(path, np.ascontiguousarray(decoded(photo), np.float32))
        size = whole.size.fitted(way.quality.working_px(spec))
        drawn = {name: mask.astype(np.float32) for name, mask in hints.items() if name in spec.hintable}
        views = way.quality.views(spec)
        return np.stack(networks[way.at_their_word].separated(whole, size, drawn, views, SILENT))

    return Opened(spec.name, spec.layer_names, spec.law, spec.base, spec.hints, spec.whole_strokes, run)


def spec_of(network: Separator, config: Config, **more: Any) -> SeparatorSpec:
    """What a separator says of itself; `more` is what its checkpoint does not know."""
    task = network.task
    return SeparatorSpec(
        name=f"{config.task}-{config.preset}",
        title=task.title,
        task=config.task,
        formation=task.law.name,  # type: ignore[arg-type]
        layers=tuple(LayerSpec(name=name, title=title) for name, title in task.layers),
        base=task.base,
        multiple=MULTIPLE,
        receptive_px=receptive_px(network),
        hints=config.hints,
        whole_strokes=config.whole_strokes,
        corrects=config.corrector > 0,
        **more,
    )


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


def _of_checkpoint(path: Path) -> tuple[Runs, SeparatorSpec]:
    network, config, _ = load_network(path)
    spec = spec_of(network, config, version="0", licence="", training_data="", made_by="")
    return _InTorch(network), spec


def _of_onnx(path: Path) -> tuple[Runs, SeparatorSpec]:
    file, model = load_separator_file(path)
    return Session(model, Device.CPU, path.name), file.spec


def _believing(spec: SeparatorSpec) -> SeparatorSpec:
    """The spec of one that takes scribbles at their word, which is how those are asked that know whole ones."""
    return spec.model_copy(update={"whole_strokes": True})


class _InTorch:
    """A checkpoint's network in the place of a session of ONNX Runtime."""

    choice = DeviceChoice(Device.CPU, "torch")

    def __init__(self, network: Separator) -> None:
        self._network = network

    def run(self, feeds: Mapping[str, np.ndarray], progress: Progress) -> np.ndarray:
        """The network's layers; a cancel has to wait for them."""
        with torch.no_grad():
            given = [torch.from_numpy(feeds[name]) for name in (PHOTO, HINTS, FOUND) if name in feeds]
            corrects = FOUND in feeds and (feeds[HINTS] < 0).any()
            return (self._network.corrected(*given) if corrects else self._network.layers(*given[:2])).numpy()


def _onnx_weights(path: Path) -> Kept:
    file, model = load_separator_file(path)
    graph = onnx.load_model_from_string(model).graph
    arrays = {weight_name(tensor.name): numpy_helper.to_array(tensor) for tensor in initializers(graph)}
    return Kept(file.spec.task, {name: torch.from_numpy(array.astype(np.float32)) for name, array in arrays.items()})
