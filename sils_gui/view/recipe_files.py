"""What kind of files the recipe of the queue asks for: container, depth, profile, and layers in one file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFormLayout

from engine.job_outputs import Outputs
from engine.output import LAYERED
from engine.picture import Depth
from sils_gui.state.settings import Settings
from sils_gui.view.choices import combo, select
from sils_gui.view.file_choice import container_titles, depth_title, profile_combo
from sils_gui.view.layered_choice import LayeredChoice


class RecipeFiles(QObject):
    """Lists for a form; every depth can be chosen, since a recipe that does not fit is told and not changed."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.container = combo(container_titles())
        depths = [(depth_title(depth), depth) for depth in Depth]
        self.depth = combo([(self.tr("Like the photo"), None), *depths])
        self.profile = profile_combo()
        self.layered = LayeredChoice(settings, self)

    def in_outputs(self, wish: Outputs) -> Outputs:
        """The same outputs with what is chosen here."""
        return wish.model_copy(
            update={
                "format": self.container.currentData(),
                "bits": self.depth.currentData(),
                "profile": self.profile.currentData(),
                "layered": self.layered.kind,
                "layer_mode": self.layered.mode,
            }
        )

    def show_outputs(self, wish: Outputs) -> None:
        """Choose what these outputs say."""
        select(self.container, wish.format)
        select(self.depth, wish.bits)
        select(self.profile, wish.profile)
        select(self.layered.kind_box, wish.layered)
        select(self.layered.mode_box, wish.layer_mode)

    def offer(self, parts: Sequence[str]) -> None:
        """Let those lists be used that these parts need."""
        self.layered.offer(LAYERED in parts)
        self.container.setEnabled(set(parts) != {LAYERED})

    def add_to(self, form: QFormLayout) -> None:
        """All lists as rows of a form."""
        form.addRow(self.tr("File t&ype"), self.container)
        form.addRow(self.tr("&Depth"), self.depth)
        form.addRow(self.tr("Colour &profile"), self.profile)
        self.layered.add_to(form)
