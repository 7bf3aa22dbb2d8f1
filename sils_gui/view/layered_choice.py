"""How layers are put into one file: which kind of file, and what the layers in it mean."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFormLayout

from engine.codecs.stack import Layered, LayerMode
from sils_gui.state import settings as keys
from sils_gui.state.settings import Settings
from sils_gui.view.choices import combo, select


class LayeredChoice(QObject):
    """Two lists for a form; they can be used while layers in one file are wanted."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        kinds = (
            (self.tr("Photoshop (PSD)"), Layered.PSD),
            (self.tr("OpenRaster (ORA)"), Layered.OPENRASTER),
            (self.tr("Layered TIFF"), Layered.TIFF),
            (self.tr("OpenEXR"), Layered.EXR),
        )
        compatible = (self.tr("Compatible: for ordinary documents"), LayerMode.COMPATIBLE)
        physical = (self.tr("Physical: true light, for linear documents"), LayerMode.PHYSICAL)
        self.kind_box, self.mode_box = combo(kinds), combo((compatible, physical))
        select(self.kind_box, Layered(settings.get(keys.EXPORT_LAYERED)))
        select(self.mode_box, LayerMode(settings.get(keys.EXPORT_LAYER_MODE)))
        for box in (self.kind_box, self.mode_box):
            box.currentIndexChanged.connect(self.changed)

    @property
    def kind(self) -> Layered:
        return self.kind_box.currentData()

    @property
    def mode(self) -> LayerMode:
        return self.mode_box.currentData()

    def add_to(self, form: QFormLayout) -> None:
        """Both lists as rows of a form."""
        form.addRow(self.tr("&Layered file"), self.kind_box)
        form.addRow(self.tr("Layer &mode"), self.mode_box)

    def offer(self, possible: bool) -> None:
        """Let the lists be used, or not."""
        self.kind_box.setEnabled(possible)
        self.mode_box.setEnabled(possible)

    def remember(self) -> None:
        """Keep what is chosen for the next time."""
        self._settings.set(keys.EXPORT_LAYERED, self.kind.value)
        self._settings.set(keys.EXPORT_LAYER_MODE, self.mode.value)
