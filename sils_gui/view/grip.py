"""What a press at a place of the canvas would do, and the cursor that tells so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.looking import Arrangement, Looking
from sils_gui.view.dragging import Drag, Paint, Pan, Wipe
from sils_gui.view.framing import Framing
from sils_gui.view.targets import targets_of

_WIPE_REACH_PX = 8


class Grip:
    """Begins drags; `moves_photo` while the key is held that lets the photo be moved whatever else is on."""

    def __init__(self, desk: Desk, looking: Looking, brush: Brush, framing: Framing) -> None:
        self._desk, self._looking, self._brush, self._framing = desk, looking, brush, framing
        self.moves_photo = False

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
            return Paint(self._brush, document, position, self._framing.place_from(position))
        return Pan(self._looking, position, self._framing.ratio)

    def cursor(self, position: QPointF, width: int) -> Qt.CursorShape:
        """The cursor over a place where nothing is pressed."""
        if self._is_at_wipe(position, width):
            return Qt.CursorShape.SplitHCursor
        return Qt.CursorShape.CrossCursor if self.paints else Qt.CursorShape.OpenHandCursor

    def _is_at_wipe(self, position: QPointF, width: int) -> bool:
        is_wipe = self._framing.arrangement is Arrangement.WIPE
        return is_wipe and abs(position.x() - self._looking.wipe * width) < _WIPE_REACH_PX
