"""The separators at hand: what each does, its licence, training and figures; adding and removing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sils_gui.state.problems import Problems
from sils_gui.view.error_bar import ErrorBar
from sils_gui.view.names import formation_title, layer_title, metric_title, separator_title, task_title
from sils_gui.view.numbers import figure_text, number_text
from sils_gui.work.jobs import Jobs
from sils_gui.work.shelf import Shelf, Shelved

_SHELVED = Qt.ItemDataRole.UserRole


class SeparatorsDialog(QDialog):
    """A list on the left, everything about the chosen one on the right."""

    def __init__(self, shelf: Shelf, problems: Problems, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf, self._jobs = shelf, jobs
        self.setWindowTitle(self.tr("Separators"))
        self.list = QListWidget(accessibleName=self.tr("Separators"))
        self.list.setMaximumWidth(240)
        self.about = QTextBrowser(accessibleName=self.tr("About the separator"))
        self.add = QPushButton(self.tr("&Add a file…"))
        self.remove = QPushButton(self.tr("&Remove"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._arrange(ErrorBar(problems))
        self.list.currentItemChanged.connect(self._show_one)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.buttons.rejected.connect(self.reject)
        shelf.changed.connect(self._show)
        jobs.changed.connect(self._show_buttons)
        self._show()
        self.resize(820, 480)

    def _show(self) -> None:
        row = max(0, self.list.currentRow())
        self.list.clear()
        for shelved in self._shelf.separators:
            spec = shelved.file.spec
            item = QListWidgetItem(f"{separator_title(spec.title)} {spec.version}")
            item.setData(_SHELVED, shelved)
            self.list.addItem(item)
        for sentence in self._shelf.refused:
            item = QListWidgetItem(self.tr("(cannot be used)"))
            item.setData(_SHELVED, sentence)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._show_one()

    def _show_one(self) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Shelved):
            self.about.setHtml(_table(self._facts(chosen)))
        else:
            self.about.setPlainText(chosen or self.tr("There is no separator. Add a file to begin."))
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        self.add.setEnabled(self._jobs.running is None)
        self.remove.setEnabled(isinstance(chosen, Shelved) and chosen.is_own)

    def _chosen(self) -> Shelved | str | None:
        item = self.list.currentItem()
        return item.data(_SHELVED) if item is not None else None

    def _facts(self, shelved: Shelved) -> Iterable[tuple[str, str]]:
        spec = shelved.file.spec
        yield self.tr("Task"), task_title(spec.task)
        yield self.tr("Version"), spec.version
        layers = ", ".join(layer_title(layer.title) for layer in spec.layers)
        yield self.tr("Layers"), f"{layers} ({formation_title(spec.formation)})"
        yield self.tr("Hints"), self.tr("taken") if spec.hints else self.tr("not taken")
        sizes = [spec.working_px] if spec.coarse_px is None else [spec.working_px, spec.coarse_px]
        yield self.tr("Sees photos at"), ", ".join(f"{px} px" for px in sizes)
        yield self.tr("Licence"), spec.licence
        yield self.tr("Trained on"), spec.training_data
        for name, value in spec.metrics.items():
            yield metric_title(name), figure_text(value) if isinstance(value, int | float) else str(value)
        yield self.tr("Made by"), spec.made_by
        yield self.tr("Size"), f"{number_text(shelved.file.size_bytes / 1e6, 1)} MB"
        yield self.tr("File"), str(shelved.file.path)
        yield "SHA-256", shelved.file.digest

    def _add(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Add a separator"), "", self.tr("Separators (*.onnx)"))
        if name:
            self._shelf.add(Path(name))

    def _remove(self) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Shelved):
            self._shelf.remove(chosen)

    def _arrange(self, bar: ErrorBar) -> None:
        both = QHBoxLayout()
        both.addWidget(self.list)
        both.addWidget(self.about, 1)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addWidget(self.remove)
        below.addStretch(1)
        below.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(bar)
        column.addLayout(both, 1)
        column.addLayout(below)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)  # else Enter presses the first one


def _table(facts: Iterable[tuple[str, str]]) -> str:
    rows = (f"<tr><td><b>{escape(name)}</b>&nbsp;&nbsp;</td><td>{escape(text)}</td></tr>" for name, text in facts)
    return f"<table cellspacing='4'>{''.join(rows)}</table>"
