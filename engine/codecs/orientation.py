"""EXIF orientation: pictures turned upright without copying a pixel, and places in them."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

Array = TypeVar("Array", bound=np.ndarray)

_FROM_THE_RIGHT, _FROM_BELOW = (2, 3, 6, 7), (3, 4, 7, 8)
"""What is read so is right, once the sides of 5 to 8 are swapped."""


def turned_upright(picture: Array, orientation: int) -> Array:
    """A view of (H, W, ...) as it should be seen; orientations 5 to 8 swap width and height (Exif 2.32, 4.6.4 A)."""
    view = picture.swapaxes(0, 1) if orientation >= 5 else picture
    down = -1 if orientation in _FROM_BELOW else 1
    across = -1 if orientation in _FROM_THE_RIGHT else 1
    return view[::down, ::across]  # type: ignore[return-value]


def turned_place(at: tuple[float, float], orientation: int, *, last: tuple[float, float]) -> tuple[float, float]:
    """Where a place, across and down, is found in the upright picture; `last` is the place opposite to (0, 0)."""
    (across, down), (right, bottom) = (at[::-1], last[::-1]) if orientation >= 5 else (at, last)
    return (
        right - across if orientation in _FROM_THE_RIGHT else across,
        bottom - down if orientation in _FROM_BELOW else down,
    )


def turned_sides(sides: tuple[float, float], orientation: int) -> tuple[float, float]:
    """Width and height of what lies in the upright picture."""
    return (sides[1], sides[0]) if orientation >= 5 else sides
