"""The window by keys alone: each stop of Tab has a name, is seen, and nothing of the mixer is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.gui.eyes import grabbed
from tests.gui.hand import Hand, PhotoFile

pytestmark = pytest.mark.gui
_MOST_STOPS = 100
PAGE_KEYS = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "something has the keyboard"
    return widget


def stops(hand: Hand) -> list[tuple[QWidget, bool]]:
    """Where Shift+Tab leads from the photo until it is there again, and whether it shows at each that it is there."""
    found: list[tuple[QWidget, bool]] = []
    hand.canvas.setFocus()
    hand.qtbot.keyClick(hand.canvas, Qt.Key.Key_Backtab)
    while focused() is not hand.canvas:
        widget, seen = focused(), grabbed(focused())
        hand.qtbot.keyClick(widget, Qt.Key.Key_Backtab)
        found.append((widget, bool((seen != grabbed(widget)).any())))
        assert len(found) < _MOST_STOPS, "the way leads back to the photo"
    return found


def test_every_stop_of_tab_has_a_name_and_is_seen(separated: Hand, photo_file: PhotoFile) -> None:
    separated.open(photo_file("second.png", 130))
    separated.separate()
    for widget, is_seen in stops(separated):
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        assert name or widget is separated.window.docks.tabs.tabBar(), widget
        assert is_seen, name


def test_tab_reaches_all_of_an_unfolded_strip(separated: Hand) -> None:
    strip = separated.window.docks.mixer.strips[1]
    strip.disclose.click()
    reached = {widget for widget, _ in stops(separated)}
    buttons = {strip.thumbnail, strip.eye, strip.solo, strip.mute, strip.disclose}
    assert buttons < reached
    assert {part for control in strip.controls.values() for part in (control.slider, control.entry)} < reached


@pytest.mark.parametrize("key", PAGE_KEYS)
def test_pages_of_what_has_the_keyboard_come_before_photos(separated: Hand, photo_file: PhotoFile, key: Qt.Key) -> None:
    separated.open(photo_file("second.png", 130))
    separated.separate()
    docks, document = separated.window.docks, separated.document
    control = docks.mixer.strips[1].controls["strength"]
    for widget in (control.slider, control.entry, separated.window.tool_bar.task):
        widget.setFocus()
        separated.qtbot.keyClick(widget, key)
        assert separated.document is document
    assert control.entry.value() != 100
    docks.tabs.setCurrentIndex(2)
    docks.bottom.show()
    for steps in (docks.history.steps, docks.queue.table):
        steps.setFocus()
        separated.qtbot.keyClick(steps, key)
        assert separated.document is document


@pytest.mark.parametrize("key", PAGE_KEYS)
def test_pages_of_the_film_strip_are_the_photos(hand: Hand, photos: list[Path], key: Qt.Key) -> None:
    hand.open(*photos)
    hand.sils.state.desk.show(hand.sils.state.desk.documents[1])
    strip = hand.window.docks.film_strip
    strip.setFocus()
    hand.qtbot.keyClick(strip, key)
    assert strip.currentRow() == (2 if key is Qt.Key.Key_PageDown else 0)
