"""Photos through glass: a background and what the pane reflects, both from photos that have nothing to do with each
other, in linear light. The layers are the attenuated ones, as they reach the camera, so that they add to the photo."""

import torch
from torch import Generator, Tensor

from engine.formation import ADDITIVE
from training.curves import decode, encode
from training.photos import Photos
from training.synthesis.camera import photographed
from training.synthesis.draw import chance, color, log_uniform, uniform
from training.synthesis.lighting import shadow
from training.synthesis.optics import blur, coverage, ghosted, lens_sigma_px, ramp, vignette

BACKGROUND, REFLECTION = "background", "reflection"
NO_REFLECTION = 0.25
ENCODED_BLEND = 0.25
PARTLY_OUT_OF_FOCUS = 0.2
IN_BROKEN_LIGHT = 0.2
SKY_LIGHT = 0.15
STRONGER_CONTRAST = 1.2


def reflection(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
    """Layers (B, 2, 3, px, px): background, reflection."""
    background, pane = through_glass(photos, count, px, generator, clear=NO_REFLECTION)
    return photographed(torch.stack((background, pane), 1), ADDITIVE, 0, generator)


def through_glass(photos: Photos, count: int, px: int, generator: Generator, *, clear: float) -> tuple[Tensor, Tensor]:
    """Background and reflection (B, 3, px, px) before the camera; panes reflect nothing with probability `clear`."""
    background = behind_glass(photos, count, px, generator) * _tint(count, generator)
    pane = _reflected(photos.crops(REFLECTION, count, px, generator), generator)
    energy = log_uniform(count, 0.03, 1.25, generator) * _mean(background) / _mean(pane).clamp(min=1e-4)
    pane = pane * torch.minimum(energy, 4 / _peak(pane)) * (1 - chance(count, clear, generator))
    blended = torch.where(chance(count, ENCODED_BLEND, generator) > 0, _blended(background, pane, generator), pane)
    return background, blended


def behind_glass(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
    """What stands behind a pane: some of it partly out of focus, some lit by the sun in patches. Both look like what
    panes reflect, soft and brighter than what is beside them, and are none of it."""
    sharp = photos.crops(BACKGROUND, count, px, generator)
    soft = blur(sharp, lens_sigma_px(count, px, generator))
    scene = torch.lerp(soft, sharp, coverage(count, px, generator, probability=PARTLY_OUT_OF_FOCUS))
    shade = (1 - SKY_LIGHT) * (1 - shadow(count, px, generator)) * chance(count, IN_BROKEN_LIGHT, generator)
    return scene * (1 - shade)


def _reflected(scene: Tensor, generator: Generator) -> Tensor:
    """A scene as a pane shows it: sometimes only its highlights, out of focus, doubled, uneven, in part. Panes show
    lamps and windows above all, and photos have lost how much brighter those are than the rest: hence a contrast."""
    count, px = len(scene), scene.shape[-1]
    pedestal = _mean(scene) * uniform(count, 0.5, 1.3, generator) * chance(count, 0.3, generator)
    contrast = 1 + uniform(count, 0, STRONGER_CONTRAST, generator) * chance(count, 0.6, generator)
    lit = (scene - pedestal).clamp(min=0) ** contrast
    soft = ghosted(lit, lens_sigma_px(count, px, generator), generator, probability=0.35)
    return (
        soft
        * ramp(count, px, 0.2, generator)
        * vignette(count, px, generator)
        * coverage(count, px, generator, probability=0.4)
    )


def _blended(background: Tensor, pane: Tensor, generator: Generator) -> Tensor:
    """What a sum or a screen of encoded values adds to the background, in linear light, as older benchmarks blend."""
    below, above = encode(background.clamp(0, 1)), encode(pane.clamp(0, 1))
    screen = chance(len(pane), 0.5, generator)
    both = torch.where(screen > 0, 1 - (1 - below) * (1 - above), below + above)
    return (decode(both) - decode(below)).clamp(min=0)


def _tint(count: int, generator: Generator) -> Tensor:
    """What the pane lets through, (B, 3, 1, 1)."""
    return uniform(count, 0.75, 1, generator) * color(count, 0.94, 1, generator)


def _mean(pictures: Tensor) -> Tensor:
    return pictures.mean((1, 2, 3), keepdim=True)


def _peak(pictures: Tensor) -> Tensor:
    return pictures.amax((1, 2, 3), keepdim=True).clamp(min=1e-4)
