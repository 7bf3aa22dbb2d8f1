"""Both themes: what must be told from the ground that it lies on can be."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from engine.color import SRGB_LUMINANCE, decode_srgb
from sils_gui.app import application
from sils_gui.view.theme import DARK, LIGHT, Theme, apply_theme
from tests.gui.eyes import grabbed

pytestmark = pytest.mark.gui
_SEEN = 3.0
"""The contrast that WCAG 2.2, 1.4.11, asks of controls."""


@pytest.fixture(params=[DARK, LIGHT], ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest, qtbot: QtBot) -> Theme:
    apply_theme(application(), request.param)
    return request.param


def luminance(codes: np.ndarray) -> np.ndarray:
    return decode_srgb((codes / 255).astype(np.float32)) @ SRGB_LUMINANCE


def contrasts(codes: np.ndarray, ground: str) -> np.ndarray:
    """How much each pixel stands out from a colour, from 1 to 21."""
    color = QColor(ground)
    light = luminance(codes) + 0.05
    dark = luminance(np.array([[[color.red(), color.green(), color.blue()]]])) + 0.05
    return np.maximum(light / dark, dark / light)


@pytest.mark.parametrize("is_checked", [False, True])
def test_a_box_to_tick_is_seen_whether_ticked_or_not(qtbot: QtBot, theme: Theme, is_checked: bool) -> None:
    box = QCheckBox()
    box.setChecked(is_checked)
    qtbot.addWidget(box)
    box.show()
    codes = grabbed(box)
    seen = contrasts(codes, theme.window) > _SEEN
    down, across = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
    assert (down[-1] - down[0], across[-1] - across[0]) == (14, 14)
    edge = seen[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    assert edge[0].all()
    assert edge[-1].all()
    assert edge[:, 0].all()
    assert edge[:, -1].all()
    inside = codes[down[0] + 2 : down[-1] - 1, across[0] + 2 : across[-1] - 1]
    if is_checked:
        assert 5 < (contrasts(inside, theme.accent) > _SEEN).sum() < 60
    else:
        assert (inside == inside[0, 0]).all()
