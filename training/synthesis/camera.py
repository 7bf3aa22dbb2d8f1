"""What a camera does to light: clip at white, add noise, write a JPEG. The layers keep their shares of every pixel."""

import torch
from torch import Generator, Tensor

from engine.formation import ADDITIVE, Formation
from training.curves import decode, encode
from training.synthesis.draw import chance, log_uniform, uniform

SMALLEST = 1e-6
BRIGHTNESS_TABLE = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
COLOR_TABLE = (
    tuple(tuple(_row + (99,) * 4) for _row in ((17, 18, 24, 47), (18, 21, 26, 66), (24, 26, 56, 99), (47, 66, 99, 99)))
    + ((99,) * 8,) * 4
)
TO_YCC = ((0.299, 0.587, 0.114), (-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312))


def photographed(layers: Tensor, law: Formation, base: int, generator: Generator) -> Tensor:
    """Layers (B, N, 3, px, px) of the photo that a camera would write of them: their composition is that photo exactly.

    Where a sum exceeds white the base stays whole and the others lose what is clipped; what noise and JPEG change is
    shared by all. In a product the base takes all that the camera changed.
    """
    if law == ADDITIVE:
        layers = _below_white(layers, base)
    light = law.compose(list(layers.unbind(1)))
    photo = decode(_degraded(encode(light.clamp(0, 1)), generator))
    if law == ADDITIVE:
        return torch.where(
            (light > SMALLEST).unsqueeze(1),
            layers * (photo / light.clamp(min=SMALLEST)).unsqueeze(1),
            _only(base, layers, photo),
        )
    others = [layer for i, layer in enumerate(layers.unbind(1)) if i != base]
    remainder = law.remainder(photo, others)
    return torch.stack([*others[:base], remainder, *others[base:]], 1)


def _below_white(layers: Tensor, base: int) -> Tensor:
    """Layers whose sum is clipped at white: a silhouette of the others must not stand in the base."""
    kept = layers[:, base].clamp(0, 1)
    others = layers.sum(1) - layers[:, base]
    left = layers * (torch.minimum(others, 1 - kept) / others.clamp(min=SMALLEST)).unsqueeze(1)
    left[:, base] = kept
    return left


def _only(base: int, layers: Tensor, photo: Tensor) -> Tensor:
    """The whole photo as the base layer."""
    alone = torch.zeros_like(layers)
    alone[:, base] = photo
    return alone


def _degraded(photo: Tensor, generator: Generator) -> Tensor:
    """Encoded photos (B, 3, px, px) with noise and, for seven in ten, JPEG of quality 60 to 100."""
    count = len(photo)
    sigma = log_uniform(count, 5e-4, 0.012, generator) * chance(count, 0.8, generator)
    noise = torch.randn(photo.shape, generator=generator, device=generator.device)
    noisy = (photo + sigma * noise).clamp(0, 1)
    written = jpeg(noisy, uniform(count, 60, 100, generator))
    return torch.where(chance(count, 0.7, generator) > 0, written, noisy)


def jpeg(photo: Tensor, quality: Tensor) -> Tensor:
    """Encoded photos (B, 3, H, W), sides multiples of 8, after JPEG's quantisation at a quality (B, 1, 1, 1) of 50 or
    more, without subsampling of color; ITU-T T.81, annex K, scaled as libjpeg does."""
    matrix = torch.tensor(TO_YCC, dtype=photo.dtype)
    back, matrix = torch.linalg.inv(matrix).to(photo.device), matrix.to(photo.device)
    planes = torch.einsum("ij,bjhw->bihw", matrix, photo * 255) - photo.new_tensor([128.0, 0.0, 0.0]).view(1, 3, 1, 1)
    tables = photo.new_tensor([BRIGHTNESS_TABLE, COLOR_TABLE, COLOR_TABLE])
    table = (tables * (2 - quality / 50)).round().clamp(min=1).view(len(photo), 3, 1, 1, 8, 8)
    cosine = _cosine(photo)
    blocks = planes.unfold(2, 8, 8).unfold(3, 8, 8)
    coefficients = ((cosine @ blocks @ cosine.T) / table).round() * table
    restored = (cosine.T @ coefficients @ cosine).permute(0, 1, 2, 4, 3, 5).reshape(photo.shape)
    restored = restored + photo.new_tensor([128.0, 0.0, 0.0]).view(1, 3, 1, 1)
    return (torch.einsum("ij,bjhw->bihw", back, restored) / 255).clamp(0, 1)


def _cosine(like: Tensor) -> Tensor:
    """The orthonormal 8-point DCT-II, (8, 8)."""
    place = torch.arange(8, device=like.device, dtype=like.dtype)
    rows = torch.cos(torch.pi * (2 * place + 1).unsqueeze(0) * place.unsqueeze(1) / 16) / 2
    return torch.cat((rows[:1] / 2**0.5, rows[1:]))
