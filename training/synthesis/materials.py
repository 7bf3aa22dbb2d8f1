"""Albedo without light in it: photos flattened to patches of one color, and piecewise-constant textures."""

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from training.curves import encode
from training.photos import Photos
from training.synthesis.draw import chance, color, grid, log_uniform, uniform
from training.synthesis.optics import smooth_field

MATERIAL = "material"
SEEDS = 96
PALETTE = 6
DARKEST, LIGHTEST = 0.03, 0.92


def albedo(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
    """(B, 3, px, px) within [0.03, 0.92] in linear light: half from photos, half invented."""
    flat = flattened(photos.crops(MATERIAL, count, px, generator), generator)
    invented = patches(count, px, generator)
    mixed = painted(torch.where(chance(count, 0.6, generator) > 0, flat, invented), generator)
    return (mixed * _grain(count, px, generator)).clamp(DARKEST, LIGHTEST)


def flattened(scene: Tensor, generator: Generator) -> Tensor:
    """A photo (B, 3, px, px) as patches: each pixel takes the color of the nearest of random seeds, near in place and
    chromaticity more than in brightness, since brightness may be light. Every patch gets a brightness of its own."""
    count, _, px, _ = scene.shape
    rows, columns = (torch.randint(px, (count, SEEDS), generator=generator, device=generator.device) for _ in range(2))
    places = _features(scene)
    flat_index = (rows * px + columns).unsqueeze(1)
    seeds = places.flatten(2).gather(2, flat_index.expand(-1, places.shape[1], -1))
    nearest = torch.cdist(places.flatten(2).transpose(1, 2), seeds.transpose(1, 2)).argmin(2)
    colors = scene.flatten(2).gather(2, flat_index.expand(-1, 3, -1))
    colors = _of_even_brightness(colors, generator)
    return colors.gather(2, nearest.unsqueeze(1).expand(-1, 3, -1)).view_as(scene)


def patches(count: int, px: int, generator: Generator) -> Tensor:
    """(B, 3, px, px): cells around random seeds, one to many, in a few colors each, with wavy borders."""
    seeds = torch.rand(count, SEEDS, 2, generator=generator, device=generator.device) * 2 - 1
    used = torch.arange(SEEDS, device=generator.device).view(1, 1, SEEDS)
    y, x = grid(px, generator.device)
    wave = uniform(count, 0, 0.08, generator)
    speed = uniform(count, 4, 14, generator)
    y, x = y + wave * torch.sin(speed * x), x + wave * torch.cos(speed * y)
    points = torch.stack((y.expand(count, 1, px, px), x.expand(count, 1, px, px)), -1).view(count, px * px, 2)
    apart = torch.cdist(points, seeds) + 9.0 * (used >= log_uniform(count, 1, SEEDS, generator).view(count, 1, 1))
    owner = apart.argmin(2) % PALETTE
    palette = torch.rand(count, 3, PALETTE, generator=generator, device=generator.device)
    brightness = log_uniform(count * PALETTE, 0.08, 0.9, generator).view(count, 1, PALETTE)
    colors = (0.25 + 0.75 * palette) * brightness
    return colors.gather(2, owner.unsqueeze(1).expand(-1, 3, -1)).view(count, 3, px, px)


def painted(surfaces: Tensor, generator: Generator) -> Tensor:
    """Surfaces (B, 3, px, px), four in ten with fine lines or broad bands of a paint of one color on them."""
    count, px = len(surfaces), surfaces.shape[-1]
    field = smooth_field(count, px, generator, low=3, high=12)
    broad = log_uniform(count, 0.01, 0.25, generator)
    apart = (field - uniform(count, 0.2, 0.8, generator)).abs()
    mark = ((broad - apart) * px / 8 + 0.5).clamp(0, 1) * chance(count, 0.4, generator)
    paint = color(count, 0.6, 1, generator) * log_uniform(count, 0.05, 0.9, generator)
    return torch.lerp(surfaces, paint.expand_as(surfaces), mark)


def _features(scene: Tensor) -> Tensor:
    """Place and color (B, 6, px, px) in which near pixels are likely of one material."""
    count, _, px, _ = scene.shape
    y, x = grid(px, scene.device)
    place = torch.cat((y.expand(count, 1, px, px), x.expand(count, 1, px, px)), 1)
    smooth = F.avg_pool2d(F.pad(scene, (2, 2, 2, 2), mode="replicate"), 5, stride=1)
    chroma = smooth / smooth.sum(1, keepdim=True).clamp(min=1e-3)
    return torch.cat((0.8 * place, 6 * chroma, 1.5 * encode(smooth).mean(1, keepdim=True)), 1)


def _of_even_brightness(colors: Tensor, generator: Generator) -> Tensor:
    """Seed colors (B, 3, S), their brightness drawn towards the middle by as much as the photo's luck has it: what was
    light in it goes, but dark paint beside white paint must be seen too."""
    brightness = colors.mean(1, keepdim=True).clamp(min=1e-3)
    kept = uniform(len(colors), 0.4, 1.1, generator).squeeze(-1)
    wanted = (brightness / brightness.mean(2, keepdim=True)) ** kept
    level = log_uniform(len(colors), 0.15, 0.6, generator).squeeze(-1)
    return colors / brightness * wanted * level


def _grain(count: int, px: int, generator: Generator) -> Tensor:
    """Fine texture around 1, (B, 1, px, px): some materials are not of one color."""
    noise = torch.randn(count, 1, px, px, generator=generator, device=generator.device)
    soft = F.avg_pool2d(F.pad(noise, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    return torch.exp(soft * uniform(count, 0, 0.12, generator) * chance(count, 0.5, generator))
