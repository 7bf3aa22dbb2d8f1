"""Random numbers for a batch: one value per image, shaped (B, 1, 1, 1) so that it multiplies pictures."""

import math

import torch
from torch import Generator, Tensor


def uniform(count: int, low: float, high: float, generator: Generator) -> Tensor:
    """(B, 1, 1, 1), evenly spread over [low, high)."""
    return low + (high - low) * torch.rand(count, 1, 1, 1, generator=generator, device=generator.device)


def log_uniform(count: int, low: float, high: float, generator: Generator) -> Tensor:
    """(B, 1, 1, 1), with evenly spread logarithms."""
    return torch.exp(uniform(count, math.log(low), math.log(high), generator))


def chance(count: int, probability: float, generator: Generator) -> Tensor:
    """(B, 1, 1, 1), 1.0 with this probability, else 0.0."""
    return (uniform(count, 0.0, 1.0, generator) < probability).float()


def color(count: int, low: float, high: float, generator: Generator) -> Tensor:
    """(B, 3, 1, 1), each channel evenly spread over [low, high)."""
    return low + (high - low) * torch.rand(count, 3, 1, 1, generator=generator, device=generator.device)


def grid(px: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Pixel centres y and x of a square, (1, 1, px, 1) and (1, 1, 1, px), each within (-1, 1)."""
    axis = (torch.arange(px, device=device) + 0.5) * (2 / px) - 1
    return axis.view(1, 1, px, 1), axis.view(1, 1, 1, px)
