"""Anti-aliased masks of simple shapes, one per image."""

import math

import torch
from torch import Generator, Tensor

from training.synthesis.draw import grid, uniform


def disc(count: int, px: int, generator: Generator, *, low: float = 0.25, high: float = 0.6) -> Tensor:
    """A disc (B, 1, px, px) of radius between `low` and `high` of half the side."""
    y, x, radius = _placed(count, px, generator, low, high)
    return _inside(radius - torch.sqrt(x * x + y * y), px)


def polygon(count: int, px: int, generator: Generator, *, sides: int, low: float = 0.2, high: float = 0.5) -> Tensor:
    """A turned regular polygon (B, 1, px, px) whose inner circle has a radius between `low` and `high`."""
    y, x, radius = _placed(count, px, generator, low, high)
    turn = uniform(count, 0, 2 * math.pi, generator)
    edges = [turn + 2 * math.pi * side / sides for side in range(sides)]
    distances = [radius - (x * torch.cos(angle) + y * torch.sin(angle)) for angle in edges]
    return _inside(torch.stack(distances).amin(0), px)


def _placed(count: int, px: int, generator: Generator, low: float, high: float) -> tuple[Tensor, Tensor, Tensor]:
    y, x = grid(px, generator.device)
    down, right = uniform(count, -0.6, 0.6, generator), uniform(count, -0.6, 0.6, generator)
    return y - down, x - right, uniform(count, low, high, generator)


def _inside(distance: Tensor, px: int) -> Tensor:
    """1 inside, 0 outside, rising over one pixel, from signed distances in half sides."""
    return (distance * (px / 2) + 0.5).clamp(0, 1)
