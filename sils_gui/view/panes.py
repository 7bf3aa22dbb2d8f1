"""Where pictures lie on the canvas: rectangles in device pixels, all of one size."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect

from engine.geometry import Size
from sils_gui.state.looking import Arrangement

GAP_PX = 6


def panes(arrangement: Arrangement, pictures: int, size: Size) -> tuple[QRect, ...]:
    """One rectangle for each picture; both pictures of a wipe share one."""
    if arrangement is Arrangement.WIPE or pictures == 1:
        return (QRect(0, 0, size.width, size.height),) * pictures
    columns = pictures if pictures <= 2 else best_columns(pictures, size)
    rows = math.ceil(pictures / columns)
    width = max(1, (size.width - GAP_PX * (columns - 1)) // columns)
    height = max(1, (size.height - GAP_PX * (rows - 1)) // rows)
    return tuple(
        QRect((index % columns) * (width + GAP_PX), (index // columns) * (height + GAP_PX), width, height)
        for index in range(pictures)
    )


def best_columns(pictures: int, size: Size) -> int:
    """So many columns that a pane is as near to 3:2 as it gets."""

    def error(columns: int) -> float:
        rows = math.ceil(pictures / columns)
        return abs(math.log((size.width / columns) / (size.height / rows) / 1.5))

    return min(range(1, pictures + 1), key=error)
