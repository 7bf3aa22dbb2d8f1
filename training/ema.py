"""A running average of the weights, which is what gets validated and exported."""

import copy
from typing import Generic, TypeVar

import torch
from torch import nn

N = TypeVar("N", bound=nn.Module)


class Ema(Generic[N]):
    """Shadow of a network; its decay grows from 0 so that the first steps do not weigh for ever."""

    def __init__(self, network: N, decay: float) -> None:
        self.network = copy.deepcopy(network).requires_grad_(False)
        self._decay = decay

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Moves the shadow towards the network after a step (from 1)."""
        weight = 1 - min(self._decay, step / (step + 10))
        current = [weights.detach() for weights in network.parameters()]
        torch._foreach_lerp_(list(self.network.parameters()), current, weight)  # pyright: ignore[reportPrivateImportUsage]
