"""Photos that are closed while they are separated, or wait for it: nothing is made for nobody."""

from __future__ import annotations

import threading

import pytest

from engine.progress import Progress
from sils_gui.work import separating
from tests.gui.hand import CTRL, WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui


def for_ever(*args: object) -> None:
    progress = args[-1]
    assert isinstance(progress, Progress)
    while True:
        progress.check()
        threading.Event().wait(0.01)


def test_the_separation_of_a_closed_photo_makes_room_for_the_next(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.open(photo_file("first.png"))
    with monkeypatch.context() as slow:
        slow.setattr(separating, "separated", for_ever)
        hand.tool("separate")
        hand.key("w", CTRL)
        hand.qtbot.waitUntil(lambda: hand.sils.shop.jobs.running is None, timeout=WAIT_MS)
    hand.open(photo_file("second.png", 130))
    hand.separate()


def test_the_separation_that_waits_is_dropped_with_its_photo(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separating, "separated", for_ever)
    jobs, file = hand.sils.shop.jobs, hand.sils.shop.choosing.file
    assert file is not None
    for name in ("first.png", "second.png"):
        hand.open(photo_file(name))
        hand.sils.shop.separating.separate(hand.document, file, hand.document.quality)
    assert jobs.running is not None
    assert (jobs.running.title, jobs.running.waiting) == ("Separating first.png", 1)
    hand.key("w", CTRL)
    assert (jobs.running.title, jobs.running.waiting) == ("Separating first.png", 0)
