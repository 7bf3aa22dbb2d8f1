"""About SILS, and the doctor's report to copy."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from sils_gui.work.examining import Examining

_FIX = QRegularExpression("^fix +")
"""Where the report says what to do."""


class AboutDialog(QDialog):
    """Asks for a report when it opens and shows it when it comes, with the line in sight that says what to do.

    Where a device is not the one hoped for, `why` and `fix` are sentences, which stand above the report.
    """

    def __init__(self, examining: Examining, why: str = "", fix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examining = examining
        self.advice = QLabel(self.tr("The GPU is not used: {0}. {1}").format(why, fix), wordWrap=True)
        self.advice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.advice.setVisible(bool(why))
        self.setWindowTitle(self.tr("About SILS"))
        heading = QLabel("SILS", objectName="heading")
        about = QLabel(
            self.tr(
                "Separates one photo into its physical layers and remixes them with sliders. "
                "Works offline; sends nothing."
            ),
            wordWrap=True,
        )
        self.report = QPlainTextEdit(readOnly=True, accessibleName=self.tr("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = QPushButton(self.tr("Copy &report"))
        self.again = QPushButton(self.tr("E&xamine again"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        for widget in (heading, about, self.advice, self.report, self.buttons):
            column.addWidget(widget)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self.again.clicked.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        examining.reported.connect(self._show)
        self.resize(760, 460)
        self._ask()

    def _ask(self) -> None:
        self.report.setPlainText(self.tr("Examining this computer …"))
        for button in (self.copy, self.again):
            button.setEnabled(False)
        self._examining.examine()

    def _show(self, text: str) -> None:
        self.report.setPlainText(text)
        at = self.report.document().find(_FIX)
        if not at.isNull():
            at.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            self.report.setTextCursor(at)
            self.report.ensureCursorVisible()
        for button in (self.copy, self.again):
            button.setEnabled(True)
