"""A hand on a window whose queue is open: adds, starts, waits, holds the queue's process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.job import Job
from sils_gui.app import SilsWindow
from sils_gui.state.queue import Fate
from tests.gui.hand import WAIT_MS, Hand


class Night(Hand):
    """A hand on a window with its queue open."""

    def __init__(self, qtbot: QtBot, sils: SilsWindow, out: Path) -> None:
        super().__init__(qtbot, sils)
        self.queue, self.panel = sils.state.queue, self.window.docks.queue
        self.bar, self.table, self.out = self.panel.bar, self.panel.table, out
        self.queue.cook(Job(task="half"), out)
        self.menu("View", "Queue")
        qtbot.waitUntil(self.panel.isVisible)
        self.window.activateWindow()  # the menu has had the keyboard

    def add(self, *paths: Path) -> None:
        """As by a drop on the queue."""
        self.sils.shop.adding.add(paths)
        self.wait_for(len(self.queue.rows) + len(paths))

    def wait_for(self, rows: int) -> None:
        """Wait until so many photos are in the queue."""
        self.qtbot.waitUntil(lambda: len(self.queue.rows) >= rows, timeout=WAIT_MS)

    def fates(self) -> list[tuple[str, Fate]]:
        return [(row.photo.name, row.fate) for row in self.queue.rows]

    def until_idle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.sils.shop.queueing.is_running, timeout=WAIT_MS)

    def pick_key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the table."""
        self.table.setFocus()
        self.qtbot.keyClick(self.table, key, modifier)

    def freeze(self) -> int:
        """Hold the queue's process as soon as it has begun; returns its number."""
        process = self.sils.shop.queueing.process
        self.qtbot.waitUntil(lambda: Fate.WORKING in self.queue.counts, timeout=WAIT_MS)
        number = process.process_id
        assert number is not None
        os.kill(number, signal.SIGSTOP)
        return number
