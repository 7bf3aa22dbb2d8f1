"""Shading: random geometry under colored lights, with shadows that are soft or hard. (B, 3, px, px) in linear light."""

import math

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from training.synthesis.draw import chance, color, grid, log_uniform, uniform
from training.synthesis.optics import blur, smooth_field
from training.synthesis.shapes import disc, polygon

LIGHTS = 2
SOLIDS = 5
LONE_OBJECT = 1 / 7
DARKNESS = 1e-3


def shading(count: int, px: int, generator: Generator) -> Tensor:
    """Light that falls on every pixel, within about [0.02, 1.5], its mean brightness around 0.5; one in seven pictures
    shows a lone object before darkness, as in a studio."""
    normals = normals_of(height(count, px, generator))
    light = color(count, 0.8, 1.2, generator) * uniform(count, 0.05, 0.3, generator)
    for index in range(LIGHTS):
        strength = uniform(count, 0.4, 1.1, generator) * (1.0 if index == 0 else chance(count, 0.5, generator) * 0.6)
        lamp = _lambert(normals, generator) * shadow(count, px, generator) * strength
        light = light + lamp * color(count, 0.75, 1.25, generator)
    lit = (light * uniform(count, 0.6, 1.1, generator)).clamp(0.02, 1.5)
    alone = chance(count, LONE_OBJECT, generator)
    return lit * (1 - alone * (1 - _object(count, px, generator)))


def height(count: int, px: int, generator: Generator) -> Tensor:
    """(B, 1, px, px) in half sides: rolling ground, domes and boxes on it, sometimes fine relief."""
    ground = smooth_field(count, px, generator) * uniform(count, 0, 1.2, generator)
    for _ in range(SOLIDS):
        dome = disc(count, px, generator, low=0.1, high=0.7)
        lifted = torch.sqrt(blur(dome, uniform(count, 0.02, 0.12, generator) * px).clamp(min=1e-4))
        box = blur(polygon(count, px, generator, sides=4, low=0.1, high=0.4), uniform(count, 0.5, 3, generator))
        box = box * (0.2 + smooth_field(count, px, generator, high=3))
        solid = torch.where(chance(count, 0.6, generator) > 0, lifted, box)
        ground = torch.maximum(ground, solid * uniform(count, 0.2, 0.9, generator) * chance(count, 0.6, generator))
    relief = smooth_field(count, px, generator, low=8, high=max(9, px // 4)) * uniform(count, 0, 0.05, generator)
    return ground + relief * chance(count, 0.4, generator)


def normals_of(surface: Tensor) -> Tensor:
    """Unit normals (B, 3, px, px), x y z, of a height in half sides."""
    px = surface.shape[-1]
    across = F.pad(surface[..., 1:] - surface[..., :-1], (0, 1, 0, 0), mode="replicate") * (px / 2)
    down = F.pad(surface[..., 1:, :] - surface[..., :-1, :], (0, 0, 0, 1), mode="replicate") * (px / 2)
    return F.normalize(torch.cat((-across, -down, torch.ones_like(surface)), 1), dim=1)


def shadow(count: int, px: int, generator: Generator) -> Tensor:
    """(B, 1, px, px): 1 in the light, less where something stands before the lamp: edges, shapes, blinds, leaves."""
    kinds = torch.stack([kind(count, px, generator) for kind in (_edge, _shape, _blinds, _leaves)])
    chosen = torch.randint(len(kinds), (count,), generator=generator, device=generator.device)
    mask = kinds[chosen, torch.arange(count, device=generator.device)]
    hard, soft = uniform(count, 0, 0.006, generator), log_uniform(count, 0.006, 0.12, generator)
    sigma = torch.where(chance(count, 0.5, generator) > 0, hard, soft)
    depth = uniform(count, 0.5, 1, generator) * chance(count, 0.7, generator)
    return 1 - depth * blur(mask, sigma * px)


def _object(count: int, px: int, generator: Generator) -> Tensor:
    """(B, 1, px, px): 1 on an object in the middle of the picture, next to nothing around it."""
    both = (disc(count, px, generator, low=0.4, high=0.8), polygon(count, px, generator, sides=6, low=0.4, high=0.9))
    return torch.maximum(*both).clamp(min=DARKNESS)


def _lambert(normals: Tensor, generator: Generator) -> Tensor:
    """Cosine of the angle to a lamp above the ground, (B, 1, px, px)."""
    count = len(normals)
    turn, rise = uniform(count, 0, 2 * math.pi, generator), uniform(count, 0.35, 1.4, generator)
    lamp = torch.cat((torch.cos(turn) * torch.cos(rise), torch.sin(turn) * torch.cos(rise), torch.sin(rise)), 1)
    return (normals * lamp).sum(1, keepdim=True).clamp(min=0)


def _edge(count: int, px: int, generator: Generator) -> Tensor:
    y, x = grid(px, generator.device)
    angle = uniform(count, 0, 2 * math.pi, generator)
    return ((x * torch.cos(angle) + y * torch.sin(angle) + uniform(count, -0.6, 0.6, generator)) * px / 2 + 0.5).clamp(
        0, 1
    )


def _shape(count: int, px: int, generator: Generator) -> Tensor:
    both = (disc(count, px, generator), polygon(count, px, generator, sides=5, low=0.15, high=0.6))
    return torch.maximum(*both)


def _blinds(count: int, px: int, generator: Generator) -> Tensor:
    y, x = grid(px, generator.device)
    angle, speed = uniform(count, 0, math.pi, generator), log_uniform(count, 5, 25, generator)
    wave = torch.sin(speed * (x * torch.cos(angle) + y * torch.sin(angle)))
    return (wave * px / (2 * speed) + 0.5).clamp(0, 1)


def _leaves(count: int, px: int, generator: Generator) -> Tensor:
    field = smooth_field(count, px, generator, low=5, high=max(6, px // 8))
    return ((field - uniform(count, 0.35, 0.65, generator)) * 8 + 0.5).clamp(0, 1)
