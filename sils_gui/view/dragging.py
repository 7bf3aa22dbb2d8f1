"""What a pressed mouse does on the canvas: moves the photo, moves the wipe, draws, or changes what was drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from engine.marks import Combine, Point
from sils_gui.state.brush import Brush, Tool
from sils_gui.state.document import Document
from sils_gui.state.looking import Looking
from sils_gui.view.pen import Pen
from sils_gui.view.shapes import Held, evened, reshaped
from sils_gui.view.targets import step_title, targets_of

Keys = Qt.KeyboardModifier
Place = Callable[[QPointF], Point]
"""From a position on the canvas to the point of the photo there."""


class Drag(Protocol):
    """Lasts from press to release; `keys` are those held with the mouse."""

    cursor: Qt.CursorShape

    def move(self, position: QPointF, keys: Keys) -> None: ...

    def end(self) -> None: ...


class Pan:
    """Moves the photo; positions in screen units, `ratio` device pixels for each."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, looking: Looking, start: QPointF, ratio: float) -> None:
        self._looking, self._last, self._ratio = looking, start, ratio

    def move(self, position: QPointF, keys: Keys) -> None:
        moved = (position - self._last) * self._ratio
        self._last = position
        self._looking.set(viewport=self._looking.viewport.panned(moved.x(), moved.y()))

    def end(self) -> None:
        """The photo stays where it is."""


class Wipe:
    """Moves the line between before and after on a canvas so wide."""

    cursor = Qt.CursorShape.SplitHCursor

    def __init__(self, looking: Looking, width: int) -> None:
        self._looking, self._width = looking, max(1, width)

    def move(self, position: QPointF, keys: Keys) -> None:
        self._looking.set(wipe=min(1.0, max(0.0, position.x() / self._width)))

    def end(self) -> None:
        """The line stays where it is."""


class Draw:
    """Leads a stroke, or a shape from where it starts, an even one with Shift; at its end the document has it, as one
    step of the history.

    It is for what the brush painted when it began, and dropped where layers have come meanwhile that have no such.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, brush: Brush, document: Document, start: QPointF, place: Place, pen: Pen | None = None) -> None:
        self._brush, self._document, self._place, self._pen = brush, document, place, pen
        self._combine = Combine.SUBTRACT if pen is not None and pen.erases else brush.combine
        self._target, self._start = brush.target, place(start)
        self._draw(self._start)

    def move(self, position: QPointF, keys: Keys) -> None:
        point = self._place(position)
        if keys & Keys.ShiftModifier:
            point = _evened(self._brush.tool, self._start, point)
        self._draw(point)

    def _draw(self, point: Point) -> None:
        self._brush.draw(self._start, point, self._combine, self._pen.width if self._pen is not None else 1.0)

    def end(self) -> None:
        drawn = self._brush.drawn
        self._brush.drop()
        if drawn is not None and not drawn.is_void and self._target in targets_of(self._document):
            self._brush.set(place=None)
            self._document.paint(self._target, drawn, step_title(self._target, drawn, self._document))


class Reshape:
    """Takes a mark in hand and moves a handle of it, in steps with Shift where that turns it.

    At its end the document has the other shape, if that mark is still where it was.
    """

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, brush: Brush, document: Document, held: Held, start: Point, place: Place) -> None:
        self._brush, self._document, self._held, self._place = brush, document, held, place
        self._target = brush.target
        self._off = held.at[0] - start[0], held.at[1] - start[1]
        brush.take(held.place, held.shape)

    def move(self, position: QPointF, keys: Keys) -> None:
        x, y = self._place(position)
        point = x + self._off[0], y + self._off[1]
        shape = reshaped(self._held.shape, self._held.handle, point)
        self._brush.set(drawn=evened(shape, self._held.handle) if keys & Keys.ShiftModifier else shape, reshapes=True)

    def end(self) -> None:
        drawn, scribble, held = self._brush.drawn, self._document.painted.of(self._target), self._held
        self._brush.drop()
        is_known = scribble.lasting.get(held.place) is held.shape and self._target in targets_of(self._document)
        if is_known and drawn is not None and not drawn.is_void:
            title = step_title(self._target, drawn, self._document)
            self._document.repaint(self._target, scribble.with_mark_at(held.place, drawn), title)


def _evened(tool: Tool, start: Point, point: Point) -> Point:
    """A point near by, for a circle or a gradient that is level or upright."""
    across, down = point[0] - start[0], point[1] - start[1]
    longest = max(abs(across), abs(down))
    if tool is Tool.RADIAL:
        return start[0] + longest, start[1] + longest
    if tool is Tool.LINEAR:
        return (point[0], start[1]) if abs(across) == longest else (start[0], point[1])
    return point
