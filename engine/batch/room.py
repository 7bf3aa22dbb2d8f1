"""Room for photos: as many bytes of pixels on their way at once as fit, and always one photo."""

from __future__ import annotations

import threading

from engine.geometry import Size

ROOM_BYTES = 3 << 30
_PIXEL_BYTES = 12


class Room:
    """Bytes that photos on their way may take up together."""

    def __init__(self, limit_bytes: int = ROOM_BYTES) -> None:
        self._limit, self._used = limit_bytes, 0
        self._changed = threading.Condition()

    def take(self, size_bytes: int) -> None:
        """Wait until there is room; a photo that is larger than all of it waits until it is alone."""
        with self._changed:
            self._changed.wait_for(lambda: self._used == 0 or self._used + size_bytes <= self._limit)
            self._used += size_bytes

    def give(self, size_bytes: int) -> None:
        """Give back what was taken."""
        with self._changed:
            self._used -= size_bytes
            self._changed.notify_all()


def bytes_of(size: Size, layers: int) -> int:
    """What a photo takes up while it is made: itself, its layers, and one picture on its way to a file."""
    return size.pixels * _PIXEL_BYTES * (layers + 2)
