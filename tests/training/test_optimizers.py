"""The optimizers: inner kernels move as matrices, everything else as before."""

from collections.abc import Callable

import pytest
import torch
from torch import nn
from torch.optim import Muon

from training.config import Config
from training.muon import StackedMuon, orthogonal
from training.networks import Separator
from training.optimizers import Optimizers
from training.options import without
from training.tasks import task_named


def moves(config: Config) -> dict[str, torch.Tensor]:
    """How every weight of a fresh separator moves in one step against gradients with one strong direction."""
    torch.manual_seed(1)
    network = Separator(task_named("toy2"), config).to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    before = {name: weight.detach().clone() for name, weight in network.named_parameters()}
    for weight in network.parameters():
        weight.grad = _one_strong_direction(weight)
    optimizers = Optimizers(network, config)
    optimizers.step()
    assert all(weight.grad is None for weight in network.parameters())
    return {name: weight.detach() - before[name] for name, weight in network.named_parameters()}


def _one_strong_direction(weight: nn.Parameter) -> torch.Tensor:
    rows = torch.randn(len(weight), 1)
    noise = torch.randn(len(weight), weight[0].numel())
    return (20 * rows * torch.randn(1, weight[0].numel()) + noise).view(weight.shape)


def spread(move: torch.Tensor) -> float:
    """The largest singular value of a kernel's move over the smallest."""
    values = torch.linalg.svdvals(move.flatten(1))
    return (values[0] / values[-1]).item()


KERNEL = "encoders.0.stages.1.0.first.weight"


def test_an_inner_kernel_moves_in_all_directions_alike(tiny: Callable[..., Config]) -> None:
    assert spread(moves(tiny())[KERNEL]) < 3
    assert spread(moves(without(tiny(), "muon"))[KERNEL]) > 5


@pytest.mark.parametrize("name", ["encoders.0.stem.1.weight", "decoders.1.out.0.weight", "encoders.0.stem.1.bias"])
def test_the_ends_of_the_network_move_as_without_muon(tiny: Callable[..., Config], name: str) -> None:
    orthogonal, plain = moves(tiny()), moves(without(tiny(), "muon"))
    assert torch.equal(orthogonal[name], plain[name])
    assert not torch.equal(orthogonal[KERNEL], plain[KERNEL])


@pytest.mark.parametrize("shape", [(8, 72), (8, 8), (16, 8)])
def test_stacked_matrices_move_as_torchs_own_muon_moves_each(shape: tuple[int, int]) -> None:
    ours = [nn.Parameter(torch.randn(shape)) for _ in range(3)]
    theirs = [nn.Parameter(weight.detach().clone()) for weight in ours]
    optimizers = StackedMuon(ours, 0.1, 0.01), Muon(theirs, 0.1, 0.01, adjust_lr_fn="match_rms_adamw")
    for _ in range(3):
        for a, b in zip(ours, theirs, strict=True):
            a.grad = torch.randn(shape)
            b.grad = a.grad.clone()
        for optimizer in optimizers:
            optimizer.step()
    assert all(torch.allclose(a, b, atol=0.02) for a, b in zip(ours, theirs, strict=True))


def test_singular_values_come_near_one_however_far_apart_they_were() -> None:
    u, _, v = torch.linalg.svd(torch.randn(2, 12, 40), full_matrices=False)
    made = orthogonal(u @ torch.diag_embed(torch.logspace(0, -2, 12).expand(2, -1)) @ v)
    values = torch.linalg.svdvals(made)
    assert values.min().item() > 0.5
    assert values.max().item() < 1.3
    assert orthogonal(torch.zeros(1, 4, 6)).abs().max().item() == 0
