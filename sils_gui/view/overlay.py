"""What was painted, seen over the photo: hints in the colors of their layers, the mask in its own."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from engine.color import Plane
from engine.geometry import Region
from sils_gui.state.brush import Brush
from sils_gui.state.document import Document
from sils_gui.state.drawing import small_plane
from sils_gui.state.scribble import MASK, Scribble, Stroke, Tip
from sils_gui.state.viewport import Viewport
from sils_gui.view.theme import LAYER_COLORS, MASK_COLOR

_OPACITY = 0.55
_PLANE_PX = 1024
_KEPT_IMAGES = 8


@dataclass(frozen=True)
class Sheet:
    """What is seen of one scribble: an image of the whole photo, if there is more than strokes; then strokes."""

    color: str
    image: QImage | None
    strokes: tuple[Stroke, ...]


class Overlays:
    """Makes sheets; remembers the last images, so that a stroke that is being painted costs itself alone."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[Scribble, str], tuple[QImage | None, tuple[Stroke, ...]]] = OrderedDict()

    def of(self, document: Document | None, brush: Brush) -> tuple[Sheet, ...]:
        """All that was painted on a photo and the stroke that is being painted; none while they shall not be seen."""
        if document is None or document.spec is None or not (brush.is_on and brush.shows_overlay):
            return ()
        names = document.spec.layer_names
        seen = dict(document.painted.only((MASK, *names)).scribbles)
        if brush.stroke is not None:
            seen.setdefault(brush.target, Scribble())
        return tuple(
            self._sheet(scribble, color_of(target, names), document, brush.stroke if target == brush.target else None)
            for target, scribble in seen.items()
        )

    def _sheet(self, scribble: Scribble, color: str, document: Document, stroke: Stroke | None) -> Sheet:
        key = scribble, color
        if key not in self._images:
            under, strokes = _split(scribble)
            self._images[key] = (None if under.is_empty else _tinted(_plane(under, document), color), strokes)
            while len(self._images) > _KEPT_IMAGES:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        image, strokes = self._images[key]
        return Sheet(color, image, strokes if stroke is None else (*strokes, stroke))


def color_of(target: str, layers: tuple[str, ...]) -> str:
    """The color of a layer's hints, or of the mask."""
    return MASK_COLOR if target == MASK else LAYER_COLORS[layers.index(target) % len(LAYER_COLORS)]


def paint_overlay(painter: QPainter, sheets: tuple[Sheet, ...], viewport: Viewport, pane: QRect) -> None:
    """Each sheet in its color, over a pane in device pixels."""
    left, top = viewport.origin()
    place = QRectF(left, top, viewport.photo.width * viewport.zoom, viewport.photo.height * viewport.zoom)
    for sheet in sheets:
        image = QImage(pane.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        inner = QPainter(image)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        if sheet.image is not None:
            inner.drawImage(place, sheet.image)
        for stroke in sheet.strokes:
            _paint_stroke(inner, stroke, sheet.color, viewport)
        inner.end()
        painter.setOpacity(_OPACITY)
        painter.drawImage(pane.topLeft(), image)
        painter.setOpacity(1.0)


def _split(scribble: Scribble) -> tuple[Scribble, tuple[Stroke, ...]]:
    """What a plane must show, and the strokes since, which are sharp at every zoom; a feather takes in all."""
    if scribble.feather_px > 0:
        return scribble, ()
    strokes: list[Stroke] = []
    for mark in reversed(scribble.marks):
        if not isinstance(mark, Stroke):
            break
        strokes.insert(0, mark)
    return replace(scribble, marks=scribble.marks[: len(scribble.marks) - len(strokes)]), tuple(strokes)


def _plane(scribble: Scribble, document: Document) -> Plane:
    size = document.photo.size
    scale = min(1.0, _PLANE_PX / max(size.width, size.height))
    (pixels, *_) = document.levels.cut(Region.whole(size), scale)
    return small_plane(scribble, pixels, scale, document.photo.color)


def _paint_stroke(painter: QPainter, stroke: Stroke, color: str, viewport: Viewport) -> None:
    left, top = viewport.origin()
    first, *rest = (QPointF(left + x * viewport.zoom, top + y * viewport.zoom) for x, y in stroke.points)
    path = QPainterPath(first)
    for point in rest or [first]:
        path.lineTo(point)
    modes = QPainter.CompositionMode
    is_eraser = stroke.tip is Tip.ERASE
    painter.setCompositionMode(modes.CompositionMode_Clear if is_eraser else modes.CompositionMode_SourceOver)
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    width = max(1.0, 2 * stroke.radius_px * viewport.zoom)
    painter.setPen(QPen(QColor(color), width, Qt.PenStyle.SolidLine, round_cap, round_join))
    painter.drawPath(path)


def _tinted(plane: Plane, color: str) -> QImage:
    """A plane in a color, as opaque as the plane is high."""
    height, width = plane.shape
    ink = QColor(color)
    codes = plane[..., None] * np.array([ink.blue(), ink.green(), ink.red(), 255], np.float32)
    codes = np.ascontiguousarray(codes.astype(np.uint8))
    return QImage(codes.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
