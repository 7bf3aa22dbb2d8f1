"""Gradients on the canvas: the outline and the handles of the one in hand, and by what the others are taken."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.marks import Linear, Point, Radial
from sils_gui.state.brush import Brush, Tool
from sils_gui.state.document import Document
from sils_gui.state.scribble import Shape
from sils_gui.state.viewport import Viewport
from sils_gui.view.targets import lasting_in_hand

_KINDS = {Tool.LINEAR: Linear, Tool.RADIAL: Radial}
_HANDLE_PX = 5
_PIN = QColor(40, 40, 40)
_LINES = ((QColor(0, 0, 0, 150), 3), (QColor("#f0f0f0"), 1))
"""Light on dark, so that it is seen on every photo."""


@dataclass(frozen=True)
class Held:
    """A handle of a shape, and the place of that shape among the marks."""

    place: int
    shape: Shape
    handle: int


def shape_in_hand(brush: Brush, document: Document | None) -> Shape | None:
    """What is being drawn, or the mark in hand where it is what the tool draws."""
    if document is None or not brush.is_on:
        return None
    mark = brush.drawn or lasting_in_hand(brush, document)
    if not isinstance(mark, Linear | Radial) or mark.is_void or type(mark) is not _KINDS.get(brush.tool):
        return None
    return mark


def pins_of(brush: Brush, document: Document | None) -> Mapping[int, Shape]:
    """The shapes that can be taken in hand by their middles while one is not being drawn, by their places."""
    if document is None or not brush.is_on or brush.drawn is not None or brush.tool not in _KINDS:
        return {}
    in_hand, marks = shape_in_hand(brush, document), document.painted.of(brush.target).lasting
    return {place: mark for place, mark in marks.items() if isinstance(mark, Linear | Radial) and mark is not in_hand}


def held_at(brush: Brush, document: Document, point: Point, reach_px: float) -> Held | None:
    """What a press at a point of the photo takes: a handle of the shape in hand, else the nearest pin within reach."""
    scribble, shape = document.painted.of(brush.target), shape_in_hand(brush, document)
    place, handle = brush.place_in(scribble), handle_at(shape, point, reach_px) if shape is not None else None
    if shape is not None and place is not None and handle is not None:
        return Held(place, shape, handle)
    away = {place: math.dist(handles_of(pin)[0], point) for place, pin in pins_of(brush, document).items()}
    nearest = min(away, key=away.__getitem__, default=None)
    if nearest is None or away[nearest] > reach_px:
        return None
    return Held(nearest, pins_of(brush, document)[nearest], 0)


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


def paint_pins(painter: QPainter, pins: Mapping[int, Shape], viewport: Viewport, pane: QRect, ratio: float) -> None:
    """The middles of shapes over a pane, in device pixels: dark, unlike the handles of the one in hand."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(_LINES[1][0], 1.5 * ratio))
    painter.setBrush(_PIN)
    for shape in pins.values():
        painter.drawEllipse(_placed(handles_of(shape)[0], viewport, pane), _HANDLE_PX * ratio, _HANDLE_PX * ratio)


def paint_shape(painter: QPainter, shape: Shape, viewport: Viewport, pane: QRect, ratio: float) -> None:
    """Outline and handles over a pane, in device pixels."""

    def at(point: Point) -> QPointF:
        return _placed(point, viewport, pane)

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


def _placed(point: Point, viewport: Viewport, pane: QRect) -> QPointF:
    left, top = viewport.origin()
    return QPointF(pane.x() + left + point[0] * viewport.zoom, pane.y() + top + point[1] * viewport.zoom)


def _paint_gradient(painter: QPainter, start: QPointF, end: QPointF, pane: QRect) -> None:
    """The way from start to end, and across it at both."""
    painter.drawLine(start, end)
    way = end - start
    length = math.hypot(way.x(), way.y())
    across = QPointF(-way.y(), way.x()) * ((pane.width() + pane.height()) / length)
    for middle in (start, end):
        painter.drawLine(middle - across, middle + across)
