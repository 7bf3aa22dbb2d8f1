"""Lamps of one layer that were found in another: light that is kept, and strokes that tell the truth."""

import pytest
import torch

from training.synthesis.lamps import with_lamps

COUNT, PX = 48, 64


@pytest.fixture
def layers() -> torch.Tensor:
    """Grey layers (B, 3, 3, H, W), as dark as a pane at night, but for one photo without room for any light."""
    light = torch.full((COUNT, 3, 3, PX, PX), 0.02)
    light[0] = 1 / 3
    return light


def test_a_lamp_is_the_same_light_in_the_layers_and_in_what_was_found(
    layers: torch.Tensor, generator: torch.Generator
) -> None:
    lit = with_lamps(layers, layers, 1.0, generator)
    torch.testing.assert_close(lit.layers.sum(1), lit.found.sum(1))
    added = lit.layers.sum(1) - layers.sum(1)
    assert added.min() >= -1e-6
    assert lit.layers.sum(1).max() <= 1 + 1e-6
    assert (added.flatten(1).amax(1) > 0.03).float().mean() > 0.9
    assert not added[0].any()


def test_most_lamps_are_found_in_a_layer_that_they_are_not_of(layers: torch.Tensor, generator: torch.Generator) -> None:
    lit = with_lamps(layers, layers, 1.0, generator)
    added = (lit.layers - layers).sum((2, 3, 4))
    kept = torch.minimum(lit.layers, lit.found).sub(layers).clamp(min=0).sum((2, 3, 4))
    share = kept.sum(1) / added.sum(1)
    assert 0.2 < share[1:].mean() < 0.7
    assert share[1:].min() < 0.3
    assert share[1:].max() > 0.7


def test_strokes_lie_around_lamps_for_the_layer_that_lacks_them(
    layers: torch.Tensor, generator: torch.Generator
) -> None:
    lit = with_lamps(layers, layers, 1.0, generator)
    assert set(lit.hints.unique().tolist()) == {0.0, 1.0}
    assert lit.hints.sum(1).max() == 1
    lacking = (lit.layers - lit.found).mean(2)
    assert 0.3 < (lit.hints.flatten(1).amax(1) > 0).float().mean() < 0.95
    for layer in range(3):
        painted = lit.hints[:, layer] > 0
        assert lacking[:, layer][painted].mean() > 10 * lacking[:, layer][~painted].clamp(min=0).mean()


def test_without_a_share_nothing_changes(layers: torch.Tensor, generator: torch.Generator) -> None:
    lit = with_lamps(layers, layers, 0.0, generator)
    assert torch.equal(lit.layers, layers)
    assert torch.equal(lit.found, layers)
    assert not lit.hints.any()
