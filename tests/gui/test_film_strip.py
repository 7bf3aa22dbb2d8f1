"""The film strip: photos lie one below the other, at even steps, and are closed by a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
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


def test_delete_closes_the_photo_that_is_shown(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(*(photo_file(f"{number}.png", 120 + number) for number in range(3)))
    strip = hand.window.docks.film_strip
    hand.pick(strip, 1)
    hand.qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert [document.name for document in hand.sils.state.desk.documents] == ["0.png", "2.png"]
