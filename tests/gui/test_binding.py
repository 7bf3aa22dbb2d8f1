"""The Qt binding itself: a release that miscounts references would end the window after a while."""

import sys

from pytestqt.qtbot import QtBot

from sils_gui.app import application


def test_calls_into_qt_lose_no_reference_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 lost one with each call; below Python 3.12 the process ends when none are left."""
    app = application()
    calls = 1000
    before = sys.getrefcount(None)
    for _ in range(calls):
        app.processEvents()
    assert sys.getrefcount(None) > before - calls / 2
