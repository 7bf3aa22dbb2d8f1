"""What part of a photo is seen and how large: frozen values in device pixels, so that 100 % is one to one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from engine.geometry import Region, Size

SMALLEST_ZOOM, LARGEST_ZOOM = 1 / 64, 32.0
STEPS = (
    1 / 64,
    1 / 32,
    1 / 16,
    1 / 8,
    1 / 6,
    1 / 4,
    1 / 3,
    1 / 2,
    2 / 3,
    1.0,
    1.5,
    2.0,
    3.0,
    4.0,
    6.0,
    8.0,
    16.0,
    32.0,
)


@dataclass(frozen=True)
class Viewport:
    """`zoom` screen pixels for each photo pixel; (x, y) is the point of the photo in the middle of the pane.

    With `fits` the zoom follows the window so that the whole photo is seen.
    """

    photo: Size
    pane: Size
    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    fits: bool = True

    @classmethod
    def fitted(cls, photo: Size, pane: Size) -> Viewport:
        """The whole photo, in the middle, never larger than 100 %."""
        zoom = min(1.0, pane.width / photo.width, pane.height / photo.height)
        return cls(photo, pane, max(zoom, SMALLEST_ZOOM / 4), photo.width / 2, photo.height / 2, True)

    def resized(self, pane: Size) -> Viewport:
        """The same view in a pane of another size."""
        return Viewport.fitted(self.photo, pane) if self.fits else replace(self, pane=pane)._inside()

    def zoomed(self, zoom: float, at: tuple[float, float] | None = None) -> Viewport:
        """Another zoom, with the point of the photo at a place of the pane staying where it is, within half a pixel of
        the screen however many small steps there are: what `origin` rounds does not add up."""
        smallest = min(SMALLEST_ZOOM, Viewport.fitted(self.photo, self.pane).zoom)
        zoom = min(LARGEST_ZOOM, max(smallest, zoom))
        across, down = (at[0] - self.pane.width / 2, at[1] - self.pane.height / 2) if at is not None else (0.0, 0.0)
        x = self.x + across / self.zoom - across / zoom
        y = self.y + down / self.zoom - down / zoom
        return replace(self, zoom=zoom, x=x, y=y, fits=False)._inside()

    def stepped(self, by: int) -> Viewport:
        """The next zoom of the usual ones, in (1) or out (-1); then the whole photo, where that is smaller."""
        if by > 0:
            zoom = next((step for step in STEPS if step > self.zoom * 1.001), LARGEST_ZOOM)
        else:
            zoom = next((step for step in reversed(STEPS) if step < self.zoom * 0.999), 0.0)
        return self.zoomed(zoom)

    def panned(self, across: float, down: float) -> Viewport:
        """The photo moved by screen pixels; the same view where it is seen as a whole and has no room to move."""
        moved = replace(self, x=self.x - across / self.zoom, y=self.y - down / self.zoom, fits=False)._inside()
        stays = math.isclose(moved.x, self.x) and math.isclose(moved.y, self.y)
        return self if stays else moved

    def photo_point(self, across: float, down: float) -> tuple[float, float]:
        """The point of the photo at a place of the pane."""
        left, top = self.origin()
        return (across - left) / self.zoom, (down - top) / self.zoom

    def origin(self) -> tuple[float, float]:
        """Where in the pane the photo's left upper corner is; whole pixels, so that pixels stay square and sharp."""
        left = self.pane.width / 2 - self.x * self.zoom
        top = self.pane.height / 2 - self.y * self.zoom
        return (round(left), round(top)) if self.zoom >= 1 else (left, top)

    def visible(self) -> Region:
        """The part of the photo that is seen, in whole pixels of the photo, at least one."""
        left, top = self.photo_point(0, 0)
        right, bottom = self.photo_point(self.pane.width, self.pane.height)
        x, width = _whole(left, right, self.photo.width)
        y, height = _whole(top, bottom, self.photo.height)
        return Region(x, y, width, height)

    def _inside(self) -> Viewport:
        return replace(
            self,
            x=_kept(self.x, self.pane.width / self.zoom / 2, self.photo.width),
            y=_kept(self.y, self.pane.height / self.zoom / 2, self.photo.height),
        )


def _kept(center: float, half_view: float, length: int) -> float:
    if 2 * half_view >= length:
        return length / 2
    return min(length - half_view, max(half_view, center))


def _whole(start: float, end: float, limit: int) -> tuple[int, int]:
    first = min(limit - 1, max(0, math.floor(start)))
    return first, max(1, min(limit, math.ceil(end)) - first)
