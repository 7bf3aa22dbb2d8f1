"""What was painted, painted over the photo: each sheet in its colour, as light as glass."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from engine.marks import Combine, Stroke
from sils_gui.state.covers import lines_of
from sils_gui.state.viewport import Viewport
from sils_gui.view.sheets import Sheet

_OPACITY = 0.55


def paint_overlay(painter: QPainter, sheets: tuple[Sheet, ...], viewport: Viewport, pane: QRect) -> None:
    """Each sheet in its color, over a pane in device pixels."""
    for sheet in sheets:
        image = QImage(pane.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        inner = QPainter(image)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sheet.is_exact)
        if sheet.image is not None:
            inner.drawImage(_place(sheet, viewport), sheet.image)
        for stroke in sheet.strokes:
            _paint_stroke(inner, stroke, sheet.color, viewport)
        inner.end()
        painter.setOpacity(_OPACITY)
        painter.drawImage(pane.topLeft(), image)
        painter.setOpacity(1.0)


def _place(sheet: Sheet, viewport: Viewport) -> QRectF:
    (left, top), region, zoom = viewport.origin(), sheet.region, viewport.zoom
    return QRectF(left + region.x * zoom, top + region.y * zoom, region.width * zoom, region.height * zoom)


def _paint_stroke(painter: QPainter, stroke: Stroke, color: str, viewport: Viewport) -> None:
    modes = QPainter.CompositionMode
    is_eraser = stroke.combine is Combine.SUBTRACT
    painter.setCompositionMode(modes.CompositionMode_Clear if is_eraser else modes.CompositionMode_SourceOver)
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    left, top = viewport.origin()
    for width, lines in lines_of(stroke):
        width_px = max(1.0, 2 * width * stroke.radius_px * viewport.zoom)
        painter.setPen(QPen(QColor(color), width_px, Qt.PenStyle.SolidLine, round_cap, round_join))
        for line in lines:
            first, *rest = (QPointF(left + x * viewport.zoom, top + y * viewport.zoom) for x, y in line.tolist())
            path = QPainterPath(first)
            for point in rest or [first]:
                path.lineTo(point)
            painter.drawPath(path)
