"""What went wrong or should be known, as state: the error bar shows it, nothing pops up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sils_gui.engine_sentences import in_words


class Weight(Enum):
    """How much it matters: something to know, or something that failed."""

    NOTICE = "notice"
    ERROR = "error"


@dataclass(frozen=True)
class Problem:
    """A sentence for the user, a code that never changes, and what a helper would want to know besides.

    `photo` is the open photo that it is about, if it matters no longer than that photo is open.
    """

    code: str
    sentence: str
    weight: Weight = Weight.ERROR
    details: str = ""
    photo: Path | None = field(default=None, compare=False)

    def report(self) -> str:
        """Everything, as text to paste."""
        return "\n".join(part for part in (f"[{self.code}] {self.sentence}", self.details) if part)


class Problems(QObject):
    """Problems that the user has not dismissed, oldest first; the same one is not told twice."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: list[Problem] = []

    @property
    def current(self) -> Problem | None:
        """The one to show: the last error, else the last notice."""
        errors = [problem for problem in self._problems if problem.weight is Weight.ERROR]
        return (errors or self._problems or [None])[-1]

    @property
    def count(self) -> int:
        return len(self._problems)

    def tell(self, problem: Problem) -> None:
        """Add a problem, in the window's language, or move it to the front if it is there already."""
        problem = replace(problem, sentence=in_words(problem.sentence))
        self._problems = [*(other for other in self._problems if other != problem), problem]
        self.changed.emit()

    def dismiss(self) -> None:
        """The user has read the current one."""
        if self.current is not None:
            self._problems.remove(self.current)
            self.changed.emit()

    def dismiss_all(self) -> None:
        self._problems.clear()
        self.changed.emit()

    def forget(self, photo: Path) -> None:
        """A photo is closed, and what was told of it matters no longer."""
        kept = [problem for problem in self._problems if problem.photo != photo]
        if len(kept) < len(self._problems):
            self._problems = kept
            self.changed.emit()

    def report(self) -> str:
        """All of them, as text to paste."""
        return "\n\n".join(problem.report() for problem in self._problems)
