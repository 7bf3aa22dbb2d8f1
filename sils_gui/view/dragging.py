"""What a pressed mouse does on the canvas: moves the photo, moves the wipe, or paints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from sils_gui.state.brush import Brush
from sils_gui.state.document import Document
from sils_gui.state.looking import Looking
from sils_gui.view.targets import step_title, targets_of

Place = Callable[[QPointF], tuple[float, float]]
"""From a position on the canvas to the point of the photo there."""


class Drag(Protocol):
    """Lasts from press to release."""

    cursor: Qt.CursorShape

    def move(self, position: QPointF) -> None: ...

    def end(self) -> None: ...


class Pan:
    """Moves the photo; positions in screen units, `ratio` device pixels for each."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, looking: Looking, start: QPointF, ratio: float) -> None:
        self._looking, self._last, self._ratio = looking, start, ratio

    def move(self, position: QPointF) -> None:
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

    def move(self, position: QPointF) -> None:
        self._looking.set(wipe=min(1.0, max(0.0, position.x() / self._width)))

    def end(self) -> None:
        """The line stays where it is."""


class Paint:
    """Leads a stroke; at its end the document has it, as one step of the history.

    It is for what the brush painted when it began, and dropped where layers have come meanwhile that have no such.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, brush: Brush, document: Document, start: QPointF, place: Place) -> None:
        self._brush, self._document, self._place = brush, document, place
        self._target = brush.target
        self.move(start)

    def move(self, position: QPointF) -> None:
        self._brush.extend(*self._place(position))

    def end(self) -> None:
        stroke = self._brush.stroke
        self._brush.set(stroke=None)
        if stroke is not None and self._target in targets_of(self._document):
            self._document.paint(self._target, stroke, step_title(self._target, stroke, self._document))
