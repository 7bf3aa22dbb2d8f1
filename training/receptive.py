"""How far a separator looks: the pixels of a photo that one output pixel depends on, measured by gradients."""

import torch
from torch import Tensor

from training.networks import MULTIPLE, Separator

STRIP_PX = 4 * MULTIPLE
FIRST_PX = 64 * MULTIPLE


def receptive_px(separator: Separator) -> int:
    """How many pixels, along the longer side of their box, can change one output pixel. Strips tell it as whole
    pictures do, since what the networks do along a line they do in every line by itself."""
    return max(_reach(separator, across=across) for across in (2, 3))


def _reach(separator: Separator, *, across: int) -> int:
    """Along one side of the photo, seen in strips each twice as long as the one before until both ends lie outside."""
    px = FIRST_PX
    while True:
        touched = _touched(separator, px, across=across).nonzero().flatten()
        first, last = int(touched[0]), int(touched[-1])
        if first > 0 and last < px - 1:
            return last - first + 1
        px *= 2


def _touched(separator: Separator, px: int, *, across: int) -> Tensor:
    """(px,) True where a strip of that length changes its middle pixel."""
    shape = [1, 3, STRIP_PX, STRIP_PX]
    shape[across] = px
    photo = torch.rand(shape, generator=torch.Generator().manual_seed(0)).requires_grad_()
    _seen(separator, photo)[..., shape[2] // 2, shape[3] // 2].sum().backward()
    assert photo.grad is not None
    return (photo.grad[0].abs().sum(0) > 0).any(3 - across)


def _seen(separator: Separator, photo: Tensor) -> Tensor:
    """What a separator makes of a photo, corrected where it can be, which lets it look farther. Of all layers together
    the gradient would be that of the photo."""
    if separator.corrector is None:
        return separator(photo).painted
    found = separator.layers(photo)
    lacking = -torch.ones_like(found[:, :, 0])
    return separator.corrected(photo, lacking, found)[:, separator.task.base]
