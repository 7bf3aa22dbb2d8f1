"""The film strip: photos lie one below the other, at even steps."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import Hand, PhotoFile

pytestmark = pytest.mark.gui


def test_photos_lie_at_even_steps_however_late_their_pictures_come(hand: Hand, photo_file: PhotoFile) -> None:
    for number in range(3):
        hand.open(photo_file(f"{number}.png", 120 + number))
    strip = hand.window.docks.film_strip
    QApplication.processEvents()
    places = [strip.visualItemRect(strip.item(row)) for row in range(3)]
    assert len({place.height() for place in places}) == 1
    assert places[1].top() - places[0].top() == places[2].top() - places[1].top()
