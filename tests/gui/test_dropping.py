"""What is dragged onto the window: files are taken as copies, addresses of the web refused before they are dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.fingers import LEFT
from tests.gui.hand import WAIT_MS, Hand
from tests.gui.night import Night

pytestmark = [
    pytest.mark.gui,
    pytest.mark.filterwarnings("ignore:Function. 'QDrag:DeprecationWarning"),  # of Qt 6.12, whose successor 6.11 lacks
]
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
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


@pytest.mark.parametrize("is_queue", [False, True])
def test_files_that_might_be_moved_are_copied(night: Night, photos: list[Path], is_queue: bool) -> None:
    widget: QWidget = night.table.viewport() if is_queue else night.window
    answers = [dragged(widget, photos[0], COPY | MOVE, kind) for kind in (QEvent.Type.DragMove, QEvent.Type.Drop)]
    assert answers == [COPY, COPY]
    assert dragged(widget, photos[1], MOVE, QEvent.Type.Drop) is None
    night.qtbot.waitUntil(lambda: came(night, is_queue) == [photos[0]], timeout=WAIT_MS)


def dragged(widget: QWidget, file: Path, possible: Qt.DropAction, kind: QEvent.Type) -> Qt.DropAction | None:
    """What is answered, if it is taken, where a move is proposed."""
    mime, place, keys = QMimeData(), QPoint(20, 20), Qt.KeyboardModifier.ShiftModifier
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    QApplication.sendEvent(widget, QDragEnterEvent(place, possible, mime, LEFT, keys))
    event = (
        QDropEvent(QPointF(place), possible, mime, LEFT, keys)
        if kind is QEvent.Type.Drop
        else QDragMoveEvent(place, possible, mime, LEFT, keys)
    )
    event.setDropAction(MOVE)
    QApplication.sendEvent(widget, event)
    return event.dropAction() if event.isAccepted() else None


def came(night: Night, is_queue: bool) -> list[Path]:
    """The photos that are in the queue, or open."""
    state = night.sils.state
    return [row.photo for row in state.queue.rows] if is_queue else [each.photo.path for each in state.desk.documents]
