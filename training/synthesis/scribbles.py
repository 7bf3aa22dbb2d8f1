"""Simulated scribbles: what a user would draw to say "this belongs to that layer".

They start where their layer shows, as a user's do: lines drawn anywhere left nine photos in ten without a single
hinted pixel once only those were kept where a layer dominates, and the network never learnt to look at hints.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from engine.strokes import CLEARLY
from training.curves import encode
from training.synthesis.draw import chance, grid, log_uniform, uniform

STROKES = 6
SHARE_WITH_HINTS = 0.75
SOMEWHERE = 1e-6
# Radii and reaches are parts of half the picture's side; short strokes have at most SHORTER of the reach.
RADII = (0.03, 0.12)
WHOLE_RADII = (0.03, 0.2)
BENDS = 3
REACH = (-0.7, 0.7)
SHORTER = 0.7
SHARE_OF_LINES = 0.7
REGION_PX = 31
EXACT_SHARE = 0.2
# Of a picture's side: over how much of it layers are compared with what was found of them.
LACKING_REGION = 0.06
LEAST_LACKING = 0.01


def scribbles(layers: Tensor, generator: Generator, *, whole: bool = False) -> Tensor:
    """Hints (B, N, H, W) for layers (B, N, 3, H, W): three photos in four have one to six strokes."""
    count = len(layers)
    drawn = uniform(count, 0, STROKES, generator)[:, 0]
    made = (
        whole_strokes(layers, drawn, generator, exact_share=EXACT_SHARE) if whole else strokes(layers, drawn, generator)
    )
    return made * chance(count, SHARE_WITH_HINTS, generator)


def strokes(layers: Tensor, drawn: Tensor, generator: Generator) -> Tensor:
    """Hints (B, N, H, W) of as many strokes as `drawn` (B, 1, 1) says, each kept where its layer has clearly stronger
    gradients than every other."""
    clear = _dominates(_gradient_strength(layers))
    return _drawn_each(clear, _by_lot(layers, generator), drawn, _long_stroke, generator) * clear


def whole_strokes(layers: Tensor, drawn: Tensor, generator: Generator, *, exact_share: float = 0.0) -> Tensor:
    """Hints (B, N, H, W) of as many strokes as `drawn` (B, 1, 1) says, as people draw them: dabs and short strokes that
    begin where their layer shows. Half of the photos have them whole, and half without the regions, not pixels, in
    which another layer prevails; a share of them is kept as `strokes` are. Where strokes of two layers meet, none
    counts."""
    count = len(layers)
    strength = _gradient_strength(layers)
    clear = _dominates(strength)
    around = _around(strength, REGION_PX)
    prevails = (around >= around.amax(1, keepdim=True)).float()
    exact, careful = chance(count, exact_share, generator), chance(count, 0.5, generator)
    kept = torch.where(exact > 0, clear, torch.where(careful > 0, prevails, 1.0))
    hints = _drawn_each(clear, _by_lot(layers, generator), drawn, _short_stroke, generator)
    return hints * kept * (hints.sum(1, keepdim=True) < 2)


def corrections(layers: Tensor, found: Tensor, drawn: Tensor, generator: Generator) -> Tensor:
    """Hints (B, N, H, W) of as many strokes as `drawn` (B, 1, 1) says, by somebody who sees what is wrong in the layers
    `found` (B, N, 3, H, W): dabs and short strokes for a layer where much of it is lacking. Half of the photos have
    them whole, half where some of the layer is lacking. Where strokes of two layers meet, none counts; photos in which
    next to nothing is lacking have none."""
    lacking = _lacking(layers, found)
    most = lacking.amax((1, 2, 3), keepdim=True)
    chances = (lacking / most.clamp(min=LEAST_LACKING)).square()
    owner = torch.stack([_drawn_from(chances.sum((2, 3)), generator)[:, 0] for _ in range(STROKES)])
    careful = chance(len(layers), 0.5, generator)
    kept = torch.where(careful > 0, (lacking > 0).float(), 1.0) * (most > LEAST_LACKING)
    hints = _drawn_each(chances, owner, drawn, _short_stroke, generator)
    return hints * kept * (hints.sum(1, keepdim=True) < 2)


def _by_lot(layers: Tensor, generator: Generator) -> Tensor:
    """The layer of each stroke, (STROKES, B)."""
    count, parts = layers.shape[:2]
    return torch.randint(parts, (STROKES, count), generator=generator, device=generator.device)


def _drawn_each(
    clear: Tensor, owner: Tensor, drawn: Tensor, draw: Callable[[Tensor, Generator], Tensor], generator: Generator
) -> Tensor:
    """Strokes (B, N, H, W), 0 or 1, of layers by `owner` (STROKES, B): `draw` makes one from where a layer is clear."""
    count, parts = clear.shape[:2]
    hints = torch.zeros_like(clear)
    for stroke in range(STROKES):
        chosen = F.one_hot(owner[stroke], parts).view(count, parts, 1, 1)
        mask = draw((clear * chosen).sum(1), generator) * (drawn > stroke)
        hints = torch.maximum(hints, mask.unsqueeze(1) * chosen)
    return hints


def _long_stroke(clear: Tensor, generator: Generator) -> Tensor:
    """A long stroke from a layer's clear part (B, px, px), if it has one; 0 or 1."""
    start = _drawn_from(clear.flatten(1) + SOMEWHERE, generator)
    radius = uniform(len(clear), *RADII, generator)[:, 0]
    return _brushed(start, radius, torch.ones_like(radius), clear.shape[-1], generator)


