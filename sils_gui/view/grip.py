"""What a press at a place of the canvas would do, and the cursor that tells so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from sils_gui.state.brush import Brush, Tool
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.looking import Arrangement, Looking
from sils_gui.view.dragging import Drag, Draw, Pan, Reshape, Wipe
from sils_gui.view.framing import Framing
from sils_gui.view.pen import Pen
from sils_gui.view.shapes import Held, held_at
from sils_gui.view.targets import targets_of

_WIPE_REACH_PX = 8


class Grip:
    """Begins drags; `moves_photo` while the key is held that lets the photo be moved whatever else is on."""

    def __init__(self, desk: Desk, looking: Looking, brush: Brush, framing: Framing, pen: Pen) -> None:
        self._desk, self._looking, self._brush, self._framing, self._pen = desk, looking, brush, framing, pen
        self.moves_photo = False

    @property
    def strokes(self) -> bool:
        """Whether a press would begin a stroke."""
        return self.paints and self._brush.tool is Tool.STROKE

    @property
    def paints(self) -> bool:
        """Whether the brush is in hand and there is something to paint on."""
        return self._brush.is_on and not self.moves_photo and bool(targets_of(self._desk.current))

    def drag(self, position: QPointF, button: Qt.MouseButton, width: int) -> Drag:
        """The drag that a press begins there, on a canvas so wide, in screen units."""
        document = self._desk.current
        if self._is_at_wipe(position, width) and not self.moves_photo:
            return Wipe(self._looking, width)
        if document is not None and button is Qt.MouseButton.LeftButton and self.paints:
            return self._draw(document, position)
        return Pan(self._looking, position, self._framing.ratio)

    def cursor(self, position: QPointF, width: int) -> Qt.CursorShape:
        """The cursor over a place where nothing is pressed."""
        if self._is_at_wipe(position, width):
            return Qt.CursorShape.SplitHCursor
        if self.paints and self._held_at(position) is not None:
            return Reshape.cursor
        return Draw.cursor if self.paints else Qt.CursorShape.OpenHandCursor

    def _draw(self, document: Document, position: QPointF) -> Drag:
        place, held = self._framing.place_from(position), self._held_at(position)
        if held is not None and not self._pen.erases:
            return Reshape(self._brush, document, held, place(position), place)
        return Draw(self._brush, document, position, place, self._pen)

    def _held_at(self, position: QPointF) -> Held | None:
        """The shape of the mask, and the handle of it, that is there."""
        document = self._desk.current
        if document is None:
            return None
        unit_px = self._framing.ratio / self._looking.viewport.zoom
        return held_at(self._brush, document, self._framing.place_from(position)(position), unit_px)

    def _is_at_wipe(self, position: QPointF, width: int) -> bool:
        is_wipe = self._framing.arrangement is Arrangement.WIPE
        return is_wipe and abs(position.x() - self._looking.wipe * width) < _WIPE_REACH_PX
