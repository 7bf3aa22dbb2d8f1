"""Whole pixels: sizes and half-open regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

BAND_PIXELS = 1 << 20
"""Pixels of one band of rows: small enough for the cache's outer levels, large enough to keep NumPy busy."""


@dataclass(frozen=True)
class Size:
    """Width and height in pixels, both at least 1."""

    width: int
    height: int

    def __post_init__(self) -> None:
        assert min(self.width, self.height) >= 1, "a picture has at least one pixel"

    @property
    def pixels(self) -> int:
        return self.width * self.height

    def fitted(self, long_side_px: int) -> Size:
        """The same shape with its long side at most `long_side_px`; never larger than it was."""
        scale = long_side_px / max(self.width, self.height)
        if scale >= 1:
            return self
        return Size(max(1, round(self.width * scale)), max(1, round(self.height * scale)))

    def __str__(self) -> str:
        return f"{self.width} × {self.height}"


@dataclass(frozen=True)
class Region:
    """Pixels x ≤ column < x + width and y ≤ row < y + height."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def whole(cls, size: Size) -> Region:
        return cls(0, 0, size.width, size.height)

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, ready to index an array (H, W, ...)."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)

    def grown(self, margin_px: int, within: Size) -> Region:
        """This region with a margin on each side, cut off at the edges of the picture."""
        left, top = max(0, self.x - margin_px), max(0, self.y - margin_px)
        right = min(within.width, self.x + self.width + margin_px)
        bottom = min(within.height, self.y + self.height + margin_px)
        return Region(left, top, right - left, bottom - top)

    def holds(self, other: Region) -> bool:
        """Whether the other lies within this region."""
        across = self.x <= other.x and other.x + other.width <= self.x + self.width
        return across and self.y <= other.y and other.y + other.height <= self.y + self.height

    def inside(self, outer: Region) -> Region:
        """This region in the coordinates of a region around it."""
        return Region(self.x - outer.x, self.y - outer.y, self.width, self.height)

    def bands(self, *, at_least_rows: int = 1) -> Iterator[Region]:
        """Full-width bands of rows from top to bottom that together are this region."""
        rows = max(1, at_least_rows, BAND_PIXELS // self.width)
        for y in range(self.y, self.y + self.height, rows):
            yield Region(self.x, y, self.width, min(rows, self.y + self.height - y))
