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
from sils_gui.view.marks import LINES
from sils_gui.view.targets import lasting_in_hand

_KINDS = {Tool.LINEAR: Linear, Tool.RADIAL: Radial}
_HANDLE_PX, _REACH_PX, _STEM_PX = 5, 8, 28
_TURNING = 5
_EVEN_DEG = 15.0
_PIN = QColor(40, 40, 40)


@dataclass(frozen=True)
class Held:
    """A handle of a shape and where it is, and the place of that shape among the marks."""

    place: int
    shape: Shape
    handle: int
    at: Point


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


def held_at(brush: Brush, document: Document, point: Point, unit_px: float) -> Held | None:
    """What a press at a point takes within reach: the nearest handle of the shape in hand, else the nearest pin; a unit
    of the screen is so many pixels of the photo."""
    shape, place = shape_in_hand(brush, document), brush.place_in(document.painted.of(brush.target))
    handles = handles_of(shape, unit_px) if shape is not None and place is not None else ()
    own = [Held(place, shape, index, at) for index, at in enumerate(handles)]
    pins = [Held(place, pin, 0, _middle(pin)) for place, pin in pins_of(brush, document).items()]
    for choice in (own, pins):
        near = [held for held in choice if math.dist(held.at, point) <= _REACH_PX * unit_px]
        if near:
            return min(near, key=lambda held: math.dist(held.at, point))
    return None


def handles_of(shape: Shape, unit_px: float) -> tuple[Point, ...]:
    """Points of the photo, first the middle, by which all is moved: then both ends, or four points of the ellipse and
    one above it, by which it is turned."""
    if isinstance(shape, Linear):
        return _middle(shape), shape.start, shape.end
    across, down = shape.radii
    around = ((0, 0), (across, 0), (0, down), (-across, 0), (0, -down), (0, -down - _STEM_PX * unit_px))
    (x, y), (cos, sin) = shape.center, _direction(shape)
    return tuple((x + right * cos - under * sin, y + right * sin + under * cos) for right, under in around)


def reshaped(shape: Shape, handle: int, point: Point) -> Shape:
    """The shape with one of its handles at a point."""
    if isinstance(shape, Linear):
        if handle:
            return replace(shape, start=point) if handle == 1 else replace(shape, end=point)
        middle, ends = _middle(shape), (shape.start, shape.end)
        start, end = ((x + point[0] - middle[0], y + point[1] - middle[1]) for x, y in ends)
        return replace(shape, start=start, end=end)
    if handle == 0:
        return replace(shape, center=point)
    right, under = point[0] - shape.center[0], point[1] - shape.center[1]
    if handle == _TURNING:
        return replace(shape, turn_deg=math.degrees(math.atan2(right, -under)))
    cos, sin = _direction(shape)
    across, down = abs(right * cos + under * sin), abs(under * cos - right * sin)
    return replace(shape, radii=(across, shape.radii[1]) if handle in (1, 3) else (shape.radii[0], down))


def evened(shape: Shape, handle: int) -> Shape:
    """The shape turned by whole steps, where that is what the handle does."""
    if isinstance(shape, Radial) and handle == _TURNING:
        return replace(shape, turn_deg=_EVEN_DEG * round(shape.turn_deg / _EVEN_DEG))
    return shape


def paint_pins(painter: QPainter, pins: Mapping[int, Shape], viewport: Viewport, pane: QRect, ratio: float) -> None:
    """The middles of shapes over a pane, in device pixels: dark, unlike the handles of the one in hand."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(LINES[1][0], 1.5 * ratio))
    painter.setBrush(_PIN)
    for shape in pins.values():
        painter.drawEllipse(_placed(_middle(shape), viewport, pane), _HANDLE_PX * ratio, _HANDLE_PX * ratio)


def paint_shape(painter: QPainter, shape: Shape, viewport: Viewport, pane: QRect, ratio: float) -> None:
    """Outline and handles over a pane, in device pixels."""

    def at(point: Point) -> QPointF:
        return _placed(point, viewport, pane)

    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in LINES:
        painter.setPen(QPen(color, width * ratio))
        if isinstance(shape, Linear):
            _paint_gradient(painter, at(shape.start), at(shape.end), pane)
        else:
            _paint_ellipse(painter, at(shape.center), shape, viewport.zoom, _STEM_PX * ratio)
    painter.setPen(QPen(LINES[0][0], ratio))
    painter.setBrush(LINES[1][0])
    for handle in handles_of(shape, ratio / viewport.zoom):
        painter.drawEllipse(at(handle), _HANDLE_PX * ratio, _HANDLE_PX * ratio)


def _middle(shape: Shape) -> Point:
    if isinstance(shape, Radial):
        return shape.center
    (left, top), (right, bottom) = shape.start, shape.end
    return (left + right) / 2, (top + bottom) / 2


def _direction(shape: Radial) -> Point:
    """Where what is across an upright ellipse points to, of length 1."""
    turn = math.radians(shape.turn_deg)
    return math.cos(turn), math.sin(turn)


def _placed(point: Point, viewport: Viewport, pane: QRect) -> QPointF:
    left, top = viewport.origin()
    return QPointF(pane.x() + left + point[0] * viewport.zoom, pane.y() + top + point[1] * viewport.zoom)


def _paint_ellipse(painter: QPainter, center: QPointF, shape: Radial, zoom: float, stem: float) -> None:
    """The outline, and the way from it to the handle that turns it."""
    across, down = (radius * zoom for radius in shape.radii)
    painter.save()
    painter.translate(center)
    painter.rotate(shape.turn_deg)
    painter.drawEllipse(QPointF(0, 0), across, down)
    painter.drawLine(QPointF(0, -down), QPointF(0, -down - stem))
    painter.restore()


def _paint_gradient(painter: QPainter, start: QPointF, end: QPointF, pane: QRect) -> None:
    """The way from start to end, and across it at both."""
    painter.drawLine(start, end)
    way = end - start
    length = math.hypot(way.x(), way.y())
    across = QPointF(-way.y(), way.x()) * ((pane.width() + pane.height()) / length)
    for middle in (start, end):
        painter.drawLine(middle - across, middle + across)
