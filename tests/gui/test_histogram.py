"""The histogram over the mixer."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QColor

from sils_gui.view.histogram import Histogram
from tests.gui.eyes import grabbed
from tests.gui.hand import Hand

pytestmark = pytest.mark.gui


def test_codes_that_tower_over_the_others_do_not_flatten_them(hand: Hand, tmp_path: Path) -> None:
    codes = np.full((256, 256), 200, np.uint8)
    codes[:128] = np.arange(256, dtype=np.uint8)[:, None].repeat(128, 1).T
    assert cv2.imwrite(str(tmp_path / "a.png"), codes)
    hand.open(tmp_path / "a.png")
    (histogram,) = hand.window.findChildren(Histogram)
    heights = painted_heights(histogram)
    assert np.median(heights) > 0.5 * heights.max()


def painted_heights(histogram: Histogram) -> np.ndarray:
    """Painted pixels of each column inside the frame."""
    field = QColor(histogram._theme.field)
    inside = grabbed(histogram)[8:-6, 12:-12].astype(int)
    return (np.abs(inside - [field.red(), field.green(), field.blue()]).max(axis=2) > 8).sum(axis=0)
