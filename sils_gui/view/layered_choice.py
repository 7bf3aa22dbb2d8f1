"""How layers are put into one file: which kind of file, and what the layers in it mean."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QFormLayout

from engine.codecs.stack import Layered, LayerMode
from sils_gui.state import settings as keys
from sils_gui.state.settings import Settings


class LayeredChoice(QObject):
    """Two lists for a form; they can be used while layers in one file are wanted."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.kind_box, self.mode_box = QComboBox(), QComboBox()
        for text, kind in (
            (self.tr("Photoshop (PSD)"), Layered.PSD),
            (self.tr("OpenRaster (ORA)"), Layered.OPENRASTER),
            (self.tr("Layered TIFF"), Layered.TIFF),
            (self.tr("OpenEXR"), Layered.EXR),
        ):
            self.kind_box.addItem(text, kind)
        self.mode_box.addItem(self.tr("Compatible: for ordinary documents"), LayerMode.COMPATIBLE)
        self.mode_box.addItem(self.tr("Physical: true light, for linear documents"), LayerMode.PHYSICAL)
        self.kind_box.setCurrentIndex(self.kind_box.findData(Layered(settings.get(keys.EXPORT_LAYERED))))
        self.mode_box.setCurrentIndex(self.mode_box.findData(LayerMode(settings.get(keys.EXPORT_LAYER_MODE))))

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
