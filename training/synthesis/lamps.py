"""Lamps: small lights of one layer that were found in another, and strokes around them.

Whose a lamp on a dark pane is, a photo does not say; who knows it paints around the lamp, closely, and means all of it.
A separator's own mistakes have so few of these that a corrector never learnt what such strokes mean.
"""

import math
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from training.synthesis.draw import chance, color, grid, log_uniform, uniform

LAMPS = 3
# Parts of half the picture's side.
LENGTHS, WIDTHS, EDGES, GLOWS = (0.02, 0.14), (0.012, 0.06), (0.006, 0.024), (0.03, 0.13)
MARGINS = (0.008, 0.2)
WITH_GLOW = 0.4
GLOW = (0.02, 0.15)
LIGHT = (0.12, 1.0)
TINT = 0.6
MISTAKEN, STROKED, CONFIRMED = 0.65, 0.85, 0.1
FOUND = (0.8, 1.0)


class Lit(NamedTuple):
    """Layers and what was found of them, (B, N, 3, H, W) in linear light, and strokes (B, N, H, W), 0 or 1."""

    layers: Tensor
    found: Tensor
    hints: Tensor


def with_lamps(layers: Tensor, found: Tensor, share: float, generator: Generator) -> Lit:
    """A share of such pictures gets one to LAMPS lamps, each in a layer by lot: most are found in another, and
    most of those are painted around; the others are found where they are, and seldom painted. Layers that add."""
    lit = Lit(layers, found, torch.zeros_like(layers[:, :, 0]))
    if not share:
        return lit
    count = len(layers)
    lamps = uniform(count, 0, LAMPS, generator) * chance(count, share, generator)
    for number in range(LAMPS):
        lit = _with_lamp(lit, (lamps > number).float(), generator)
    return lit


def _with_lamp(lit: Lit, there: Tensor, generator: Generator) -> Lit:
    """One more lamp where `there` (B, 1, 1, 1) is 1."""
    count, parts, _, px, _ = lit.layers.shape
    apart = _distance(count, px, generator)
    room = (1 - lit.layers.sum(1)).clamp(min=0)
    light = (torch.minimum(_shine(apart, generator), room) * there).unsqueeze(1)
    owner, other = _two(count, parts, generator)
    mistaken = chance(count, MISTAKEN, generator)
    most = uniform(count, *FOUND, generator)
    at_owner = torch.lerp(most, 1 - most, mistaken)
    stroked = torch.lerp(chance(count, CONFIRMED, generator), chance(count, STROKED, generator), mistaken)
    stroke = (apart < log_uniform(count, *MARGINS, generator)).float() * stroked * there * owner[..., 0]
    return Lit(
        lit.layers + owner * light,
        lit.found + (owner * at_owner.unsqueeze(1) + other * (1 - at_owner).unsqueeze(1)) * light,
        torch.where(stroke.amax(1, keepdim=True) > 0, stroke, lit.hints),
    )


def _two(count: int, parts: int, generator: Generator) -> tuple[Tensor, Tensor]:
    """Two layers by lot, as (B, N, 1, 1, 1), 0 or 1."""
    order = torch.rand(count, parts, generator=generator, device=generator.device).argsort(1)
    first, second = (F.one_hot(order[:, place], parts).float().view(count, parts, 1, 1, 1) for place in (0, 1))
    return first, second


def _shine(apart: Tensor, generator: Generator) -> Tensor:
    """Light (B, 3, px, px) of lamps, by the distance (B, 1, px, px) from them, some with a glow around."""
    count = len(apart)
    body = torch.sigmoid(-2 * apart / uniform(count, *EDGES, generator))
    glow = torch.exp(-apart.clamp(min=0) / uniform(count, *GLOWS, generator)) * uniform(count, *GLOW, generator)
    shape = body + glow * chance(count, WITH_GLOW, generator)
    return shape * color(count, TINT, 1, generator) * log_uniform(count, *LIGHT, generator)


def _distance(count: int, px: int, generator: Generator) -> Tensor:
    """How far pixels (B, 1, px, px) are from a lamp anywhere, long or round, turned; below 0 inside."""
    y, x = (axis - uniform(count, -1, 1, generator) for axis in grid(px, generator.device))
    turn = uniform(count, 0, math.pi, generator)
    along, across = x * torch.cos(turn) + y * torch.sin(turn), y * torch.cos(turn) - x * torch.sin(turn)
    length, width = log_uniform(count, *LENGTHS, generator), log_uniform(count, *WIDTHS, generator)
    width = torch.minimum(length, width)
    round_one = (torch.hypot(along / length, across / width) - 1) * width
    bar = torch.maximum(along.abs() - length, across.abs() - width)
    return torch.where(chance(count, 0.5, generator) > 0, round_one, bar)
