"""The tool bar: Open, task, quality, Separate, comparisons, Export."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QToolButton, QWidget

from engine.separator import Quality
from sils_gui.state.settings import QUALITY, TASK, Settings
from sils_gui.view.choices import combo
from sils_gui.view.commands import Actions
from sils_gui.view.names import task_title
from sils_gui.view.preferences_dialog import quality_title
from sils_gui.view.theme import Theme, icon
from sils_gui.work.shelf import Shelf

_WITH_TEXT = ("open", "separate", "export")
_NARROWEST_PX = 90
"""Rather than that buttons go, the name of the task is shortened."""


class ToolBar(QToolBar):
    """Remembers task and quality in the settings."""

    def __init__(
        self, actions: Actions, shelf: Shelf, settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf, self._settings = shelf, settings
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.task = combo([], name=self.tr("Task"), tip=self.tr("What to separate"))
        self.quality = combo(
            [(quality_title(quality), quality.value) for quality in Quality],
            name=self.tr("Quality"),
            tip=self.tr("How large the network sees the photo; Best averages it with its mirror image"),
        )
        self.task.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.task.setMinimumWidth(_NARROWEST_PX)
        self._fill(actions)
        shelf.changed.connect(self._show_tasks)
        settings.changed.connect(self._show_task)
        settings.changed.connect(self._show_quality)
        self.task.activated.connect(lambda: settings.set(TASK, self.task.currentData()))
        self.quality.activated.connect(lambda: settings.set(QUALITY, self.quality.currentData()))
        self._show_tasks()
        self._show_quality()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Colour what Qt has drawn itself: the button behind which is what finds no room."""
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        assert more is not None, "Qt gives it to every tool bar"
        more.setIcon(icon("chevron-double-right", theme))

    def _fill(self, actions: Actions) -> None:
        self.addAction(actions.of("open"))
        self.addSeparator()
        self.addWidget(self.task)
        self.addWidget(self.quality)
        self.addAction(actions.of("separate"))
        self.addSeparator()
        for name in ("brush", "before", "wipe", "side", "difference", "grid", "clipping", "fit"):
            self.addAction(actions.of(name))
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.addAction(actions.of("export"))
        for name in _WITH_TEXT:
            button = self.widgetForAction(actions.of(name))
            assert isinstance(button, QToolButton), "actions of a tool bar are buttons"
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _show_tasks(self) -> None:
        with QSignalBlocker(self.task):
            self.task.clear()
            for file in self._shelf.tasks:
                self.task.addItem(task_title(file.spec.task), file.spec.task)
        self._show_task()
        self.task.setEnabled(self.task.count() > 0)

    def _show_task(self) -> None:
        with QSignalBlocker(self.task):
            self.task.setCurrentIndex(max(0, self.task.findData(self._settings.get(TASK))))

    def _show_quality(self) -> None:
        with QSignalBlocker(self.quality):
            self.quality.setCurrentIndex(max(0, self.quality.findData(self._settings.get(QUALITY))))
