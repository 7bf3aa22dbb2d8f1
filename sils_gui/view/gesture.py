"""What belongs together in the history: a drag, or steps that follow each other without a pause."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QObject, QTimer

_PAUSE_MS = 700
_numbers = itertools.count(1)


class Gesture(QObject):
    """The gesture that is being made; `number` tells it from all others of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.number = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)

    def begin(self) -> None:
        """What comes now does not belong to what was before."""
        self._pause.stop()
        self.number = next(_numbers)

    def go_on(self) -> None:
        """Begin, unless the last step was just now."""
        if not self._pause.isActive():
            self.number = next(_numbers)
        self._pause.start()
