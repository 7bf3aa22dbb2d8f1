"""The bar that tells what went wrong, one sentence at a time, to be copied and dismissed; it never stops the work."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sils_gui.state.problems import Problems, Weight
from sils_gui.view.announcing import ASSERTIVE, POLITE, announce
from sils_gui.view.wrapped import WrappedLabel


class ErrorBar(QFrame):
    """Shows the current problem, hidden while there is none."""

    def __init__(self, problems: Problems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._problems = problems
        self.sentence = WrappedLabel()
        self.copy = QPushButton(self.tr("Cop&y details"))
        self.dismiss = QPushButton(self.tr("&Dismiss"))
        self.dismiss_all = QPushButton(self.tr("Di&smiss all"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout()  # side by side, they would leave the sentence no room in a small window
        column.setSpacing(4)
        column.addWidget(self.dismiss)
        column.addWidget(self.dismiss_all)
        row.addLayout(column)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(problems.report()))
        self.dismiss.clicked.connect(problems.dismiss)
        self.dismiss_all.clicked.connect(problems.dismiss_all)
        problems.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        problem = self._problems.current
        if problem is None:
            self.hide()
            return
        more = self._problems.count - 1
        self.dismiss_all.setVisible(more > 0)
        text = problem.sentence + (self.tr("  (and {0} more)").format(more) if more else "")
        self.sentence.setText(text)
        self.setAccessibleName(problem.sentence)
        self.setProperty("weight", "error" if problem.weight is Weight.ERROR else "notice")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()  # now that it is as high as it stays
        announce(self, text, ASSERTIVE if problem.weight is Weight.ERROR else POLITE)


class QuestionBar(QFrame):
    """A question that can wait, with two answers; gone after the first."""

    def __init__(self, sentence: str, yes: str, no: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setProperty("weight", "notice")
        self.yes, self.no = QPushButton(yes), QPushButton(no)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(WrappedLabel(sentence), 1)
        for button in (self.yes, self.no):
            row.addWidget(button)
            button.clicked.connect(self.deleteLater)
