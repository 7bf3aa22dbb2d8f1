"""Average: one checkpoint from several, its weights their mean, as in the soups of Wortsman et al. 2022."""

from collections.abc import Sequence
from pathlib import Path

import torch

from training import checkpoint
from training.errors import TrainingError
from training.opened import load_network


def average(checkpoints: Sequence[Path], target: Path) -> str:
    """Writes the mean of averaged weights, and the configuration and place of the last checkpoint; one that is named
    twice counts twice. Only runs that began with one another (`fit --from`) have a mean that separates; raises
    TrainingError where the networks are others."""
    first, config, place = load_network(checkpoints[0])
    total = dict(first.state_dict())
    for path in checkpoints[1:]:
        network, config, place = load_network(path)
        weights = network.state_dict()
        if network.task != first.task or not _same_shapes(total, weights):
            sentence = f"The networks in {path} are others than those in {checkpoints[0]}: they have no mean."
            raise TrainingError("other-config", sentence)
        total = {name: total[name] + weight for name, weight in weights.items()}
    mean = {name: weight / len(checkpoints) for name, weight in total.items()}
    checkpoint.save(target, {"ema": mean, "place": place}, config)
    return f"{target}: the mean of {len(checkpoints)} checkpoints"


def _same_shapes(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> bool:
    return {name: weight.shape for name, weight in first.items()} == {n: weight.shape for n, weight in second.items()}
