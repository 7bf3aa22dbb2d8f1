"""The photos of one folder in one tensor, at several sizes, so that a whole batch of random crops is one gather."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

SIZES = 3
SIZES_PER_OCTAVE = 2


class Album:
    """Photos (3, H, W) uint8 on one device, whole and at 0.71 and 0.5 of their size, which smaller crops are taken
    from, so that nothing aliases."""

    def __init__(self, photos: Sequence[Tensor], device: torch.device | str = "cpu") -> None:
        levels = [[_shrunk(photo, level) for photo in photos] for level in range(SIZES)]
        self._sizes = torch.tensor([[photo.shape[1:] for photo in level] for level in levels], device=device)
        areas = self._sizes.prod(-1)
        self._starts = (areas.flatten().cumsum(0) - areas.flatten()).view(areas.shape)
        self._pixels = torch.cat([_packed(photo) for level in levels for photo in level]).to(device)

    def __len__(self) -> int:
        return self._sizes.shape[1]

    def crops(self, px: int, scale: Tensor, generator: Generator) -> Tensor:
        """(B, 3, px, px) encoded: one random place of a random photo for each scale (B,), half of them mirrored. Where
        a photo is too small at its scale it is shown larger."""
        count, device = len(scale), scale.device
        chosen = torch.randint(len(self), (count,), generator=generator, device=device)
        size = self._sizes[0, chosen]
        side = torch.minimum((px / scale).ceil(), size.amin(1))
        corner = torch.rand(count, 2, generator=generator, device=device) * (size - side.unsqueeze(1))
        level = (SIZES_PER_OCTAVE * torch.log2(side / px)).floor().clamp(0, SIZES - 1).long()
        shown = self._sizes[level, chosen]
        places = torch.lerp(corner, corner + side.unsqueeze(1), _middles(px, device).view(px, 1, 1))
        y, x = (places / size * shown - 0.5).permute(2, 1, 0)
        mirrored = torch.rand(count, 1, generator=generator, device=device) < 0.5
        return self._sampled(self._starts[level, chosen], shown, y, torch.where(mirrored, x.flip(1), x))

    def _sampled(self, start: Tensor, size: Tensor, y: Tensor, x: Tensor) -> Tensor:
        """Pixels between the four nearest ones, (B, 3, px, px) in [0, 1], at rows and columns (B, px)."""
        above, below, down = _neighbours(y, size[:, :1])
        left, right, across = _neighbours(x, size[:, 1:])
        width = size[:, 1:]
        upper, lower = (
            torch.lerp(
                self._at(start, row * width, left), self._at(start, row * width, right), across[:, None, :, None]
            )
            for row in (above, below)
        )
        return torch.lerp(upper, lower, down[:, :, None, None]).permute(0, 3, 1, 2)[:, :3].contiguous() / 255

    def _at(self, start: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
        """Pixels (B, px, px, 4) of photos that start at (B,): rows that begin at (B, px), columns (B, px)."""
        return _unpacked(self._pixels[start[:, None, None] + rows[:, :, None] + columns[:, None]])


def _shrunk(photo: Tensor, level: int) -> Tensor:
    """A photo at the size of a level."""
    size = [max(1, round(side * 2 ** (-level / SIZES_PER_OCTAVE))) for side in photo.shape[1:]]
    return F.interpolate(photo[None], size, mode="bilinear", antialias=True)[0] if level else photo


def _packed(photo: Tensor) -> Tensor:
    """Pixels (H * W,) of four bytes each, which a gather moves as one."""
    return F.pad(photo, (0, 0, 0, 0, 0, 1)).flatten(1).T.contiguous().view(torch.int32).flatten()


def _unpacked(pixels: Tensor) -> Tensor:
    """(..., 4) as numbers: red, green, blue and nothing."""
    return pixels.unsqueeze(-1).view(torch.uint8).float()


def _middles(px: int, device: torch.device) -> Tensor:
    """Where the middles of `px` pixels lie in [0, 1]."""
    return (torch.arange(px, device=device) + 0.5) / px


def _neighbours(place: Tensor, size: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The whole places before and after each place (B, px), inside a size (B, 1), and how far it is between them."""
    inside = torch.minimum(place.clamp(min=0), size - 1)
    before = inside.floor()
    after = torch.minimum(before + 1, size - 1)
    return before.long(), after.long(), inside - before
