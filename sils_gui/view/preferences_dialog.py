"""Preferences: device, quality, cache, theme. A change acts at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.layer_cache import LayerCache
from engine.separator import Quality
from sils_gui.state import settings as keys
from sils_gui.state.settings import Settings
from sils_gui.view.choices import combo, select
from sils_gui.view.elided import ElidedLabel
from sils_gui.view.number_field import DecimalField
from sils_gui.view.numbers import number_text

_LANGUAGES = {"en": "English", "de": "Deutsch"}


class PreferencesDialog(QDialog):
    """Shows the settings and changes them; `cache_cleared` asks for the cache to be emptied."""

    cache_cleared = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Preferences"))
        self.theme = self._choice(
            keys.THEME, {"dark": self.tr("Dark"), "light": self.tr("Light"), "system": self.tr("Like the system")}
        )
        self.language = self._choice(keys.LANGUAGE, {"system": self.tr("Like the system"), **_LANGUAGES})
        self.language.setToolTip(self.tr("Takes effect when SILS is started again"))
        self.device = self._choice(
            keys.DEVICE,
            {
                "auto": self.tr("Automatic: the graphics card if it works"),
                "cuda": self.tr("Graphics card (CUDA) or nothing"),
                "cpu": self.tr("Processor"),
            },
        )
        self.quality = self._choice(keys.QUALITY, {each.value: quality_title(each) for each in Quality})
        self.pen = self._choice(
            keys.PEN,
            {"pressure": self.tr("The harder it is pressed, the wider it paints"), "even": self.tr("Always as wide")},
        )
        self.limit = DecimalField()
        self.limit.setDecimals(0)
        self.limit.setRange(1, 10_000)
        self.limit.setSuffix(" GiB")
        self.limit.setValue(settings.get(keys.CACHE_GIB))
        self.folder = ElidedLabel()
        self.folder.setObjectName("")  # as plain as what stands around it
        self.choose = QPushButton(self.tr("C&hoose…"))
        self.usual = QPushButton(self.tr("&Usual folder"))
        self.used = QLabel(objectName="faint")
        self.clear = QPushButton(self.tr("&Empty the cache"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._arrange()
        self.limit.valueChanged.connect(lambda gib: settings.set(keys.CACHE_GIB, int(gib)))
        self.choose.clicked.connect(self._choose)
        self.usual.clicked.connect(lambda: self._use_folder(""))
        self.clear.clicked.connect(self._clear)
        self.buttons.rejected.connect(self.reject)
        self._show_cache()

    def _choice(self, setting: keys.Setting[str], titles: dict[str, str]) -> QComboBox:
        box = combo((title, value) for value, title in titles.items())
        select(box, self._settings.get(setting))
        box.currentIndexChanged.connect(lambda: self._settings.set(setting, box.currentData()))
        return box

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder for layers"), str(self._settings.cache_folder())
        )
        if folder:
            self._use_folder(folder)

    def _use_folder(self, folder: str) -> None:
        self._settings.set(keys.CACHE_FOLDER, folder)
        self._show_cache()

    def _clear(self) -> None:
        self.cache_cleared.emit()
        self._show_cache()

    def _show_cache(self) -> None:
        folder = self._settings.cache_folder()
        self.folder.setText(str(folder))
        used = LayerCache(folder, 0).used_bytes() / 2**30
        self.used.setText(self.tr("{0} GiB are used").format(number_text(used, 2)))

    def _arrange(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.choose)
        where.addWidget(self.usual)
        where.addStretch(1)
        emptying = QHBoxLayout()
        emptying.addWidget(self.used, 1)
        emptying.addWidget(self.clear)
        form = QFormLayout()
        form.addRow(self.tr("&Theme"), self.theme)
        form.addRow(self.tr("&Language, from the next start"), self.language)
        form.addRow(self.tr("&Device"), self.device)
        form.addRow(self.tr("Usual &quality"), self.quality)
        form.addRow(self.tr("&Pen"), self.pen)
        form.addRow(self.tr("Layers are kept in"), self.folder)
        form.addRow("", where)
        form.addRow(self.tr("Up to"), self.limit)
        form.addRow("", emptying)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)  # else Enter presses the first one
        self.setMinimumWidth(520)


def quality_title(quality: Quality) -> str:
    """The quality as people call it."""
    titles = {
        Quality.DRAFT: QCoreApplication.translate("Qualities", "Draft"),
        Quality.STANDARD: QCoreApplication.translate("Qualities", "Standard"),
        Quality.BEST: QCoreApplication.translate("Qualities", "Best"),
    }
    return titles[quality]
