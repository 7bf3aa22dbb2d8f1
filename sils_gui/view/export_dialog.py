"""The export dialog: what, how, where; remembers the last choices; says how large and under which names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.errors import SilsError
from engine.files import Collision
from engine.naming import Names
from engine.output import LAYERED, REMIX, RESIDUAL, Output
from engine.picture import Depth
from sils_gui.state import settings as keys
from sils_gui.state.document import Document
from sils_gui.state.exports import ExportWish, size_estimate
from sils_gui.state.settings import Settings
from sils_gui.view.combos import combo_of, select
from sils_gui.view.layered_choice import LayeredChoice


class ExportDialog(QDialog):
    """Emits `wished` with a wish that has been checked."""

    wished = Signal(ExportWish)

    def __init__(self, document: Document, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._settings = document, settings
        self.setWindowTitle(self.tr("Export {0}").format(document.name))
        self.parts = self._part_boxes()
        self.container = combo_of([(self.tr("Like the photo"), None), *((kind.value, kind) for kind in Container)])
        self.depth_box = combo_of([])
        self.layered = LayeredChoice(settings, self)
        self.folder = QLineEdit(settings.get(keys.EXPORT_FOLDER) or self._usual_folder())
        self.choose = QPushButton(self.tr("&Choose…"))
        self.name = QLineEdit(settings.get(keys.EXPORT_NAME))
        self.name.setToolTip(self.tr("{name} is the photo's name, {layer} the layer's"))
        rules = ((self.tr("Add a number"), Collision.NUMBER), (self.tr("Skip"), Collision.SKIP))
        self.collision = combo_of([*rules, (self.tr("Overwrite"), Collision.OVERWRITE)])
        every = (self.tr("All"), Keep.ALL)
        self.metadata = combo_of([every, (self.tr("Copyright only"), Keep.COPYRIGHT), (self.tr("None"), Keep.NONE)])
        self.summary = QLabel(wordWrap=True, objectName="faint")
        self.summary.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._recall()
        self._connect()
        self.layered.offer(self.parts[LAYERED].isChecked())
        self._show_depths()

    def wish(self) -> ExportWish:
        """What is chosen now."""
        return ExportWish(
            parts=tuple(name for name, box in self.parts.items() if box.isChecked()),
            output=Output(
                folder=Path(self.folder.text()).expanduser(),
                container=self.container.currentData(),
                depth=self.depth_box.currentData(),
                collision=self.collision.currentData(),
                names=Names(self.name.text()),
                metadata=self.metadata.currentData(),
                layered=self.layered.kind,
                layer_mode=self.layered.mode,
            ),
        )

    def accept(self) -> None:
        self._remember()
        self.wished.emit(self.wish())
        super().accept()

    def _part_boxes(self) -> dict[str, QCheckBox]:
        assert self._document.separation is not None, "only a separated photo can be exported"
        titles = {REMIX: self.tr("Remix")}
        titles |= {layer.name: layer.title for layer in self._document.separation.layers}
        titles |= {RESIDUAL: self.tr("Residual (32-bit TIFF)"), LAYERED: self.tr("All layers in one file")}
        return {name: QCheckBox(title) for name, title in titles.items()}

    def _usual_folder(self) -> str:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return str(self._document.photo.path.parent) or pictures

    def _recall(self) -> None:
        wanted = self._settings.get(keys.EXPORT_WHAT).split(",")
        for name, box in self.parts.items():
            box.setChecked(name in wanted)
        if not any(box.isChecked() for box in self.parts.values()):
            self.parts[REMIX].setChecked(True)
        container = self._settings.get(keys.EXPORT_CONTAINER)
        select(self.container, next((kind for kind in Container if kind.value == container), None))
        select(self.metadata, Keep(self._settings.get(keys.EXPORT_METADATA)))
        select(self.collision, Collision(self._settings.get(keys.EXPORT_COLLISION)))

    def _remember(self) -> None:
        wish = self.wish().output
        self._settings.set(keys.EXPORT_WHAT, ",".join(self.wish().parts))
        self._settings.set(keys.EXPORT_FOLDER, self.folder.text())
        self._settings.set(keys.EXPORT_CONTAINER, wish.container.value if wish.container else "")
        self._settings.set(keys.EXPORT_DEPTH, int(wish.depth) if wish.depth else 0)
        self._settings.set(keys.EXPORT_NAME, wish.names.template)
        self.layered.remember()
        self._settings.set(keys.EXPORT_METADATA, wish.metadata.value)
        self._settings.set(keys.EXPORT_COLLISION, wish.collision.value)

    def _show_depths(self) -> None:
        container = Output(Path(), self.container.currentData()).container_for(self._document.photo)
        self.depth_box.clear()
        self.depth_box.addItem(self.tr("Like the photo"), None)
        for depth in container.depths:
            text = (
                self.tr("32 bits, floating point") if depth is Depth.FLOAT else self.tr("{0} bits").format(int(depth))
            )
            self.depth_box.addItem(text, depth)
        kept = self._settings.get(keys.EXPORT_DEPTH)
        select(self.depth_box, next((depth for depth in container.depths if int(depth) == kept), None))
        self._show_summary()

    def _show_summary(self) -> None:
        wish, photo = self.wish(), self._document.photo
        try:
            wish.output.check(photo, wish.parts)
            files = wish.files(photo)
        except SilsError as error:
            self.summary.setText(error.sentence)
            self.export.setEnabled(False)
            return
        self.export.setEnabled(True)
        names = ", ".join(path.name for path in files.values()) or self.tr("nothing, since all is there already")
        layers = len(self.parts.keys() - {REMIX, RESIDUAL, LAYERED})
        size = size_estimate(wish, photo, layers) / 1e6
        self.summary.setText(self.tr("Writes {0}. About {1:.0f} MB.").format(names, max(1, size)))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the files"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _connect(self) -> None:
        for box in self.parts.values():
            box.toggled.connect(self._show_summary)
        self.parts[LAYERED].toggled.connect(self.layered.offer)
        self.container.currentIndexChanged.connect(self._show_depths)
        self.layered.kind_box.currentIndexChanged.connect(self._show_summary)
        self.layered.mode_box.currentIndexChanged.connect(self._show_summary)
        self.depth_box.activated.connect(self._show_summary)
        self.collision.currentIndexChanged.connect(self._show_summary)
        self.folder.textChanged.connect(self._show_summary)
        self.name.textChanged.connect(self._show_summary)
        self.choose.clicked.connect(self._choose)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _arrange(self) -> None:
        what = QVBoxLayout()
        for box in self.parts.values():
            what.addWidget(box)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose)
        form = QFormLayout()
        form.addRow(self.tr("What"), what)
        form.addRow(self.tr("File &type"), self.container)
        form.addRow(self.tr("&Depth"), self.depth_box)
        self.layered.add_to(form)
        form.addRow(self.tr("Folder"), where)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Metadata"), self.metadata)
        form.addRow(self.tr("If it e&xists"), self.collision)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.buttons)
        self.setMinimumWidth(520)
