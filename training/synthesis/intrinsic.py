"""Photos as the product of what surfaces are and the light that falls on them."""

import torch
from torch import Generator, Tensor

from engine.formation import MULTIPLICATIVE
from training.photos import Photos
from training.synthesis.camera import photographed
from training.synthesis.lighting import shading
from training.synthesis.materials import albedo

DARK = 0.01


def intrinsic(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
    """Layers (B, 2, 3, px, px): albedo, shading. Half of the batch shows the albedos of the other half in other light.

    The light is scaled down where its product with the albedo would exceed white; what the camera changes goes to the
    albedo, except in darkness, where that would be nothing but noise.
    """
    half = -(-count // 2)
    surfaces = albedo(photos, half, px, generator).repeat(2, 1, 1, 1)[:count]
    light = shading(count, px, generator)
    brightest = (surfaces * light).amax((1, 2, 3), keepdim=True)
    light = light / brightest.clamp(min=1)
    layers = photographed(torch.stack((surfaces, light), 1), MULTIPLICATIVE, 0, generator)
    dark = torch.stack((surfaces, MULTIPLICATIVE.compose(list(layers.unbind(1))) / surfaces), 1)
    return torch.where((light < DARK).unsqueeze(1), dark, layers)
