"""Crops of photos: where they lie, how large they show, and that nothing aliases."""

import pytest
import torch

from training.album import Album


def ramp(height: int, width: int) -> torch.Tensor:
    """A photo whose red is twice the column and whose green is three times the row."""
    red = (2 * torch.arange(width)).expand(height, width)
    green = (3 * torch.arange(height)).unsqueeze(1).expand(height, width)
    return torch.stack((red, green, torch.full_like(red, 50))).to(torch.uint8)


@pytest.mark.parametrize("scale", [0.45, 0.6, 1.0, 1.5])
def test_a_crop_shows_its_photo_at_its_scale(scale: float, generator: torch.Generator) -> None:
    crops = 255 * Album([ramp(80, 120)]).crops(16, torch.full((9,), scale), generator)
    across = (crops[:, 0, :, 1:] - crops[:, 0, :, :-1]).abs()
    down = crops[:, 1, 1:] - crops[:, 1, :-1]
    assert crops.shape == (9, 3, 16, 16)
    assert across.mean().item() == pytest.approx(2 / scale, rel=0.1)
    assert down.mean().item() == pytest.approx(3 / scale, rel=0.1)
    assert (crops[:, 2] - 50).abs().max().item() < 0.01


def test_half_of_the_crops_are_mirrored(generator: torch.Generator) -> None:
    crops = Album([ramp(60, 60)]).crops(8, torch.ones(400), generator)
    mirrored = (crops[:, 0, :, -1] < crops[:, 0, :, 0]).any(1).float().mean().item()
    assert mirrored == pytest.approx(0.5, abs=0.1)


def test_every_photo_is_shown(generator: torch.Generator) -> None:
    photos = [torch.full((3, 20 + value, 33), value, dtype=torch.uint8) for value in range(5)]
    crops = 255 * Album(photos).crops(8, torch.full((200,), 0.7), generator)
    assert set(crops.mean((1, 2, 3)).round().tolist()) == set(range(5))
    assert crops.std((1, 2, 3)).max().item() < 1e-3


def test_a_photo_too_small_at_its_scale_is_shown_larger(generator: torch.Generator) -> None:
    crops = 255 * Album([ramp(20, 30)]).crops(40, torch.full((4,), 0.5), generator)
    assert (crops[:, 1, -1] - crops[:, 1, 0]).mean().item() == pytest.approx(3 * 19, rel=0.05)


def test_fine_patterns_turn_grey_where_they_are_shrunk(generator: torch.Generator) -> None:
    places = torch.arange(90)
    pattern = ((places.unsqueeze(0) + places.unsqueeze(1)) % 2 * 255).to(torch.uint8).expand(3, -1, -1)
    crops = Album([pattern]).crops(32, torch.full((4,), 0.4), generator)
    assert (crops - 0.5).abs().max().item() < 0.15
