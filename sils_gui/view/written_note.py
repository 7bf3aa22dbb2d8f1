"""What an export has written, and where, in the status bar; a button shows the folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from sils_gui.state.problems import Problems
from sils_gui.view.announcing import announce
from sils_gui.view.elided import ElidedLabel
from sils_gui.view.outside import open_outside
from sils_gui.work.exporting import Exporting
from sils_gui.work.jobs import Jobs


class WrittenNote(QWidget):
    """Stays until other work begins; hidden where nothing was written."""

    def __init__(self, exporting: Exporting, jobs: Jobs, problems: Problems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._problems = jobs, problems
        self._folder = Path()
        self.sentence = ElidedLabel()
        self.show_folder = QToolButton(objectName="flat", text=self.tr("Show folder"))
        self.show_folder.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.show_folder)
        self.hide()
        self.show_folder.clicked.connect(lambda: open_outside(self._folder, self._problems))
        exporting.exported.connect(self._tell)
        jobs.changed.connect(self._give_way)

    def _tell(self, files: Sequence[Path]) -> None:
        if files:
            self._folder = files[0].parent
            names = ", ".join(path.name for path in files)
            self.sentence.setText(self.tr("Written: {0} in {1}").format(names, self._folder))
            announce(self, self.sentence.text())
        self.setVisible(bool(files))

    def _give_way(self) -> None:
        if self._jobs.running is not None:
            self.hide()
