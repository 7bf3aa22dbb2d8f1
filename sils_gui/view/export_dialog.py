"""The export dialog: what, how, where; remembers the last choices; says how large and under which names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from engine.errors import SilsError
from engine.output import LAYERED, REMIX, RESIDUAL, Output
from sils_gui.engine_sentences import in_words
from sils_gui.state import settings as keys
from sils_gui.state.document import Document
from sils_gui.state.exports import MASK_PART, Exportable, ExportWish, size_estimate
from sils_gui.state.settings import Settings
from sils_gui.view.elided import tip_of
from sils_gui.view.file_choice import FileChoice
from sils_gui.view.layered_choice import LayeredChoice
from sils_gui.view.names import layer_title
from sils_gui.view.numbers import number_text
from sils_gui.view.place_choice import PlaceChoice
from sils_gui.view.wrapped import WrappedLabel

_LONGEST_NAME_PX = 220
"""Two of them find room in a line."""


class ExportDialog(QDialog):
    """Emits `wished` with a wish that has been checked, and the newest layers of the names that it shows.

    Others may come while it is open, with another mix.
    """

    wished = Signal(Exportable, ExportWish)

    def __init__(
        self, document: Document, source: Exportable, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._source, self._settings = document, source, settings
        self.setWindowTitle(self.tr("Export {0}").format(document.name))
        self.parts = self._part_boxes()
        self.file = FileChoice(document.photo, settings, self)
        self.layered = LayeredChoice(settings, self)
        self.place = PlaceChoice(document.photo, settings, self)
        self.summary = WrappedLabel(name="faint")
        lines = max(4, 2 + len(self.parts) // 2)  # room for all parts, so that nothing moves when one is ticked
        self.summary.setMinimumHeight(self.fontMetrics().lineSpacing() * lines)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._connect()
        self.layered.offer(self.parts[LAYERED].isChecked())
        self._show_summary()

    def wish(self) -> ExportWish:
        """What is chosen now."""
        return ExportWish(
            parts=tuple(name for name, box in self.parts.items() if box.isChecked()),
            output=Output(
                folder=self.place.folder,
                container=self.file.container,
                depth=self.file.depth,
                collision=self.place.collision,
                names=self.place.names,
                metadata=self.file.metadata,
                layered=self.layered.kind,
                layer_mode=self.layered.mode,
                profile=self.file.profile,
            ),
        )

    def accept(self) -> None:
        without_box = [name for name in self._remembered() if name not in self.parts]
        self._settings.set(keys.EXPORT_WHAT, ",".join((*self.wish().parts, *without_box)))
        for choice in (self.file, self.layered, self.place):
            choice.remember()
        self.wished.emit(self._source, self.wish())
        super().accept()

    def _part_boxes(self) -> dict[str, QCheckBox]:
        titles = {REMIX: self.tr("Remix")} | self._layer_titles()
        titles |= {RESIDUAL: self.tr("Residual (32-bit TIFF)"), LAYERED: self.tr("All layers in one file")}
        titles |= {MASK_PART: self.tr("Mask (8-bit grey PNG)")} if self._source.mask is not None else {}
        kept = titles.keys() & self._remembered() or {REMIX}
        return {name: QCheckBox(title, checked=name in kept) for name, title in titles.items()}

    def _remembered(self) -> list[str]:
        """The parts that were chosen last, also those that this photo has no box for: another may have one."""
        return [name for name in self._settings.get(keys.EXPORT_WHAT).split(",") if name]

    def _layer_titles(self) -> dict[str, str]:
        """What the boxes of layers say; the file of a layer is what the canvas shows of it."""
        plain, adjusted = "{0}", self.tr("{0}, as adjusted")
        layers, mixes = self._source.separation.layers, self._source.mix.at_full_strength.layers
        return {
            layer.name: (plain if mix.is_neutral else adjusted).format(layer_title(layer.title))
            for layer, mix in zip(layers, mixes, strict=True)
        }

    def _follow(self) -> None:
        self._source = self._source.newest(self._document)
        for name, title in self._layer_titles().items():
            self.parts[name].setText(title)

    def _show_summary(self) -> None:
        wish, photo = self.wish(), self._document.photo
        try:
            self.place.check()
            wish.output.check(photo, wish.parts)
            files = wish.files(photo)
        except SilsError as error:
            self.summary.setText(in_words(error.sentence))
            self.summary.setToolTip("")
            self.export.setEnabled(False)
            return
        self.export.setEnabled(True)
        names = [path.name for path in files.values()]
        self.summary.setToolTip(tip_of("\n".join(names)))
        if not names:
            self.summary.setText(self.tr("Writes nothing, since all is there already."))
            return
        layers = len(self._source.separation.layers)
        size = size_estimate(replace(wish, parts=tuple(files)), photo, layers) / 1e6
        told = ", ".join(map(self._shortened, names))
        self.summary.setText(self.tr("Writes {0}. About {1} MB.").format(told, number_text(max(1, size), 0)))

    def _shortened(self, name: str) -> str:
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST_NAME_PX)

    def _connect(self) -> None:
        for box in self.parts.values():
            box.toggled.connect(self._show_summary)
        self.parts[LAYERED].toggled.connect(self.layered.offer)
        for choice in (self.file, self.layered, self.place):
            choice.changed.connect(self._show_summary)
        self._document.mix_changed.connect(self._follow)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _arrange(self) -> None:
        what = QVBoxLayout()
        what.setContentsMargins(0, 4, 0, 4)  # the first box in line with its label, the last no nearer to what follows
        for box in self.parts.values():
            what.addWidget(box)
        form = QFormLayout()
        form.addRow(self.tr("What"), what)
        for choice in (self.file, self.layered, self.place):
            choice.add_to(form)
        form.addRow(self.tr("Met&adata"), self.file.metadata_box)
        form.addRow(self.tr("If it e&xists"), self.place.collision_box)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.buttons)
        self.setMinimumWidth(520)
