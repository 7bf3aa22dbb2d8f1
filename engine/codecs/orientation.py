"""EXIF orientation: pictures turned upright without copying a pixel."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

Array = TypeVar("Array", bound=np.ndarray)


def turned_upright(picture: Array, orientation: int) -> Array:
    """A view of (H, W, ...) as it should be seen; orientations 5 to 8 swap width and height (Exif 2.32, 4.6.4 A)."""
    view = picture.swapaxes(0, 1) if orientation >= 5 else picture
    down = -1 if orientation in (3, 4, 7, 8) else 1
    across = -1 if orientation in (2, 3, 6, 7) else 1
    return view[::down, ::across]  # type: ignore[return-value]
