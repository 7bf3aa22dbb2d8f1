"""How the desktop knows SILS: by its icon, and by an entry for its menu."""

from __future__ import annotations

from configparser import ConfigParser

import pytest
from PySide6.QtGui import QColor, QIcon
from pytestqt.qtbot import QtBot

import resources
from sils_gui.app import application
from sils_gui.view.theme import LAYER_COLORS

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("side_px", [16, 32, 256])
def test_the_windows_icon_is_two_layers_over_nothing(qtbot: QtBot, side_px: int) -> None:
    picture = application().windowIcon().pixmap(side_px, side_px, QIcon.Mode.Normal).toImage()
    at = [picture.pixelColor(round(x * side_px), round(y * side_px)) for x, y in ((0.2, 0.2), (0.8, 0.8), (0.9, 0.1))]
    assert at[:2] == [QColor(LAYER_COLORS[0]), QColor(LAYER_COLORS[1])]
    assert at[2].alpha() == 0


def test_the_desktop_entry_names_what_there_is(qtbot: QtBot) -> None:
    parser = ConfigParser(interpolation=None)
    parser.read(resources.path(f"{application().desktopFileName()}.desktop"), encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert resources.path(f"icons/{entry['Icon']}.svg").is_file()
    assert entry["Exec"] == "sils %F"
    assert entry["StartupWMClass"] == application().applicationName()
