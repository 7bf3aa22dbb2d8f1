"""Where an export goes: folder, names, and what becomes of files that are already there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from engine.errors import UsageError
from engine.free_names import Collision
from engine.naming import Names
from engine.picture import Photo
from sils_gui.state import settings as keys
from sils_gui.state.settings import Settings
from sils_gui.view.choices import combo, select


class PlaceChoice(QObject):
    """Fields for a form; the folder is the photo's own until another is chosen."""

    changed = Signal()

    def __init__(self, photo: Photo, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._window = settings, parent
        self._usual = str(photo.path.parent)
        self._offered = settings.get(keys.EXPORT_FOLDER) or self._usual
        self.folder_field = QLineEdit(self._offered)
        self.choose = QPushButton(self.tr("C&hoose…"))
        self.name_field = QLineEdit(settings.get(keys.EXPORT_NAME))
        self.name_field.setToolTip(self.tr("{name} is the photo's name, {layer} the layer's"))
        rules = ((self.tr("Add a number"), Collision.NUMBER), (self.tr("Skip"), Collision.SKIP))
        self.collision_box = combo([*rules, (self.tr("Overwrite"), Collision.OVERWRITE)])
        select(self.collision_box, Collision(settings.get(keys.EXPORT_COLLISION)))
        self.choose.clicked.connect(self._choose)
        self.collision_box.currentIndexChanged.connect(self.changed)
        self.folder_field.textChanged.connect(self.changed)
        self.name_field.textChanged.connect(self.changed)

    @property
    def folder(self) -> Path:
        return Path(self._named_folder).expanduser()

    def check(self) -> None:
        """Raise UsageError where no folder is named."""
        if not self._named_folder:
            raise UsageError("no-folder", self.tr("Choose a folder for the files."))

    @property
    def names(self) -> Names:
        return Names(self.name_field.text())

    @property
    def collision(self) -> Collision:
        return self.collision_box.currentData()

    def add_to(self, form: QFormLayout) -> None:
        """Folder, with its button, and name as rows of a form."""
        where = QHBoxLayout()
        where.addWidget(self.folder_field, 1)
        where.addWidget(self.choose)
        label = QLabel(self.tr("&Folder"))
        label.setBuddy(self.folder_field)
        form.addRow(label, where)
        form.addRow(self.tr("&Name"), self.name_field)

    def remember(self) -> None:
        """Keep what is chosen for the next time; the photo's own folder is no choice of a folder."""
        if self._named_folder != self._offered:
            self._settings.set(keys.EXPORT_FOLDER, "" if self.folder == Path(self._usual) else self._named_folder)
        self._settings.set(keys.EXPORT_NAME, self.names.template)
        self._settings.set(keys.EXPORT_COLLISION, self.collision.value)

    @property
    def _named_folder(self) -> str:
        return self.folder_field.text().strip()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Folder for the files"), self.folder_field.text()
        )
        if folder:
            self.folder_field.setText(folder)
