"""Gradients by keys: Enter draws one, arrows move the one in hand, and with Alt stretch it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt

from engine.marks import Linear
from sils_gui.state.brush import Brush, Tool
from sils_gui.state.desk import Desk
from sils_gui.state.looking import Looking
from sils_gui.state.scribble import Shape
from sils_gui.view.dragging import Draw
from sils_gui.view.framing import Framing
from sils_gui.view.gesture import Gesture
from sils_gui.view.shapes import handles_of, reshaped, shape_in_hand
from sils_gui.view.targets import painted_by, step_title

ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
"""The second is what a Mac's key "delete" sends."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEP_PX, _FAR_STEP_PX = 1, 10
_SHARE = 4
"""What is drawn reaches so small a part of the shorter side of what is seen to each side."""


class ShapeKeys(QObject):
    """Hears keys for the shape whose handles are seen; steps without a pause are one of the history.

    What is being dragged stays with the mouse.
    """

    def __init__(self, desk: Desk, looking: Looking, brush: Brush, framing: Framing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._brush, self._framing = desk, looking, brush, framing
        self._gesture = Gesture(self)

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> bool:
        """Whether a key is for a shape, with the others that are held."""
        if key in _ENTER:
            return self._draw()
        shape = shape_in_hand(self._brush, self._desk.current)
        if key not in ARROWS or shape is None:
            return False
        far = _FAR_STEP_PX if keys & Qt.KeyboardModifier.ShiftModifier else _STEP_PX
        step = far * self._framing.ratio / self._looking.viewport.zoom
        change = _stretched if keys & Qt.KeyboardModifier.AltModifier else _moved
        self._put(change(shape, *(step * way for way in ARROWS[key])))
        return True

    def _draw(self) -> bool:
        """Draw what the tool draws around the middle of what is seen."""
        document = painted_by(self._brush, self._desk)
        is_free = self._brush.is_on and self._brush.tool is not Tool.STROKE and self._brush.drawn is None
        if document is None or not is_free:
            return False
        seen = self._looking.viewport.visible()
        x, y = seen.x + seen.width / 2, seen.y + seen.height / 2
        reach = min(seen.width, seen.height) / _SHARE
        is_linear = self._brush.tool is Tool.LINEAR
        start, end = ((x - reach, y), (x + reach, y)) if is_linear else ((x, y), (x + reach, y + reach))
        drag = Draw(self._brush, document, QPointF(*start), QPointF.toTuple)
        drag.move(QPointF(*end), Qt.KeyboardModifier.NoModifier)
        drag.end()
        return True

    def _put(self, shape: Shape) -> None:
        """Have another shape in the place of the one in hand."""
        document, target = painted_by(self._brush, self._desk), self._brush.target
        if document is None or self._brush.drawn is not None or shape.is_void:
            return
        scribble = document.painted.of(target)
        place = self._brush.place_in(scribble)
        if place is not None:
            self._gesture.go_on()
            title = step_title(target, shape, document)
            document.repaint(target, scribble.with_mark_at(place, shape), title, self._gesture.number)


def _moved(shape: Shape, across: float, down: float) -> Shape:
    x, y = handles_of(shape, 1.0)[0]
    return reshaped(shape, 0, (x + across, y + down))


def _stretched(shape: Shape, across: float, down: float) -> Shape:
    """A gradient with its end moved, an ellipse wider to the right and higher upwards."""
    if isinstance(shape, Linear):
        x, y = shape.end
        return replace(shape, end=(x + across, y + down))
    wide, high = shape.radii
    return replace(shape, radii=(max(0.0, wide + across), max(0.0, high - down)))
