"""Notices: all can be dismissed at once, and those of a photo leave with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from sils_gui.state.problems import Problem
from tests.gui.hand import CTRL, Hand

pytestmark = pytest.mark.gui


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    """Three photos that there is something to tell of: inks of a press, which are read as colours of a screen."""
    paths = [tmp_path / f"scan{number}.jpg" for number in range(3)]
    for path in paths:
        Image.new("CMYK", (64, 48), (40, 20, 0, 10)).save(path)
    return paths


def test_many_notices_are_dismissed_at_once(hand: Hand, scans: list[Path]) -> None:
    bar = hand.window.error_bar
    hand.open(scans[0])
    assert hand.told()
    assert not bar.dismiss_all.isVisible()
    hand.open(*scans[1:])
    assert hand.sils.state.problems.count == 3
    hand.click(bar.dismiss_all)
    assert not bar.isVisible()


def test_notices_of_a_photo_leave_with_it(hand: Hand, scans: list[Path]) -> None:
    hand.open(*scans)
    hand.key("w", CTRL)
    assert hand.sils.state.problems.count == 2
    assert hand.told().startswith("scan1.jpg")
    hand.key("w", CTRL)
    hand.key("w", CTRL)
    assert not hand.window.error_bar.isVisible()


def test_what_failed_stays_when_photos_are_closed(hand: Hand, scans: list[Path]) -> None:
    hand.open(scans[0])
    hand.sils.state.problems.tell(Problem("disk-full", "There is no room left."))
    hand.key("w", CTRL)
    assert hand.told() == "There is no room left."
