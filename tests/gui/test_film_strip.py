"""The film strip: photos lie one below the other, at even steps, and are closed by a key."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from tests.gui.eyes import grabbed
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


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])  # a Mac's "delete" is the second
def test_delete_closes_the_photo_that_is_shown(hand: Hand, photo_file: PhotoFile, key: Qt.Key) -> None:
    hand.open(*(photo_file(f"{number}.png", 120 + number) for number in range(3)))
    strip = hand.window.docks.film_strip
    hand.pick(strip, 1)
    hand.qtbot.keyClick(strip, key)
    assert [document.name for document in hand.sils.state.desk.documents] == ["0.png", "2.png"]


@pytest.mark.parametrize("name", ["a <b>bold.png", "plain & simple.png"])
def test_a_tip_has_the_name_as_it_is(hand: Hand, photo_file: PhotoFile, name: str) -> None:
    path = photo_file(name)
    hand.open(path)
    tip, shown = hand.window.docks.film_strip.item(0).toolTip(), QTextDocument()
    shown.setHtml(tip) if "<" in name else shown.setPlainText(tip)
    assert shown.toPlainText() == str(path)


def seen_pictures(hand: Hand) -> list[QRect]:
    """Where on the strip each photo is seen, whatever its name: the photos are the brightest that is there."""
    strip = hand.window.docks.film_strip
    codes, places = grabbed(strip.viewport()), []
    for row in range(strip.count()):
        place = strip.visualItemRect(strip.item(row))
        picture = codes[place.top() : place.top() + 86, :136]
        down, across = np.nonzero((picture == 255).all(axis=-1))
        places.append(QRect(QPoint(int(across.min()), int(down.min())), QPoint(int(across.max()), int(down.max()))))
    return places


def test_pictures_of_all_shapes_are_in_one_line_and_keep_their_colours(hand: Hand, tmp_path: Path) -> None:
    sizes = {"a.png": (300, 200), "b_with_a_long_name_that_is_shortened.png": (40, 400), "c.png": (400, 40)}
    for name, (width, height) in sizes.items():
        assert cv2.imwrite(str(tmp_path / name), np.full((height, width, 3), 255, np.uint8))
        hand.open(tmp_path / name)
    QApplication.processEvents()
    wide, high, flat = seen_pictures(hand)
    assert (wide.width(), high.height(), flat.width()) == (112, 80, 112)
    for place in (high, flat):
        assert abs(place.center().x() - wide.center().x()) <= 1
        assert abs(place.center().y() - wide.center().y()) <= 3


def test_the_photo_that_is_shown_stays_in_sight_where_the_queue_takes_room(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(*(photo_file(f"{number}.png", 120 + number) for number in range(6)))
    strip = hand.window.docks.film_strip
    hand.pick(strip, 4)
    hand.window.actions_.of("queue").trigger()
    QApplication.processEvents()
    assert strip.viewport().rect().contains(strip.visualItemRect(strip.item(4)))
