"""How the desktop knows SILS: by its icon, and by an entry for its menu."""

from __future__ import annotations

import ctypes
import sys
from configparser import ConfigParser
from unittest.mock import Mock

import pytest
from PySide6.QtGui import QAction, QColor, QIcon
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import resources
from sils_gui.app import _stand_alone, application
from sils_gui.view.commands import Actions, commands
from sils_gui.view.theme import DARK, LAYER_COLORS

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


def test_the_menu_of_a_mac_with_the_programs_name_has_what_belongs_there_in_every_language(qtbot: QtBot) -> None:
    """Qt would guess it from English titles."""
    parent = QWidget()
    qtbot.addWidget(parent)
    actions, role = Actions(parent, DARK), QAction.MenuRole
    found = {name: actions.of(name).menuRole() for name in commands()}
    special = {"quit": role.QuitRole, "preferences": role.PreferencesRole, "about": role.AboutRole}
    assert found == dict.fromkeys(commands(), role.NoRole) | special


def test_photos_are_not_turned_over_by_the_keys_with_which_a_mac_changes_programs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (commands()["next"].keys[0], commands()["previous"].keys[0]) == ("Ctrl+Tab", "Ctrl+Shift+Tab")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert (commands()["next"].keys[0], commands()["previous"].keys[0]) == ("Meta+Tab", "Meta+Shift+Tab")


def test_windows_shows_the_program_under_its_own_icon(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = Mock()
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    _stand_alone()
    monkeypatch.setattr(sys, "platform", "win32")
    _stand_alone()
    windows.shell32.SetCurrentProcessExplicitAppUserModelID.assert_called_once_with("sils")