def _short_stroke(clear: Tensor, generator: Generator) -> Tensor:
    """A dab or a short stroke from a layer's clear part (B, px, px), if it has one; 0 or 1."""
    count, px, _ = clear.shape
    start = _drawn_from(clear.flatten(1) + SOMEWHERE, generator)
    radius = log_uniform(count, *WHOLE_RADII, generator)[:, 0]
    reach = uniform(count, 0, SHORTER, generator) * chance(count, SHARE_OF_LINES, generator)
    return _brushed(start, radius, reach[:, 0], px, generator)


def _brushed(start: Tensor, radius: Tensor, reach: Tensor, px: int, generator: Generator) -> Tensor:
    """What a round brush covers of (B, px, px) along three lines, one from the end of the other, the first from the
    place `start` (B, 1); `radius` and the lines' `reach`, of the longest there are, are (B, 1, 1)."""
    y, x = (2 * (place.unsqueeze(2) + 0.5) / px - 1 for place in (start // px, start % px))
    apart = torch.full((len(start), px, px), torch.inf, device=start.device)
    for _ in range(BENDS):
        dy, dx = (uniform(len(start), *REACH, generator)[:, 0] * reach for _ in range(2))
        apart = torch.minimum(apart, _distance((y, x), (dy, dx), px))
        y, x = y + dy, x + dx
    return (apart < radius).float()


def _drawn_from(chances: Tensor, generator: Generator) -> Tensor:
    """The place (B, 1) of one of (B, N) by their chances; torch.multinomial would draw a number for every pixel."""
    reached = chances.cumsum(1)
    drawn = reached[:, -1:] * torch.rand(len(chances), 1, generator=generator, device=generator.device)
    return torch.searchsorted(reached, drawn, right=True).clamp(max=chances.shape[1] - 1)


def _distance(start: tuple[Tensor, Tensor], step: tuple[Tensor, Tensor], px: int) -> Tensor:
    """How far every pixel (B, px, px) is from lines that begin at `start` and make one `step`, all (B, 1, 1)."""
    y, x = (axis[:, 0] - place for axis, place in zip(grid(px, start[0].device), start, strict=True))
    dy, dx = step
    along = ((y * dy + x * dx) / (dy * dy + dx * dx + 1e-6)).clamp(0, 1)
    return torch.hypot(y - along * dy, x - along * dx)


def _lacking(layers: Tensor, found: Tensor) -> Tensor:
    """How much of each layer was not found around a place, on average, in encoded values: (B, N, H, W)."""
    region = 2 * round(LACKING_REGION / 2 * layers.shape[-1]) + 1
    missing = (encode(layers.clamp(min=0)) - encode(found.clamp(min=0))).mean(2)
    return _around(missing, region).clamp(min=0)


def _around(planes: Tensor, side: int) -> Tensor:
    """The mean of what lies of planes (B, N, H, W) in squares of this odd side, along one axis after the other."""
    rows = F.avg_pool2d(planes, (side, 1), 1, (side // 2, 0), count_include_pad=False)
    return F.avg_pool2d(rows, (1, side), 1, (0, side // 2), count_include_pad=False)


def _gradient_strength(layers: Tensor) -> Tensor:
    """Local mean of the gradients' size (B, N, H, W), in encoded values."""
    grey = encode(layers).mean(2)
    across = F.pad(grey[..., 1:] - grey[..., :-1], (0, 1)).abs()
    down = F.pad(grey[..., 1:, :] - grey[..., :-1, :], (0, 0, 0, 1)).abs()
    return F.avg_pool2d(across + down, 5, stride=1, padding=2)


def _dominates(strength: Tensor) -> Tensor:
    """Where each layer's gradients are clearly stronger than those of every other, (B, N, H, W), 0 or 1."""
    others = [strength[:, [j for j in range(strength.shape[1]) if j != i]].amax(1) for i in range(strength.shape[1])]
    return (strength > CLEARLY * torch.stack(others, 1) + 0.005).float()
