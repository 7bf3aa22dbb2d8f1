"""What lenses, glass and light do to a layer: blur, ghosts, ramps, smooth fields. Pictures are (B, C, px, px)."""

import math

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from training.synthesis.draw import chance, grid, log_uniform, uniform

SHARP = 0.05
VIEW_PX = 192


def blur(
    pictures: Tensor, sigma_px: Tensor, *, down_px: Tensor | None = None, right_px: Tensor | None = None
) -> Tensor:
    """Gaussian blur with one sigma (B, 1, 1, 1) per picture, moved if asked; edges do not darken.

    Both directions are products with a matrix per picture, whose rows sum to one.
    """
    none = torch.zeros_like(sigma_px)
    rows = _kernel(pictures.shape[-2], sigma_px, none if down_px is None else down_px)
    columns = _kernel(pictures.shape[-1], sigma_px, none if right_px is None else right_px)
    return rows @ pictures @ columns.transpose(-1, -2)


def lens_sigma_px(count: int, px: int, generator: Generator) -> Tensor:
    """How much a reflection is out of focus: a third sharp, half soft, a sixth far off, in pixels of this crop. Seldom
    farther, since a reflection without any shape cannot be told from mist."""
    kind = uniform(count, 0, 1, generator)
    sharp, soft, far = (uniform(count, low, high, generator) for low, high in ((0, 1), (1, 4), (4, 10)))
    return torch.where(kind < 1 / 3, sharp, torch.where(kind < 5 / 6, soft, far)) * _view(px)


def ghosted(pictures: Tensor, sigma_px: Tensor, generator: Generator, *, probability: float) -> Tensor:
    """Blurred pictures, some with a weaker second image beside the first, as from both faces of a pane."""
    count, px = len(pictures), pictures.shape[-1]
    angle = uniform(count, 0, 2 * math.pi, generator)
    shift = uniform(count, 2, 15, generator) * _view(px)
    strength = uniform(count, 0.2, 0.7, generator) * chance(count, probability, generator)
    second = blur(pictures, sigma_px, down_px=shift * torch.sin(angle), right_px=shift * torch.cos(angle))
    return (blur(pictures, sigma_px) + strength * second) / (1 + strength)


def ramp(count: int, px: int, low: float, generator: Generator) -> Tensor:
    """(B, 1, px, px): brightness that falls from 1 to a value of [low, 1] across the picture."""
    y, x = grid(px, generator.device)
    angle = uniform(count, 0, 2 * math.pi, generator)
    along = 0.5 + 0.5 * (x * torch.cos(angle) + y * torch.sin(angle)) / math.sqrt(2)
    return 1 - along * (1 - uniform(count, low, 1, generator))


def vignette(count: int, px: int, generator: Generator) -> Tensor:
    """(B, 1, px, px): brightness that falls towards the corners."""
    y, x = grid(px, generator.device)
    return 1 / (1 + uniform(count, 0, 0.35, generator) * (x * x + y * y)) ** 2


def smooth_field(count: int, px: int, generator: Generator, *, low: int = 2, high: int = 7) -> Tensor:
    """(B, 1, px, px) in [0, 1]: smooth noise, each with its own number of hills, from `low` to below `high`."""
    device = generator.device
    noise = torch.rand(count, 1, high, high, generator=generator, device=device)
    cells = torch.randint(low, high, (count, 1, 1, 1), generator=generator, device=device)
    y, x = ((axis + 1) * cells / high - 1 for axis in grid(px, device))
    places = torch.stack(torch.broadcast_tensors(x, y), -1).squeeze(1)
    return F.grid_sample(noise, places, "bicubic", "reflection", align_corners=False).clamp(0, 1)


def coverage(count: int, px: int, generator: Generator, *, probability: float) -> Tensor:
    """(B, 1, px, px): 1 where there is glass; some pictures have it only in part, with a soft or hard edge."""
    field = smooth_field(count, px, generator)
    y, x = grid(px, generator.device)
    angle, offset = uniform(count, 0, 2 * math.pi, generator), uniform(count, -0.5, 0.5, generator)
    straight = 0.5 + x * torch.cos(angle) + y * torch.sin(angle) + offset
    shape = torch.where(chance(count, 0.5, generator) > 0, field, straight)
    softness = log_uniform(count, 0.01, 0.4, generator)
    part = ((shape - 0.45) / softness + 0.5).clamp(0, 1)
    return 1 - chance(count, probability, generator) * (1 - part)


def _view(px: int) -> float:
    """How large a photo is beside one of 256 px; a crop below VIEW_PX is a window of a photo that large."""
    return max(px, VIEW_PX) / 256


def _kernel(px: int, sigma_px: Tensor, shift_px: Tensor) -> Tensor:
    """(B, 1, px, px): row i holds the weights of the pixels around i - shift."""
    place = torch.arange(px, device=sigma_px.device, dtype=sigma_px.dtype)
    apart = place.view(1, 1, px, 1) - place.view(1, 1, 1, px)
    exponents = -((apart - shift_px) ** 2) / (2 * (sigma_px**2 + SHARP**2))
    return torch.softmax(exponents, -1)
