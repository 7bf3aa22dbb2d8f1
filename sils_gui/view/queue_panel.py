"""The panel of the queue: buttons, recipe and photos, and what is done with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine.batch.report import NAME
from sils_gui.state.queue import Fate, Row
from sils_gui.view.elided import ElidedLabel
from sils_gui.view.outside import open_outside
from sils_gui.view.queue_bar import QueueBar
from sils_gui.view.queue_table import QueueTable
from sils_gui.view.recipe_words import summary
from sils_gui.view.theme import Theme
from sils_gui.work.shop import Shop, State

_SHOW_MS = 50


class QueuePanel(QWidget):
    """Everything but what needs a dialog; for the recipe's it asks by `recipe_asked`. Its title says how far it is.

    What becomes of rows shows together, a moment later: at a start it may be told of thousands.
    """

    recipe_asked = Signal()

    def __init__(self, state: State, shop: Shop, theme: Theme) -> None:
        super().__init__()
        self._queue, self._problems = state.queue, state.problems
        self._adding, self._queueing = shop.adding, shop.queueing
        self.bar, self.table = QueueBar(shop.queueing, theme), QueueTable(state.queue)
        self.recipe = QToolButton(objectName="flat", text=self.tr("Recipe…"))
        self.recipe.setToolTip(self.tr("What is made of each photo, and where it goes"))
        self.summary = ElidedLabel()
        self._soon = QTimer(self, singleShot=True, interval=_SHOW_MS)
        self._soon.timeout.connect(self._show_rows)
        self._arrange()
        self._connect()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)

    def _chosen(self) -> list[Row]:
        return [row for photo in self.table.photos() if (row := self._queue.row(photo)) is not None]

    def _show(self) -> None:
        self._show_rows()
        self.bar.report.setEnabled(self._report().exists())
        self.recipe.setEnabled(not self._queueing.is_running)
        self.summary.setText(self._queue.recipe_trouble or summary(self._queue.recipe, str(self._queue.folder)))

    def _show_rows(self) -> None:
        self._soon.stop()
        counts = self._queue.counts
        self.bar.show_state(counts, self._chosen())
        self.setWindowTitle(self._title(counts))

    def _show_soon(self) -> None:
        if not self._soon.isActive():  # a restarted one would never end while rows are told of
            self._soon.start()

    def _title(self, counts: Mapping[Fate, int]) -> str:
        total, title = sum(counts.values()), self.tr("Queue")
        if not total:
            return title
        parts = [self.tr("{0} of {1} done").format(counts[Fate.DONE], total)]
        if counts[Fate.FAILED]:
            parts.append(self.tr("{0} failed").format(counts[Fate.FAILED]))
        left, per_hour = counts[Fate.WAITING] + counts[Fate.WORKING], self._queueing.per_hour
        if self._queueing.is_paused:
            parts.append(self.tr("paused"))
        elif self._queueing.is_running and per_hour and left:
            minutes = round(60 * left / per_hour)
            parts.append(self.tr("{0} min left").format(minutes) if minutes else self.tr("less than a minute left"))
        return f"{title} — {' · '.join(parts)}"

    def _start_or_pause(self) -> None:
        if self._queueing.is_running and not self._queueing.is_paused:
            self._queueing.pause()
        else:
            self._queueing.start()

    def _retry(self) -> None:
        """Those that are chosen, or else all."""
        self._adding.retry([row.photo for row in self._chosen() or self._queue.rows])

    def _remove(self) -> None:
        """Cancel what is being made, take out the rest."""
        chosen = self._chosen()
        self._queueing.cancel([row.photo for row in chosen if row.fate is Fate.WORKING])
        self._queue.remove([row.photo for row in chosen])

    def _step(self, by: int) -> None:
        self._queue.step(self.table.photos(), by)

    def _open(self) -> None:
        """A single result in its program, several in their folder."""
        files = next((row.files for row in self._chosen() if row.files), ())
        if files:
            open_outside(files[0] if len(files) == 1 else files[0].parent, self._problems)

    def _report(self) -> Path:
        return self._queue.folder / f"{NAME}.html"

    def _connect(self) -> None:
        bar, table = self.bar, self.table
        bar.start.clicked.connect(self._start_or_pause)
        bar.cancel.clicked.connect(self._queueing.cancel_all)
        bar.retry.clicked.connect(self._retry)
        bar.up.clicked.connect(lambda: self._step(-1))
        bar.down.clicked.connect(lambda: self._step(1))
        bar.report.clicked.connect(lambda: open_outside(self._report(), self._problems))
        table.stepped.connect(self._step)
        table.chosen.connect(self._show_rows)
        table.rows.dropped.connect(self._adding.add)
        for signal in (bar.remove.clicked, table.removed):
            signal.connect(self._remove)
        for signal in (bar.open.clicked, table.opened):
            signal.connect(self._open)
        self.recipe.clicked.connect(self.recipe_asked)
        self._queue.row_changed.connect(self._show_soon)
        for signal in (self._queue.changed, self._queue.recipe_changed, self._queueing.changed):
            signal.connect(self._show)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.recipe)
        row.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self.bar)
        column.addLayout(row)
        column.addWidget(self.table, 1)
