"""The recipe of the queue as a form; what it says is the same job that the command line takes."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from engine.codecs.keeping import Keep
from engine.errors import SilsError
from engine.free_names import Collision
from engine.job import Job
from engine.making import LAYERS, check_parts
from engine.naming import Names
from engine.output import REMIX
from engine.separator import Quality
from engine.spec import SeparatorSpec
from sils_gui.engine_sentences import in_words
from sils_gui.view.choices import combo, select
from sils_gui.view.names import task_title
from sils_gui.view.preferences_dialog import quality_title
from sils_gui.view.recipe_files import RecipeFiles
from sils_gui.view.recipe_words import Mixing, Parts, mixings, part_titles, parts_of
from sils_gui.work.shelf import Shelf
from sils_gui.work.shop import State


class RecipeForm(QWidget):
    """`changed` follows when something else is chosen; `rows` take more below."""

    changed = Signal()

    def __init__(self, recipe: Job, state: State, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base, self._state, self._shelf = recipe, state, shelf
        self.task = combo([])
        self.quality = combo([(quality_title(quality), quality.value) for quality in Quality])
        self.mix = combo([])
        self.parts = combo([])
        self.files = RecipeFiles(state.settings, self)
        self.name = QLineEdit(toolTip=self.tr("{name} is the photo's name, {layer} the layer's"))
        rules = ((self.tr("Add a number"), Collision.NUMBER), (self.tr("Skip"), Collision.SKIP))
        self.collision = combo([*rules, (self.tr("Overwrite"), Collision.OVERWRITE)])
        kept = ((self.tr("All"), Keep.ALL), (self.tr("Copyright only"), Keep.COPYRIGHT))
        self.metadata = combo([*kept, (self.tr("None"), Keep.NONE)])
        self._arrange()
        self._offer_tasks()
        shelf.changed.connect(self._renew)
        self.task.activated.connect(self._show_mixings)
        for box in self.findChildren(type(self.task)):
            box.currentIndexChanged.connect(self._offer)
        self.name.textChanged.connect(self.changed)
        self.set_recipe(recipe)

    @property
    def recipe(self) -> Job:
        """What is chosen now; what the job that was set says besides stays."""
        outputs = self.files.in_outputs(self._base.outputs).model_copy(
            update={
                "parts": self.parts.currentData().names,
                "name": self.name.text(),
                "collision": self.collision.currentData(),
                "metadata": self.metadata.currentData(),
            }
        )
        mixing: Mixing = self.mix.currentData()
        task, quality = self.task.currentData(), Quality(self.quality.currentData())
        given = {"task": task, "quality": quality, "outputs": outputs, "preset": mixing.preset, "mix": mixing.mix}
        if task != self._base.task:
            given |= {"separator": "", "separator_sha256": "", "separator_version": "", "hints": {}}
        return self._base.model_copy(update=given)

    def set_recipe(self, recipe: Job) -> None:
        """Show a job; what the lists do not have is put into them, so that nothing of it is lost."""
        self._base, wish = recipe, recipe.outputs
        self._choose_task(recipe.task)
        select(self.quality, recipe.quality.value)
        self.parts.clear()
        for title, parts in part_titles(parts_of(recipe)):
            self.parts.addItem(title, parts)
        select(self.parts, Parts(parts_of(recipe)))
        self.files.show_outputs(wish)
        select(self.collision, wish.collision)
        select(self.metadata, wish.metadata)
        self.name.setText(wish.name)
        self._show_mixings()

    def _offer_tasks(self) -> None:
        self.task.clear()
        for file in self._shelf.tasks:
            self.task.addItem(task_title(file.spec.task), file.spec.task)

    def _renew(self) -> None:
        """Offer what the separators at hand now can do; what is chosen stays."""
        task, mixing = self.task.currentData(), self.mix.currentData()
        with QSignalBlocker(self.task):
            self._offer_tasks()
            self._choose_task(task)
        self._show_mixings()
        select(self.mix, mixing)

    def _choose_task(self, task: str) -> None:
        """Choose a task, which is put into the list where it is not there."""
        if self.task.findData(task) < 0:
            self.task.addItem(task_title(task), task)
        select(self.task, task)

    def trouble(self) -> str:
        """Why no photo could be made by this, or nothing."""
        parts = self.parts.currentData().names
        try:
            spec = self._shelf.spec_for(self.recipe)
            self.recipe.mix_for(spec)
            check_parts(self.recipe.outputs, spec)
            Names(self.name.text()).check("photo", (*spec.layer_names, REMIX) if LAYERS in parts else parts)
        except SilsError as error:
            return in_words(error.sentence)
        return ""

    def _spec(self) -> SeparatorSpec | None:
        try:
            return self._shelf.spec_for(self._base.model_copy(update={"task": self.task.currentData()}))
        except SilsError:
            return None

    def _show_mixings(self) -> None:
        """The recipe's own mix stays for its own task, fitting or not; another task begins without."""
        spec, own = self._spec(), self._base
        if self.task.currentData() != own.task and spec is not None and not own.fits(spec):
            own = own.model_copy(update={"mix": None, "preset": ""})
        self.mix.clear()
        for title, given in mixings(own, spec, self._state.desk, self._state.own_presets):
            self.mix.addItem(title, given)
        select(self.mix, Mixing(own.preset, own.mix))
        self._offer()

    def _offer(self) -> None:
        if self.mix.currentData() is not None and self.parts.currentData() is not None:  # else a list is being filled
            self.files.offer(self.parts.currentData().names)
            self.changed.emit()

    def _arrange(self) -> None:
        form = self.rows = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("&Task"), self.task)
        form.addRow(self.tr("&Quality"), self.quality)
        form.addRow(self.tr("Mi&x"), self.mix)
        form.addRow(self.tr("&Write"), self.parts)
        self.files.add_to(form)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("M&etadata"), self.metadata)
        form.addRow(self.tr("&If it exists"), self.collision)
