"""Average: one checkpoint from several files, its weights their mean, as in the soups of Wortsman et al. 2022."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from torch import Tensor

from training import checkpoint
from training.errors import TrainingError
from training.opened import ONNX, Kept, load_network, load_weights


def average(files: Sequence[Path], target: Path) -> str:
    """Writes the mean of averaged weights, of checkpoints and exported ONNX files, and the configuration and place of
    the last checkpoint; a file that is named twice counts twice. Only runs that began with one another (`fit --from`)
    have a mean that separates; raises TrainingError where the networks are others, or where no file is a checkpoint."""
    checkpoints = [path for path in files if path.suffix != ONNX]
    if not checkpoints:
        sentence = "A mean has the configuration of a checkpoint: name one at least beside the ONNX files."
        raise TrainingError("no-checkpoint", sentence)
    network, config, place = load_network(checkpoints[-1])
    last = Kept(config.task, network.state_dict())
    total = {name: weight.new_zeros(weight.shape) for name, weight in last.weights.items()}
    for path in files:
        kept = last if path == checkpoints[-1] else load_weights(path)
        if kept.task != config.task or not _same_shapes(total, kept.weights):
            sentence = f"The networks in {path} are others than those in {checkpoints[-1]}: they have no mean."
            raise TrainingError("other-config", sentence)
        total = {name: total[name] + weight for name, weight in kept.weights.items()}
    mean = {name: weight / len(files) for name, weight in total.items()}
    checkpoint.save(target, {"ema": mean, "place": place}, config)
    return f"{target}: the mean of {len(files)} files"


def _same_shapes(first: Mapping[str, Tensor], second: Mapping[str, Tensor]) -> bool:
    return {name: weight.shape for name, weight in first.items()} == {n: weight.shape for n, weight in second.items()}
