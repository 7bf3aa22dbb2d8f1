"""The whole photo, small: thumbnails of every picture and the histogram of the remix."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColorSpace, QImage

from engine.geometry import Region
from engine.mix import Mix
from engine.progress import Progress
from sils_gui.state.looking import PHOTO, REMIX, Kind, Shown
from sils_gui.work.cuts import Source
from sils_gui.work.frames import FrameRequest, Renderer

OVERVIEW_PX = 384
_BINS = 256


@dataclass(frozen=True)
class OverviewRequest:
    """Which photo, mixed how, for which screen."""

    source: Source
    mix: Mix | None
    screen: QColorSpace = field(default_factory=QColorSpace)


@dataclass(frozen=True)
class Overview:
    """Small images by what they show; `histogram` (3, 256) counts the codes of what is seen of the remix.

    The overview outlives the request, whose pixels shall go when its photo is not shown.
    """

    serial: int
    request: weakref.ref[OverviewRequest]
    images: dict[Shown, QImage]
    histogram: NDArray[np.int64]


class Overlooker:
    """Answers requests for overviews."""

    def __init__(self) -> None:
        self._renderer = Renderer()

    def overview(self, request: OverviewRequest, progress: Progress) -> Overview:
        """The overview; a few milliseconds' work."""
        size = request.source.photo.size
        scale = OVERVIEW_PX / max(size.width, size.height)
        separation = request.source.separation
        layers = len(separation.layers) if separation is not None else 0
        pictures = (PHOTO, *(Shown(Kind.LAYER, index) for index in range(layers)), REMIX)
        frame = self._renderer.frame(
            FrameRequest(request.source, request.mix, pictures, Region.whole(size), scale, screen=request.screen),
            progress,
        )
        codes = frame.codes[-1] if frame.alpha is None else frame.codes[-1][frame.alpha > 0]
        counts = [np.bincount(codes[..., channel].ravel(), minlength=_BINS) for channel in range(3)]
        images = dict(zip(pictures, frame.images, strict=True))
        return Overview(request.source.serial, weakref.ref(request), images, np.stack(counts))
