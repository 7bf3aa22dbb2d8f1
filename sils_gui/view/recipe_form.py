"""The recipe of the queue as a form; what it says is the same job that the command line takes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.errors import SilsError
from engine.files import Collision
from engine.job import Job, Outputs
from engine.making import LAYERS, check_parts
from engine.naming import Names
from engine.output import LAYERED, REMIX
from engine.separator import Quality
from engine.spec import SeparatorSpec
from sils_gui.view.choices import combo, select
from sils_gui.view.layered_choice import LayeredChoice
from sils_gui.view.names import task_title
from sils_gui.view.preferences_dialog import quality_title
from sils_gui.view.recipe_words import Mixing, Parts, mixings, part_titles
from sils_gui.work.shelf import Shelf
from sils_gui.work.shop import State


class RecipeForm(QWidget):
    """`changed` follows when something else is chosen."""

    changed = Signal()

    def __init__(self, recipe: Job, state: State, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base, self._state, self._shelf = recipe, state, shelf
        self.task = combo([(task_title(file.spec.task), file.spec.task) for file in shelf.tasks])
        self.quality = combo([(quality_title(quality), quality.value) for quality in Quality])
        self.mix = combo([])
        self.parts = combo(part_titles())
        kinds = [(kind.value, kind) for kind in Container]
        self.container = combo([(self.tr("Like the photo"), None), *kinds])
        self.layered = LayeredChoice(state.settings, self)
        self.name = QLineEdit(toolTip=self.tr("{name} is the photo's name, {layer} the layer's"))
        rules = ((self.tr("Add a number"), Collision.NUMBER), (self.tr("Skip"), Collision.SKIP))
        self.collision = combo([*rules, (self.tr("Overwrite"), Collision.OVERWRITE)])
        kept = ((self.tr("All"), Keep.ALL), (self.tr("Copyright only"), Keep.COPYRIGHT))
        self.metadata = combo([*kept, (self.tr("None"), Keep.NONE)])
        self._arrange()
        self.task.activated.connect(self._show_mixings)
        for box in self.findChildren(type(self.task)):
            box.currentIndexChanged.connect(self._offer)
        self.name.textChanged.connect(self.changed)
        self.set_recipe(recipe)

    @property
    def recipe(self) -> Job:
        """What is chosen now; what the job that was set says besides stays."""
        outputs = Outputs(
            parts=self.parts.currentData().names,
            format=self.container.currentData(),
            name=self.name.text(),
            collision=self.collision.currentData(),
            metadata=self.metadata.currentData(),
            layered=self.layered.kind,
            layer_mode=self.layered.mode,
        )
        task = self.task.currentData() or self._base.task
        given = {"task": task, "quality": Quality(self.quality.currentData()), "outputs": outputs}
        mixing: Mixing = self.mix.currentData()
        given |= {"preset": mixing.preset, "mix": mixing.mix}
        if task != self._base.task:
            given |= {"separator": "", "separator_sha256": "", "separator_version": ""}
        return self._base.model_copy(update=given)

    def set_recipe(self, recipe: Job) -> None:
        """Show a job."""
        self._base, wish = recipe, recipe.outputs
        select(self.task, recipe.task)
        select(self.quality, recipe.quality.value)
        select(self.parts, Parts(wish.parts or ((REMIX,) if recipe.mix or recipe.preset else (LAYERS,))))
        select(self.container, wish.format)
        select(self.layered.kind_box, wish.layered)
        select(self.layered.mode_box, wish.layer_mode)
        select(self.collision, wish.collision)
        select(self.metadata, wish.metadata)
        self.name.setText(wish.name)
        self._show_mixings()

    def trouble(self) -> str:
        """Why no photo could be made by this, or nothing."""
        parts, spec = self.parts.currentData().names, self._spec()
        if spec is None:
            return self.tr("There is no separator. Add one on the page Separators.")
        try:
            check_parts(self.recipe.outputs, spec)
            Names(self.name.text()).check("photo", (*spec.layer_names, REMIX) if LAYERS in parts else parts)
        except SilsError as error:
            return error.sentence
        return ""

    def _spec(self) -> SeparatorSpec | None:
        file = self._shelf.for_task(self.task.currentData())
        return file.spec if file is not None else None

    def _show_mixings(self) -> None:
        self.mix.clear()
        for title, given in mixings(self._base, self._spec(), self._state.desk, self._state.own_presets):
            self.mix.addItem(title, given)
        select(self.mix, Mixing(self._base.preset, self._base.mix))
        self._offer()

    def _offer(self) -> None:
        is_layered = LAYERED in self.parts.currentData().names
        self.layered.offer(is_layered)
        self.container.setEnabled(not is_layered)
        if self.mix.currentData() is not None:  # else the list is being filled
            self.changed.emit()

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("&Task"), self.task)
        form.addRow(self.tr("&Quality"), self.quality)
        form.addRow(self.tr("Mi&x"), self.mix)
        form.addRow(self.tr("&Write"), self.parts)
        form.addRow(self.tr("File t&ype"), self.container)
        self.layered.add_to(form)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("M&etadata"), self.metadata)
        form.addRow(self.tr("&If it exists"), self.collision)
