"""Losses against values computed by hand."""

import math

import pytest
import torch
from torchmetrics.functional.image import structural_similarity_index_measure

from training import losses


def picture(*rows: list[float]) -> torch.Tensor:
    return torch.tensor(rows).view(1, 1, 1, len(rows), -1)


def test_consistency_is_the_mean_over_levels_of_the_mean_difference() -> None:
    mixed = [torch.full((1, 2, 4, 4), 1.0), torch.full((1, 4, 2, 2), 3.0)]
    alone = [torch.zeros(1, 2, 4, 4), torch.zeros(1, 4, 2, 2)]
    assert losses.consistency(mixed, alone).item() == pytest.approx(2.0)


@pytest.mark.parametrize("apart", [0.0, 0.3, 2.0])
def test_distance_follows_the_published_formula(apart: float) -> None:
    a, b = torch.zeros(2, 3, 4, 4), torch.full((2, 3, 4, 4), apart)
    expected = 1 / (1 + math.exp((1.4 * math.exp(1.4) - 10 * apart) / 1.4**2))
    assert losses.distance(a, b).tolist() == pytest.approx([expected] * 2, rel=1e-5)


def test_independence_averages_over_all_pairs_of_layers() -> None:
    same, far = torch.zeros(1, 2, 2, 2), torch.full((1, 2, 2, 2), 100.0)
    near = 1 / (1 + math.exp(1.4 * math.exp(1.4) / 1.4**2))
    assert losses.independence([same, same, far]).item() == pytest.approx((1 - near) / 3, rel=1e-5)


def test_charbonnier_is_nearly_the_absolute_difference() -> None:
    assert losses.charbonnier(torch.tensor([3.0]), torch.tensor([1.0])).item() == pytest.approx(2 - 1e-3, abs=1e-5)
    assert losses.charbonnier(torch.tensor([1.0]), torch.tensor([1.0])).item() == pytest.approx(0, abs=1e-7)


def test_the_logarithmic_loss_is_psnr_but_for_its_unit() -> None:
    target = torch.full((2, 2, 3, 4, 4), 0.5)
    off = torch.tensor([[0.1, 0.05], [0.1, 0.2]]).view(2, 2, 1, 1, 1)
    psnr = -20 * torch.log10(off).mean().item()
    assert losses.logarithmic(target + off, target).item() == pytest.approx(-psnr * math.log(10) / 20, abs=0.02)


def test_the_logarithmic_loss_asks_no_more_of_a_faithful_layer_than_40_db() -> None:
    same = torch.full((1, 1, 3, 4, 4), 0.5, requires_grad=True)
    loss = losses.logarithmic(same, same.detach())
    loss.backward()
    assert loss.item() == pytest.approx(-40 * math.log(10) / 20)
    assert same.grad is not None
    assert torch.isfinite(same.grad).all()


def test_the_gradient_loss_ignores_a_constant_and_counts_both_directions() -> None:
    flat = torch.zeros(1, 1, 1, 8, 8)
    slope = torch.arange(8.0).expand(1, 1, 1, 8, 8) * 0.1
    assert losses.gradient(flat + 0.5, flat).item() == 0
    expected = (0.1 + 0.2 + 0.4) / 3
    assert losses.gradient(slope, flat).item() == pytest.approx(expected, rel=1e-5)
    assert losses.gradient(slope.transpose(-1, -2), flat).item() == pytest.approx(expected, rel=1e-5)


def test_structure_agrees_with_another_implementation_of_ssim(generator: torch.Generator) -> None:
    a = torch.rand(2, 1, 3, 8, 8, generator=generator)
    b = a + 0.2 * torch.randn(a.shape, generator=generator)
    ours = losses.structure(a, b, window=7, stride=1)
    theirs = structural_similarity_index_measure(a[:, 0], b[:, 0], gaussian_kernel=False, kernel_size=7, data_range=1.0)
    assert isinstance(theirs, torch.Tensor)
    assert ours.item() == pytest.approx(1 - theirs.item(), rel=0.05)
    assert losses.structure(a, a).item() == pytest.approx(0, abs=1e-5)


def test_exclusion_is_the_product_of_both_layers_steps() -> None:
    edge = picture([0.0, 1.0], [0.0, 1.0])
    both = torch.cat((edge, edge), 1)
    assert losses.exclusion(both, scales=1).item() == pytest.approx(math.tanh(1) ** 2)
    apart = torch.cat((edge, edge.transpose(-1, -2)), 1)
    assert losses.exclusion(apart, scales=1).item() == 0


def step_at(column: int, px: int = 8) -> torch.Tensor:
    """A picture (1, 1, 1, px, px) that is 0 on the left and 1 from a column on."""
    return (torch.arange(px) >= column).float().expand(1, 1, 1, px, px)


def test_exclusion_counts_an_edge_at_every_scale_alike() -> None:
    both = torch.cat((step_at(4), step_at(4)), 1)
    expected = math.tanh(1) ** 2 * (1 / 7 + 1 / 3 + 1) / 3
    assert losses.exclusion(both, scales=3).item() == pytest.approx(expected, rel=1e-5)


def test_exclusion_is_of_every_two_layers() -> None:
    edge, flat, pair = step_at(4), torch.zeros(1, 1, 1, 8, 8), math.tanh(1) ** 2 / 7
    assert losses.exclusion(torch.cat((edge, edge, flat), 1), scales=1).item() == pytest.approx(pair, rel=1e-5)
    assert losses.exclusion(torch.cat((edge, edge, edge), 1), scales=1).item() == pytest.approx(3 * pair, rel=1e-5)


def test_least_squares_adversaries() -> None:
    verdicts = [torch.tensor([0.25]), torch.tensor([1.0])]
    assert losses.fooling(verdicts).item() == pytest.approx(0.75**2 / 2)
    assert losses.telling_apart([torch.tensor([0.5])], [torch.tensor([1.0])]).item() == pytest.approx(0.125 + 0.5)
