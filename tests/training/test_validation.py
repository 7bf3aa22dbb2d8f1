"""What decides which checkpoint is the best: the figures of a validation, made with the average of the weights."""

import math
from types import SimpleNamespace

import pytest
import torch

from training.batches import Batch
from training.curves import encode
from training.ema import Ema
from training.tasks import TASKS
from training.validation import LOSS, pooled_psnr, validate


@pytest.mark.parametrize("name", ["toy2", "intrinsic"])
def test_the_loss_of_a_validation_is_one_for_doing_nothing_and_zero_for_the_truth(
    name: str, generator: torch.Generator
) -> None:
    task = TASKS[name]
    layers = 0.05 + 0.4 * torch.rand(2, len(task.layers), 3, 8, 8, generator=generator)
    photo = encode(task.compose(layers))
    nothing = task.neutral(torch.ones_like(layers))
    nothing[:, task.base] = task.compose(layers)
    losses = []
    for found in (layers, (layers + nothing) / 2, nothing, 2 * nothing):
        separator = SimpleNamespace(task=task, corrector=None, layers=lambda *_, found=found: found)
        batch = Batch(photo, layers, layers[:, :, 0], photo[:0], layers[:0])
        losses.append(validate(separator, [batch])[LOSS])  # type: ignore[arg-type]
    assert losses == sorted(losses)
    assert losses[0] == pytest.approx(0, abs=1e-6)
    assert losses[2] == pytest.approx(1, abs=1e-4)


def test_photos_without_a_layer_do_not_decide_the_figure_of_a_validation() -> None:
    truth = torch.full((2, 3, 4, 4), 0.5)
    estimate = truth + torch.tensor([0.0, 0.1]).view(2, 1, 1, 1)
    assert pooled_psnr(estimate, truth) == pytest.approx(-10 * math.log10(0.005), abs=1e-4)


@pytest.mark.parametrize(("step", "weight"), [(1, 1 - 1 / 11), (10, 0.5), (10_000, 1 - 0.99)])
def test_the_average_follows_fast_at_first_and_then_as_slowly_as_its_decay(step: int, weight: float) -> None:
    zero, one = torch.nn.Linear(1, 1, bias=False), torch.nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        zero.weight.fill_(0.0)
        one.weight.fill_(1.0)
    ema = Ema(zero, 0.99)
    ema.update(one, step)
    assert ema.network.weight.item() == pytest.approx(weight)
    assert zero.weight.item() == 0.0
    assert not ema.network.weight.requires_grad
