"""The recipe of the queue, asked for: the form, the folder for the results, and jobs loaded and saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.batch.order import absolute
from engine.errors import SilsError
from engine.job import SUFFIX, Job, load_job, save_job
from sils_gui.engine_sentences import in_words
from sils_gui.view.recipe_form import RecipeForm
from sils_gui.view.wrapped import WrappedLabel
from sils_gui.work.shelf import Shelf
from sils_gui.work.shop import State

_ONE_PHOTOS = {"photo": "", "photo_sha256": "", "files": {}, "snapshots": {}, "marks": {}}
"""What a job for many photos does not say."""
_PAINTED = {"hints": {}, "mask": None}
"""What was painted on a photo is of no use for another one."""


class RecipeDialog(QDialog):
    """Emits `cooked` with a job that has been checked, and the folder for the results."""

    cooked = Signal(Job, Path)

    def __init__(self, state: State, shelf: Shelf, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recipe of the queue"))
        self.form = RecipeForm(state.queue.recipe, state, shelf)
        self.folder = QLineEdit(str(state.queue.folder))
        self.choose = QPushButton(self.tr("C&hoose…"))
        self.why = WrappedLabel(name="faint")
        self.why.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = self.buttons.addButton(self.tr("&Use"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.load = self.buttons.addButton(self.tr("L&oad job…"), QDialogButtonBox.ButtonRole.ResetRole)
        self.save = self.buttons.addButton(self.tr("&Save job…"), QDialogButtonBox.ButtonRole.ResetRole)
        self._arrange()
        self._note = ""
        self.form.changed.connect(self._check)
        self.folder.textChanged.connect(self._check)
        self.choose.clicked.connect(self._choose)
        self.load.clicked.connect(self._load)
        self.save.clicked.connect(self._save)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()

    def accept(self) -> None:
        self.cooked.emit(self.form.recipe, Path(self._named_folder).expanduser())
        super().accept()

    @property
    def _named_folder(self) -> str:
        return self.folder.text().strip()

    def _check(self) -> None:
        why = self.form.trouble()
        if not why and not self._named_folder:
            why = self.tr("Choose a folder for the results.")
        self.why.setText(why or self._note)
        self.use.setEnabled(not why)
        self.save.setEnabled(not why)

    def _load(self) -> None:
        kinds = f"{self.tr('Jobs')} (*.json)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Load job"), self._named_folder, kinds)
        if not name:
            return
        try:
            found = absolute(load_job(Path(name)), Path(name))
        except SilsError as error:
            self.why.setText(in_words(error.sentence))
        else:
            self._show_job(found)

    def _show_job(self, found: Job) -> None:
        """A saved job as a recipe, without what belongs to its own photo alone."""
        is_of_one = bool(found.photo) and not Path(found.photo).is_dir()
        recipe = found.model_copy(update=_ONE_PHOTOS | (_PAINTED if is_of_one else {}))
        lost = (recipe.hints, recipe.mask) != (found.hints, found.mask)
        sentence = self.tr("What was painted on {0} is left out; add its job to the queue to have it made so.")
        self._note = sentence.format(Path(found.photo).name) if lost else ""
        self.form.set_recipe(recipe)

    def _save(self) -> None:
        kinds = f"{self.tr('Jobs')} (*{SUFFIX})"
        asking = QFileDialog(self, self.tr("Save job"), f"{self._named_folder}/recipe{SUFFIX}", kinds)
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix(SUFFIX.removeprefix("."))  # else the file is no job for anybody
        if not asking.exec():
            return
        try:
            save_job(self.form.recipe, Path(asking.selectedFiles()[0]))
        except SilsError as error:
            self.why.setText(in_words(error.sentence))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the results"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _arrange(self) -> None:
        where = QHBoxLayout()
        label = QLabel(self.tr("&Folder"))
        label.setBuddy(self.folder)
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose)
        self.form.rows.addRow(label, where)
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        column.addWidget(self.why)
        column.addWidget(self.buttons)
        self.setMinimumWidth(520)
