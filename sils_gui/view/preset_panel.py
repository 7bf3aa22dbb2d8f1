"""Presets: those that ship and fit the layers at hand, and the user's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from engine.errors import SilsError
from engine.mix import PRESETS, Mix, Preset
from engine.own_presets import OwnPreset
from engine.spec import SeparatorSpec
from sils_gui.state.desk import Desk
from sils_gui.state.presets import OwnPresets
from sils_gui.state.problems import Problem, Problems
from sils_gui.view.questions import ask_to_replace

_PRESET = Qt.ItemDataRole.UserRole


class PresetPanel(QWidget):
    """A click chooses a preset; a double-click, Enter or Apply applies it as one step of the history."""

    def __init__(self, desk: Desk, own: OwnPresets, problems: Problems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._own, self._problems = desk, own, problems
        self.presets = QListWidget(accessibleName=self.tr("Presets"))
        self.apply = QPushButton(self.tr("Apply"))
        self.apply.setToolTip(self.tr("Or double-click a preset"))
        self.name = QLineEdit(placeholderText=self.tr("Name of a preset"), accessibleName=self.tr("Name of a preset"))
        self.save = QPushButton(self.tr("Save"))
        self.remove = QPushButton(self.tr("Remove"))
        self._arrange()
        self.presets.itemActivated.connect(self._apply)
        self.apply.clicked.connect(lambda: self._apply(self.presets.currentItem()))
        self.presets.currentItemChanged.connect(self._show_buttons)
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.name.textChanged.connect(self._show_buttons)
        self.remove.clicked.connect(self._remove)
        own.changed.connect(self._show)
        desk.current_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        if self._desk.current is not None:
            self._desk.current.separation_changed.connect(self._show, Qt.ConnectionType.UniqueConnection)
        self._show()

    def _show(self) -> None:
        self.presets.clear()
        document = self._desk.current
        if document is not None and document.separation is not None:
            spec = document.separation.spec
            self._add(self.tr("As photographed"), Mix.neutral(len(spec.layers)))
            for preset in PRESETS:
                if preset.fits(spec):
                    self._add(QCoreApplication.translate("Presets", preset.title), preset)
            for own in self._own.all():
                if own.fits(spec):
                    self._add(own.title, own)
        self._show_buttons()

    def _add(self, title: str, preset: Mix | Preset | OwnPreset) -> None:
        item = QListWidgetItem(title)
        item.setData(_PRESET, preset)
        self.presets.addItem(item)

    def _show_buttons(self) -> None:
        document = self._desk.current
        self.save.setEnabled(document is not None and document.mix is not None and bool(self.name.text().strip()))
        item = self.presets.currentItem()
        self.apply.setEnabled(item is not None)
        self.remove.setEnabled(item is not None and isinstance(item.data(_PRESET), OwnPreset))

    def _apply(self, item: QListWidgetItem) -> None:
        document, preset = self._desk.current, item.data(_PRESET)
        if document is None or document.mix is None or document.separation is None:
            return
        if isinstance(preset, Preset):
            mix = preset.apply(document.mix, document.separation.spec)
        else:
            mix = preset.mix if isinstance(preset, OwnPreset) else preset
        document.edit(mix, item.text())

    def _save(self) -> None:
        document = self._desk.current
        if document is None or document.mix is None or document.separation is None or not self.save.isEnabled():
            return
        title, spec = self.name.text().strip(), document.separation.spec
        keep = partial(self._keep, title, spec, document.mix)
        if self._own.has(title, spec):
            ask_to_replace(title, self, replace=keep)
        else:
            keep()

    def _keep(self, title: str, spec: SeparatorSpec, mix: Mix) -> None:
        try:
            self._own.save(title, spec, mix)
        except SilsError as error:
            self._problems.tell(Problem(error.code, error.sentence))
            return
        self.name.clear()

    def _remove(self) -> None:
        item = self.presets.currentItem()
        if item is not None and isinstance(item.data(_PRESET), OwnPreset):
            try:
                self._own.remove(item.data(_PRESET))
            except SilsError as error:
                self._problems.tell(Problem(error.code, error.sentence))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.presets, 1)
        for widgets in ((self.apply, self.remove), (self.name, self.save)):
            row = QHBoxLayout()
            for widget in widgets:
                row.addWidget(widget)
            column.addLayout(row)
