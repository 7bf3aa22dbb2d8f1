"""Photos as another camera, or another hand, would have developed them. A few hundred photos are soon known by heart,
and with them what in a photo is bright, pale or soft by itself; what they are developed to is different every time."""

from torch import Generator, Tensor

from training.curves import luminance
from training.synthesis.draw import chance, log_uniform

CONTRAST, SATURATION = (0.8, 1.4), (0.6, 1.5)
CHANGED = 0.5


def developed(light: Tensor, generator: Generator) -> Tensor:
    """Light (B, 3, H, W): half of the photos with another contrast about their mean, half of all with other
    saturation; a photo of one color stays as it is."""
    count = len(light)
    contrast, saturation = (
        log_uniform(count, *limits, generator) ** chance(count, CHANGED, generator) for limits in (CONTRAST, SATURATION)
    )
    mean = light.mean((1, 2, 3), keepdim=True).clamp(min=1e-6)
    light = mean * (light / mean) ** contrast
    grey = luminance(light)
    return (grey + saturation * (light - grey)).clamp(min=0)
