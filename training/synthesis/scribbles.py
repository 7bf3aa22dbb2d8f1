"""Simulated scribbles: what a user would draw to say "this belongs to that layer"."""

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from training.curves import encode
from training.synthesis.draw import chance, grid, uniform

STROKES = 6
SHARE_WITH_HINTS = 0.5
CLEARLY = 1.5


def scribbles(layers: Tensor, generator: Generator) -> Tensor:
    """Hints (B, N, H, W) for layers (B, N, 3, H, W): half of the photos have up to six strokes."""
    count = len(layers)
    drawn = uniform(count, 0, STROKES, generator)[:, 0]
    return strokes(layers, drawn, generator) * chance(count, SHARE_WITH_HINTS, generator)


def strokes(layers: Tensor, drawn: Tensor, generator: Generator) -> Tensor:
    """Hints (B, N, H, W) of as many strokes as `drawn` (B, 1, 1) says, each kept where its layer has clearly stronger
    gradients than every other."""
    count, parts, _, px, _ = layers.shape
    strength = _gradient_strength(layers)
    owner = torch.randint(parts, (STROKES, count), generator=generator, device=generator.device)
    hints = torch.zeros_like(strength)
    for stroke in range(STROKES):
        mask = _stroke(count, px, generator)[:, 0] * (drawn > stroke)
        chosen = F.one_hot(owner[stroke], parts).view(count, parts, 1, 1)
        hints = torch.maximum(hints, mask.unsqueeze(1) * chosen)
    return hints * _dominates(strength)


def _stroke(count: int, px: int, generator: Generator) -> Tensor:
    """A round brush along a line, (B, 1, px, px), 0 or 1."""
    y, x = grid(px, generator.device)
    y0, x0 = uniform(count, -1, 1, generator), uniform(count, -1, 1, generator)
    dy, dx = uniform(count, -0.7, 0.7, generator), uniform(count, -0.7, 0.7, generator)
    along = (((y - y0) * dy + (x - x0) * dx) / (dy * dy + dx * dx + 1e-6)).clamp(0, 1)
    distance = torch.hypot(y - y0 - along * dy, x - x0 - along * dx)
    return (distance < uniform(count, 0.015, 0.06, generator)).float()


def _gradient_strength(layers: Tensor) -> Tensor:
    """Local mean of the gradients' size (B, N, H, W), in encoded values."""
    grey = encode(layers).mean(2)
    across = F.pad(grey[..., 1:] - grey[..., :-1], (0, 1)).abs()
    down = F.pad(grey[..., 1:, :] - grey[..., :-1, :], (0, 0, 0, 1)).abs()
    return F.avg_pool2d(across + down, 5, stride=1, padding=2)


def _dominates(strength: Tensor) -> Tensor:
    top = strength.topk(2, dim=1).values
    return ((strength >= top[:, :1]) & (top[:, :1] > CLEARLY * top[:, 1:] + 0.005)).float()
