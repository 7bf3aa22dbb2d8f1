"""What was painted, seen over the photo: hints in the colors of their layers, the mask in its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from sils_gui.state.brush import Brush
from sils_gui.state.document import Document
from sils_gui.state.scribble import MASK, Scribble, Stroke, Tip
from sils_gui.state.viewport import Viewport
from sils_gui.view.theme import LAYER_COLORS, MASK_COLOR

_OPACITY = 0.55
_BASE_PX = 2048


@dataclass(frozen=True)
class Overlay:
    """Scribbles with the names of their colors."""

    scribbles: tuple[tuple[Scribble, str], ...] = ()


def overlay_of(document: Document | None, brush: Brush) -> Overlay:
    """All that was painted on a photo and the stroke that is being painted; nothing while it shall not be seen."""
    if document is None or document.spec is None or not (brush.is_on and brush.shows_overlay):
        return Overlay()
    painted = document.painted if brush.stroke is None else document.painted.with_stroke(brush.target, brush.stroke)
    names = document.spec.layer_names
    seen = painted.only((MASK, *names)).scribbles
    return Overlay(tuple((scribble, color_of(target, names)) for target, scribble in seen.items()))


def color_of(target: str, layers: tuple[str, ...]) -> str:
    """The color of a layer's hints, or of the mask."""
    return MASK_COLOR if target == MASK else LAYER_COLORS[layers.index(target) % len(LAYER_COLORS)]


def paint_overlay(painter: QPainter, overlay: Overlay, viewport: Viewport, pane: QRect) -> None:
    """Each scribble in its color, over a pane in device pixels."""
    for scribble, color in overlay.scribbles:
        image = QImage(pane.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        inner = QPainter(image)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        left, top = viewport.origin()
        if scribble.base is not None:
            place = QRectF(left, top, viewport.photo.width * viewport.zoom, viewport.photo.height * viewport.zoom)
            inner.drawImage(place, _tinted(scribble, color))
        for stroke in scribble.strokes:
            _paint_stroke(inner, stroke, color, viewport)
        inner.end()
        painter.setOpacity(_OPACITY)
        painter.drawImage(pane.topLeft(), image)
        painter.setOpacity(1.0)


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


@lru_cache(maxsize=8)
def _tinted(scribble: Scribble, color: str) -> QImage:
    """A scribble's base in a color, as large as screens are."""
    assert scribble.base is not None, "only where there is one"
    height, width = scribble.base.shape
    scale = min(1.0, _BASE_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    cover = np.asarray(cv2.resize(scribble.base, size, interpolation=cv2.INTER_AREA), np.float32)[..., None]
    ink = QColor(color)
    codes = cover * np.array([ink.blue(), ink.green(), ink.red(), 255], np.float32)
    codes = np.ascontiguousarray(codes.astype(np.uint8))
    return QImage(codes.data, *size, 4 * size[0], QImage.Format.Format_ARGB32_Premultiplied).copy()
