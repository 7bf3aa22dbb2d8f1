"""What is dragged onto the window: files are taken, addresses of the web are refused before they are dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.fingers import LEFT
from tests.gui.hand import Hand
from tests.gui.night import Night

pytestmark = pytest.mark.gui
WEB = QUrl("https://example.org/photo.jpg")


def is_taken(widget: QWidget, *urls: QUrl) -> bool:
    """Whether a widget takes these when they are dragged over it."""
    mime, copy, keys = QMimeData(), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    mime.setUrls(urls)
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, LEFT, keys)
    enter.ignore()  # as it comes from the screen
    QApplication.sendEvent(widget, enter)
    move = QDragMoveEvent(QPoint(20, 20), copy, mime, LEFT, keys)
    move.setAccepted(enter.isAccepted())
    QApplication.sendEvent(widget, move)
    return move.isAccepted()


def test_a_file_is_taken_and_an_address_of_the_web_is_not(hand: Hand, tmp_path: Path) -> None:
    file = QUrl.fromLocalFile(str(tmp_path))
    assert is_taken(hand.window, file)
    assert is_taken(hand.window, WEB, file)
    assert not is_taken(hand.window, WEB)


def test_so_it_is_with_the_queue(night: Night, tmp_path: Path) -> None:
    table = night.table.viewport()
    assert is_taken(table, QUrl.fromLocalFile(str(tmp_path)))
    assert not is_taken(table, WEB)
