"""The buttons of the queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from sils_gui.state.queue import Fate, Row
from sils_gui.view.theme import Theme, icon
from sils_gui.work.queueing import Queueing


class QueueBar(QWidget):
    """Shows what can be done now; the entries of Add are `open_photos_asked`, `files_asked` and `folder_asked`."""

    open_photos_asked = Signal()
    files_asked = Signal()
    folder_asked = Signal()

    def __init__(self, queueing: Queueing, theme: Theme) -> None:
        super().__init__()
        self._queueing, self._theme = queueing, theme
        self._icons: dict[QToolButton, str] = {}
        self.add, self.start = self._button("plus", self.tr("Add")), self._button("play", self.tr("Start"))
        for button in (self.add, self.start):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setText(button.toolTip())
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setMenu(self._add_menu())
        self.cancel = self._button("stop", self.tr("Cancel all"))
        self.retry = self._button("refresh", self.tr("Try again what failed or was cancelled"))
        self.up = self._button("arrow-up", self.tr("Up (Alt+Up)"))
        self.down = self._button("arrow-down", self.tr("Down (Alt+Down)"))
        self.remove = self._button("close", self.tr("Cancel or take out (Del)"))
        self.open = self._button("open-in-new", self.tr("Open result (Enter)"))
        self.report = self._button("text-box-outline", self.tr("Open report"))
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for button, name in self._icons.items():
            button.setIcon(icon(name, theme))

    def show_state(self, counts: Mapping[Fate, int], chosen: Sequence[Row]) -> None:
        """Offer what can be done with so many rows of each fate, and with the chosen ones."""
        is_running = self._queueing.is_running
        is_going = is_running and not self._queueing.is_paused
        text = self.tr("Pause") if is_going else self.tr("Go on") if is_running else self.tr("Start")
        self.start.setText(text)
        self.start.setAccessibleName(text)
        self.start.setToolTip(self.tr("Finish the photos at hand, then wait") if is_going else text)
        self._icons[self.start] = "pause" if is_going else "play"
        self.start.setIcon(icon(self._icons[self.start], self._theme))
        for button in (self.start, self.cancel):
            button.setEnabled(is_running or counts[Fate.WAITING] > 0)
        self.retry.setEnabled(counts[Fate.FAILED] + counts[Fate.CANCELLED] > 0)
        for button in (self.up, self.down, self.remove):
            button.setEnabled(bool(chosen))
        self.open.setEnabled(any(row.files for row in chosen))

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("&Open photos"), self.open_photos_asked.emit)
        menu.addAction(self.tr("&Files…"), self.files_asked.emit)
        menu.addAction(self.tr("Fo&lder…"), self.folder_asked.emit)
        return menu

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(objectName="flat", toolTip=tip, accessibleName=tip)
        button.setIcon(icon(name, self._theme))
        self._icons[button] = name
        return button

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        work = (self.add, self.start, self.cancel, self.retry)
        for group in (work, (self.up, self.down, self.remove), (self.open, self.report)):
            for button in group:
                row.addWidget(button)
            row.addSpacing(10)
        row.addStretch(1)
