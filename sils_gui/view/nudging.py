"""Moving the gradient in hand by keys."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.view.gesture import Gesture
from sils_gui.view.shapes import handles_of, reshaped, shape_in_hand
from sils_gui.view.targets import painted_by, step_title


class Nudge(QObject):
    """Moves the shape whose handles are seen; steps without a pause are one of the history."""

    def __init__(self, desk: Desk, brush: Brush, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._brush = desk, brush
        self._gesture = Gesture(self)

    def by(self, across: float, down: float) -> bool:
        """Move it by pixels of the photo, and whether there is one; what is being dragged stays with the mouse."""
        document, target = painted_by(self._brush, self._desk), self._brush.target
        shape = shape_in_hand(self._brush, document)
        if document is None or shape is None:
            return False
        scribble = document.painted.of(target)
        place = self._brush.place_in(scribble)
        if self._brush.drawn is None and place is not None:
            x, y = handles_of(shape, 1.0)[0]
            moved = reshaped(shape, 0, (x + across, y + down))
            self._gesture.go_on()
            title = step_title(target, moved, document)
            document.repaint(target, scribble.with_mark_at(place, moved), title, self._gesture.number)
        return True
