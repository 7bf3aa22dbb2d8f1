"""From raw decoder outputs to layers: painting, on which the losses act, and the projection that obeys the formation.

Shares formed straight from the decoders collapse: a layer's share reaches zero, its gradient with it, and it stays
there. So every decoder paints its layer in sRGB-encoded values, which keeps a gradient everywhere, and only then are
the painted layers projected onto those that make the photo exactly.
"""

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.formation import ADDITIVE, Formation
from training.curves import decode, encode, luminance

BASE_SHARE = 0.8
EVEN_SHARE = 0.5
SMALLEST = 1e-4
DARKEST = 1e-3
LOG_RANGE = (-7.0, 1.4)
CHROMA_CELL_PX = 8


class Painted(NamedTuple):
    """A painted layer (B, 3, H, W), sRGB-encoded, and the mean square of how far beyond its limits it was."""

    layer: Tensor
    overshoot: Tensor


def paint(gain: Tensor, raw: Tensor, photo: Tensor, *, law: Formation, share: float, is_base: bool) -> Painted:
    """A painted layer from a decoder's two outputs and the encoded photo, all (B, 3, H, W).

    The gain is added to a fixed share of the photo, which brings the photo's finest detail, and the raw output to both:
    to encoded values clamped to [0, photo] in a sum, where the clamp lets every gradient through; to logarithms of
    light in a product, where every layer but the base is light, whose color changes slowly.
    """
    if law == ADDITIVE:
        value = photo * (share + gain) + raw
        return Painted(
            clamp_through(value, torch.zeros_like(photo), photo), _beyond(value, torch.zeros_like(photo), photo)
        )
    logs = raw + (EVEN_SHARE + gain) * torch.log(decode(photo) + DARKEST).mean(1, keepdim=True)
    logs = logs if is_base else _slow_chroma(logs)
    low, high = (raw.new_tensor(limit) for limit in LOG_RANGE)
    return Painted(encode(torch.exp(clamp_through(logs, low, high))), _beyond(logs, low, high))


def painted_share(index: int, count: int, base: int) -> float:
    """What a layer starts from in an additive photo: most of it for the base, equal parts of the rest else."""
    return BASE_SHARE if index == base else (1 - BASE_SHARE) / (count - 1)


def paint_freely(raw: Tensor) -> Painted:
    """A painted layer as the paper's generators make it: an image of its own. It is not clamped, so that every loss on
    pictures pulls it back into [0, 1]; a sigmoid here dies on dark layers, where it saturates."""
    return Painted(raw, _beyond(raw, torch.zeros_like(raw), torch.ones_like(raw)))


def project(painted: Tensor, photo: Tensor, *, law: Formation, base: int) -> Tensor:
    """Layers (B, N, 3, H, W) in linear light that make the linear photo exactly, close to the painted ones."""
    light = decode(photo)
    return _shares(painted, light, base) if law == ADDITIVE else _factors(painted, light, base)


def _shares(painted: Tensor, light: Tensor, base: int) -> Tensor:
    energies = [
        decode(layer.clamp(min=0.0)) + SMALLEST * (index == base) for index, layer in enumerate(painted.unbind(1))
    ]
    energies = torch.stack(energies, 1)
    return light.unsqueeze(1) * (energies / energies.sum(1, keepdim=True))


def _factors(painted: Tensor, light: Tensor, base: int) -> Tensor:
    """What the painted product misses goes in equal parts to each layer's brightness, the rest to the base."""
    logs = torch.log(decode(painted.clamp(min=0.0)) + DARKEST)
    missing = torch.log(light + DARKEST) - logs.sum(1)
    correction = missing.mean(1, keepdim=True) / painted.shape[1]
    count = painted.shape[1]
    others = [torch.exp((logs[:, i] + correction).clamp(*LOG_RANGE)) for i in range(count) if i != base]
    remainder = light
    for other in others:
        remainder = remainder / other
    return torch.stack([*others[:base], remainder, *others[base:]], 1)


def clamp_through(value: Tensor, low: Tensor, high: Tensor) -> Tensor:
    """`value` clamped to [low, high], with the gradient of the identity."""
    return value + (torch.minimum(torch.maximum(value, low), high) - value).detach()


def _beyond(value: Tensor, low: Tensor, high: Tensor) -> Tensor:
    """Squared, since larger values behind the clamp mean sharper edges: a price that did not grow was worth paying,
    until values in the hundreds had no digits left for the picture."""
    return (F.relu(low - value) + F.relu(value - high)).square().mean()


def _slow_chroma(logs: Tensor) -> Tensor:
    """Log light (B, 3, H, W) whose differences between the channels are blurred to cells."""
    grey = luminance(logs)
    cells = F.avg_pool2d(logs - grey, CHROMA_CELL_PX)
    return grey + F.interpolate(cells, scale_factor=float(CHROMA_CELL_PX), mode="bilinear", align_corners=False)
