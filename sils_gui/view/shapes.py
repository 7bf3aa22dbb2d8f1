"""Gradients on the canvas: their outlines, and the handles by which they are changed."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sils_gui.state.brush import Brush, Tool
from sils_gui.state.document import Document
from sils_gui.state.scribble import Linear, Point, Radial, Shape
from sils_gui.state.viewport import Viewport

_KINDS = {Tool.LINEAR: Linear, Tool.RADIAL: Radial}
_HANDLE_PX = 5
_LINES = ((QColor(0, 0, 0, 150), 3), (QColor("#f0f0f0"), 1))
"""Light on dark, so that it is seen on every photo."""


def shape_in_hand(brush: Brush, document: Document | None) -> Shape | None:
    """What is being drawn, or the last mark where it is what the tool draws and can be changed."""
    if document is None or not brush.is_on:
        return None
    mark = brush.drawn or document.painted.of(brush.target).last
    if not isinstance(mark, Linear | Radial) or mark.is_void or type(mark) is not _KINDS.get(brush.tool):
        return None
    return mark


def handles_of(shape: Shape) -> tuple[Point, ...]:
    """Points of the photo, first the middle, by which all is moved: then both ends, or four points of the ellipse."""
    if isinstance(shape, Linear):
        (left, top), (right, bottom) = shape.start, shape.end
        return ((left + right) / 2, (top + bottom) / 2), shape.start, shape.end
    (x, y), (across, down) = shape.center, shape.radii
    return shape.center, (x + across, y), (x, y + down), (x - across, y), (x, y - down)


def handle_at(shape: Shape, point: Point, reach_px: float) -> int | None:
    """The nearest handle within reach of a point."""
    away = [math.dist(handle, point) for handle in handles_of(shape)]
    nearest = min(range(len(away)), key=away.__getitem__)
    return nearest if away[nearest] <= reach_px else None


def reshaped(shape: Shape, handle: int, point: Point) -> Shape:
    """The shape with one of its handles at a point."""
    if isinstance(shape, Linear):
        if handle:
            return replace(shape, start=point) if handle == 1 else replace(shape, end=point)
        (middle, *_), ends = handles_of(shape), (shape.start, shape.end)
        start, end = ((x + point[0] - middle[0], y + point[1] - middle[1]) for x, y in ends)
        return replace(shape, start=start, end=end)
    if handle == 0:
        return replace(shape, center=point)
    across, down = abs(point[0] - shape.center[0]), abs(point[1] - shape.center[1])
    return replace(shape, radii=(across, shape.radii[1]) if handle in (1, 3) else (shape.radii[0], down))


def paint_shape(painter: QPainter, shape: Shape, viewport: Viewport, pane: QRect, ratio: float) -> None:
    """Outline and handles over a pane, in device pixels."""
    left, top = viewport.origin()

    def at(point: Point) -> QPointF:
        return QPointF(pane.x() + left + point[0] * viewport.zoom, pane.y() + top + point[1] * viewport.zoom)

    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in _LINES:
        painter.setPen(QPen(color, width * ratio))
        if isinstance(shape, Linear):
            _paint_gradient(painter, at(shape.start), at(shape.end), pane)
        else:
            painter.drawEllipse(at(shape.center), shape.radii[0] * viewport.zoom, shape.radii[1] * viewport.zoom)
    painter.setPen(QPen(_LINES[0][0], ratio))
    painter.setBrush(_LINES[1][0])
    for handle in handles_of(shape):
        painter.drawEllipse(at(handle), _HANDLE_PX * ratio, _HANDLE_PX * ratio)


def _paint_gradient(painter: QPainter, start: QPointF, end: QPointF, pane: QRect) -> None:
    """The way from start to end, and across it at both."""
    painter.drawLine(start, end)
    way = end - start
    length = math.hypot(way.x(), way.y())
    across = QPointF(-way.y(), way.x()) * ((pane.width() + pane.height()) / length)
    for middle in (start, end):
        painter.drawLine(middle - across, middle + across)
