"""Layers in the primaries of another space, in which they still make the photo; and what that space has no room for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.color import ColorSpace, Pixels
from engine.errors import Notice
from engine.formation import ADDITIVE, MULTIPLICATIVE, Formation
from engine.geometry import Region, Size
from engine.profiles import Profile

_DARKEST = np.float32(1e-6)
_UNSEEN = 1e-3
"""By so much of white the rounded primaries of profiles miss each other."""


def is_remainder(formation: Formation, own: ColorSpace, to: ColorSpace) -> bool:
    """Whether the base layer must be what the others leave: a product of converted factors is no converted product."""
    return formation is not ADDITIVE and own.to_srgb != to.to_srgb


def remainder(base: Pixels, others: Sequence[Pixels], own: ColorSpace, to: ColorSpace) -> Pixels:
    """The base layer of a product of light in `own`, in another space: what makes the converted product with others.

    Where they are black it is converted as it is.
    """
    left = own.converted(base, to)
    if others:
        whole = own.converted(MULTIPLICATIVE.compose([base, *others]), to)
        factor = MULTIPLICATIVE.compose([own.converted(other, to) for other in others])
        np.divide(whole, factor, out=left, where=factor > _DARKEST)
    return left


def clipped(
    pictures: Mapping[str, Callable[[Region], Pixels]], size: Size, own: ColorSpace, profile: Profile
) -> tuple[Notice, ...]:
    """What is to be told of pictures of this size, light in `own` by their names, that whole numbers clip to a profile.

    What is brighter than white, or negative, in its own space is not meant: that would be lost there, too.
    """
    to = profile.space_for(own)
    if own.to_srgb == to.to_srgb:
        return ()
    shares = {name: _share_outside(light, size, own, to) for name, light in pictures.items()}
    names = [name for name, share in shares.items() if share > 0]
    if not names:
        return ()
    percent = max(0.1, 100 * max(shares.values()))
    sentence = (
        f"{' and '.join(names)}: about {percent:.1f} % of the pixels have colours outside of {profile.title}, which "
        "were clipped; 32-bit floats keep them."
    )
    return (Notice("gamut-clipped", sentence),)


def _share_outside(light: Callable[[Region], Pixels], size: Size, own: ColorSpace, to: ColorSpace) -> float:
    count = 0
    for band in Region.whole(size).bands():
        before = light(band)
        count += cv2.countNonZero(cv2.bitwise_and(_fits(before), cv2.bitwise_not(_fits(own.converted(before, to)))))
    return count / size.pixels


def _fits(light: Pixels) -> NDArray[np.uint8]:
    """255 for each pixel (h, w) that lies between black and white in every channel, else 0."""
    return cv2.inRange(light, (-_UNSEEN,) * 3, (1 + _UNSEEN,) * 3)  # type: ignore[return-value]
