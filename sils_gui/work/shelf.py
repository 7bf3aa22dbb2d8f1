"""The separators at hand, read in a thread; adding one checks it fully in the worker process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine import library
from engine.errors import SilsError, UsageError
from engine.job import Job as SavedJob
from engine.separator_file import SeparatorFile, read_separator_file
from engine.spec import SeparatorSpec
from sils_gui.engine_sentences import in_words
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.work.inference import add_separator
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.worker import Worker


@dataclass(frozen=True)
class Shelved:
    """A separator that can be used."""

    file: SeparatorFile

    @property
    def is_own(self) -> bool:
        """Whether the user added it and may remove it."""
        return self.file.path.parent == library.own_folder()


class Shelf(QObject):
    """All separators, the user's first; `changed` follows when the list was read, and before `is_read` it has none."""

    changed = Signal()

    def __init__(self, problems: Problems, worker: Worker, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems, self._worker, self._jobs = problems, worker, jobs
        self.separators: tuple[Shelved, ...] = ()
        self.refused: tuple[str, ...] = ()
        self.is_read = False

    @property
    def tasks(self) -> tuple[SeparatorFile, ...]:
        """The first separator for each task."""
        first: dict[str, SeparatorFile] = {}
        for shelved in self.separators:
            first.setdefault(shelved.file.spec.task, shelved.file)
        return tuple(first.values())

    def for_task(self, task: str) -> SeparatorFile | None:
        """The separator that is used for a task."""
        return next((file for file in self.tasks if file.spec.task == task), None)

    def spec_for(self, job: SavedJob) -> SeparatorSpec:
        """What would separate by a job; raises SilsError where nothing would."""
        if not job.separator:
            file = self.for_task(job.task)
            if file is None:
                raise UsageError("no-separator", self.tr("There is no separator. Add one on the page Separators."))
            return file.spec
        path = Path(job.separator)
        for shelved in self.separators:
            if job.separator == shelved.file.spec.name or path == shelved.file.path:
                return shelved.file.spec
        return read_separator_file(path if path.is_absolute() else library.find(job.separator)).spec

    def refresh(self) -> None:
        """Read the list again."""
        self._jobs.add(Job(self.tr("Reading separators"), _read, self._take, self._fail))

    def add(self, path: Path) -> None:
        """Check a file by running it, and take it in; told, since it is used from then on."""
        title = self.tr("Checking {0}").format(path.name)
        work = self._worker
        self._jobs.add(
            Job(
                title,
                lambda p: work.call(add_separator, path, p),
                lambda kept: self._tell_added(path),
                self._problems.tell,
            )
        )

    def remove(self, shelved: Shelved) -> None:
        """Delete a separator that the user added; layers it made stay."""
        try:
            shelved.file.path.unlink(missing_ok=True)
        except OSError as error:
            sentence = self.tr("{0} could not be removed ({1}).").format(shelved.file.path, error.strerror)
            self._problems.tell(Problem("separator-stays", sentence))
        self.refresh()

    def _tell_added(self, path: Path) -> None:
        sentence = self.tr("{0} is now among the separators.").format(path.name)
        self._problems.tell(Problem("separator-added", sentence, Weight.NOTICE))
        self.refresh()

    def _take(self, found: list[Shelved | SilsError]) -> None:
        self.separators = tuple(item for item in found if isinstance(item, Shelved))
        self.refused = tuple(in_words(item.sentence) for item in found if isinstance(item, SilsError))
        self.is_read = True
        self.changed.emit()

    def _fail(self, problem: Problem) -> None:
        self._problems.tell(problem)
        self.is_read = True
        self.changed.emit()


def _read(progress: object) -> list[Shelved | SilsError]:
    return [found if isinstance(found, SilsError) else Shelved(found) for found in library.all_separators()]
