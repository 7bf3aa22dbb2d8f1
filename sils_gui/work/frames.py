"""A request for pictures of a part of a photo gives images for the canvas: a frozen question, a frozen answer."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtGui import QColorSpace, QImage

from engine.color import Pixels, Plane
from engine.geometry import Region
from engine.mix import Mix
from engine.progress import Progress
from engine.render import alone, render
from sils_gui.state.looking import PHOTO, REMIX, Kind, Shown
from sils_gui.work.cuts import Cuts, Source
from sils_gui.work.display import Codes, exact_codes, exact_difference, marked, quick_codes, quick_difference, to_image

DRAFT_PIXELS = 400_000
"""So many pixels can be remixed and shown within a frame while a slider moves."""
_MARGIN_STEP_PX = 64
_CLIPS = (Kind.PHOTO, Kind.REMIX)
"""What is cut off there is lost; the other pictures are black wherever nothing is."""
_TRANSPARENT = (Kind.PHOTO, Kind.REMIX, Kind.LAYER)
"""What files of a transparent photo show as transparent as it is; the other pictures tell of hidden pixels too."""


@dataclass(frozen=True)
class FrameRequest:
    """Which pictures of which region, in pixels of the photo, at how many screen pixels for each of them."""

    source: Source
    mix: Mix | None
    pictures: tuple[Shown, ...]
    region: Region
    scale: float
    is_draft: bool = False
    marks_clipping: bool = False
    screen: QColorSpace = field(default_factory=QColorSpace)


@dataclass(frozen=True)
class Frame:
    """The answer: an image for each picture, all of `region`, which is at least what was asked for.

    `alpha` (h, w) is the photo's transparency in them, None where it has none.
    """

    request: FrameRequest
    region: Region
    images: tuple[QImage, ...]
    codes: tuple[Codes, ...]
    alpha: Plane | None = None


class Renderer:
    """Answers requests, one after the other."""

    def __init__(self) -> None:
        self._cuts = Cuts()

    def frame(self, request: FrameRequest, progress: Progress) -> Frame:
        """The images of a request; raises Cancelled between pictures and bands."""
        region = _with_margin(request)
        scale = _scale(request, region)
        pictures = []
        for shown in request.pictures:
            pictures.append(self._picture(request, shown, region, scale, progress))
            progress.check()
        alpha = request.source.levels.cut_alpha(region, scale)
        covers = (alpha if shown.kind in _TRANSPARENT else None for shown in request.pictures)
        images = tuple(to_image(seen, request.screen, cover) for (_, seen), cover in zip(pictures, covers, strict=True))
        return Frame(request, region, images, tuple(codes for codes, _ in pictures), alpha)

    def _picture(
        self, request: FrameRequest, shown: Shown, region: Region, scale: float, progress: Progress
    ) -> tuple[Codes, Codes]:
        """The codes of a picture, and those that are seen, with marks in them where they are asked for."""
        photo = request.source.photo
        if shown.kind is Kind.DIFFERENCE:
            remix, pixels = (self._pixels(request, each, region, scale, progress) for each in (REMIX, PHOTO))
            codes = (quick_difference if request.is_draft else exact_difference)(remix, pixels, photo, shown.gain)
            return codes, codes
        pixels = self._pixels(request, shown, region, scale, progress)
        codes = (quick_codes if request.is_draft else exact_codes)(pixels, photo.color)
        is_marked = request.marks_clipping and shown.kind in _CLIPS
        return codes, marked(codes, pixels, photo) if is_marked else codes

    def _pixels(self, request: FrameRequest, shown: Shown, region: Region, scale: float, progress: Progress) -> Pixels:
        photo, preview = self._cuts.of(request.source, region, scale)
        separation, mix = request.source.separation, request.mix
        if shown.kind is Kind.PHOTO or preview is None or separation is None or mix is None:
            return photo
        if shown.kind is Kind.RESIDUAL:
            return np.abs(preview.separation.residual(Region.whole(preview.separation.photo.size))) * shown.gain
        if shown.kind is Kind.LAYER:
            is_exact = scale >= 1.0
            return alone(separation, mix, shown.layer, region) if is_exact else preview.alone(mix, shown.layer)
        if scale >= 1.0:
            return render(separation, mix, region=region, mask=request.source.mask_plane(), progress=progress)
        return preview.render(mix, progress, mask=self._cuts.mask(request.source, region, scale))


def _scale(request: FrameRequest, region: Region) -> float:
    scale = min(1.0, request.scale)
    if not request.is_draft:
        return scale
    pixels = region.width * region.height * scale * scale * len(request.pictures)
    return scale * min(1.0, math.sqrt(DRAFT_PIXELS / pixels))


def _with_margin(request: FrameRequest) -> Region:
    """Softness looks beyond the edge of what is seen; exact renders take care of that themselves."""
    if request.mix is None or (request.scale >= 1.0 and not request.is_draft):
        return request.region
    reach_px = 3 * max(layer.softness_px for layer in request.mix.layers)
    margin_px = _MARGIN_STEP_PX * math.ceil(reach_px / _MARGIN_STEP_PX)
    return request.region.grown(margin_px, request.source.photo.size) if margin_px else request.region
