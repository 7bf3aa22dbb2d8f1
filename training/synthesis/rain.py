"""Rain: procedural streaks of many lengths, widths and depths, plus a veil, as light added to an attenuated photo."""

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from engine.formation import ADDITIVE
from training.photos import Photos
from training.synthesis.camera import photographed
from training.synthesis.draw import chance, color, log_uniform, uniform
from training.synthesis.optics import smooth_field
from training.synthesis.reflection import BACKGROUND, through_glass

KERNEL_PX = 33
MARGIN_PX = KERNEL_PX // 2
DEPTHS = 3
SORTS = 2
NO_RAIN = 0.1
NO_REFLECTION = 0.35
WITH_VEIL = 0.5


def rain(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
    """Layers (B, 2, 3, px, px): background, rain."""
    background, falling = behind_rain(photos.crops(BACKGROUND, count, px, generator), generator)
    return photographed(torch.stack((background, falling), 1), ADDITIVE, 0, generator)


def window(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
    """Layers (B, 3, 3, px, px): background, reflection, rain."""
    scene, pane = through_glass(photos, count, px, generator, clear=NO_REFLECTION)
    background, falling = behind_rain(scene, generator)
    return photographed(torch.stack((background, pane, falling), 1), ADDITIVE, 0, generator)


def behind_rain(scene: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
    """A scene (B, 3, px, px) and the light that the rain adds to it, half of the time with a veil; one in ten scenes
    stays dry.

    A drop hides a part of what is behind it: that lowers the light it adds, never the background, which stays whole.
    """
    count, px = len(scene), scene.shape[-1]
    sky = (scene.mean((1, 2, 3), keepdim=True) * uniform(count, 1.2, 3, generator)).clamp(0.15, 0.9)
    light = sky * color(count, 0.93, 1.05, generator)
    falls = 1 - chance(count, NO_RAIN, generator)
    opacity = streaks(count, px, generator) * uniform(count, 0.25, 0.95, generator) * falls
    mist = uniform(count, 0, 0.12, generator) * chance(count, WITH_VEIL, generator)
    veil = smooth_field(count, px, generator) * mist * falls
    background = scene * (1 - veil)
    hidden = background * uniform(count, 0, 0.5, generator)
    return background, (opacity * (light - hidden)).clamp(min=0) + veil * light


def streaks(count: int, px: int, generator: Generator) -> Tensor:
    """(B, 1, px, px) in [0, 1]: drops drawn out along the wind at several distances; near ones longer and much rarer.
    At every distance some drops are faint, and they come in two lengths and widths. Drops fall beyond the borders too,
    so that streaks enter the picture and are no rarer there."""
    wind = uniform(count, -0.6, 0.6, generator)
    density = log_uniform(count, 0.2, 3.0, generator)
    total = torch.zeros(count, 1, px, px, device=generator.device)
    for depth in range(DEPTHS):
        side = max(16, px >> depth)
        rate = density * 0.004 / (1 + depth) ** 2
        drawn = torch.zeros(count, 1, side, side, device=generator.device)
        for _ in range(SORTS):
            kernel = _kernels(wind + uniform(count, -0.06, 0.06, generator), generator)
            drawn = drawn + _drawn(_drops(count, side + 2 * MARGIN_PX, rate, generator), kernel)
        total = total + _enlarged(drawn, px) * uniform(count, 0.3, 1, generator)
    return total.clamp(0, 1)


def _drops(count: int, side: int, rate: Tensor, generator: Generator) -> Tensor:
    """(B, 1, side, side): single pixels above zero, as many as the rate says, most of them faint."""
    size = (count, 1, side, side)
    fall = torch.rand(size, generator=generator, device=generator.device) < rate
    return fall * torch.rand(size, generator=generator, device=generator.device) ** 1.5


def _drawn(drops: Tensor, kernel: Tensor) -> Tensor:
    """(B, 1, side, side): the middle of drops (B, 1, side + 32, side + 32), drawn out by kernels (B, 1, 33, 33), by
    their spectra: large kernels cost less there. What they wrap around falls into the margin that is cut."""
    whole = drops.shape[-2:]
    drawn = torch.fft.irfft2(torch.fft.rfft2(drops, whole) * torch.fft.rfft2(kernel, whole), whole)
    return drawn[..., 2 * MARGIN_PX :, 2 * MARGIN_PX :].clamp(min=0)


def _enlarged(drawn: Tensor, px: int) -> Tensor:
    """The streaks at picture size."""
    if drawn.shape[-1] == px:
        return drawn
    return F.interpolate(drawn, (px, px), mode="bicubic", align_corners=False).clamp(0, 1)


def _kernels(angle: Tensor, generator: Generator) -> Tensor:
    """(B, 1, 33, 33): one streak each, brightest in its middle, of a random length and width."""
    count = len(angle)
    axis = torch.arange(KERNEL_PX, device=generator.device, dtype=torch.float32) - KERNEL_PX // 2
    y, x = axis.view(1, 1, -1, 1), axis.view(1, 1, 1, -1)
    along = y * torch.cos(angle) + x * torch.sin(angle)
    across = x * torch.cos(angle) - y * torch.sin(angle)
    length_px, width_px = uniform(count, 3, 16, generator), log_uniform(count, 0.35, 0.9, generator)
    body = (1 - (along / length_px) ** 2).clamp(min=0) ** 0.5
    return body * torch.exp(-0.5 * (across / width_px) ** 2)
