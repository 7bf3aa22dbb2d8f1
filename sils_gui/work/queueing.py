"""Works off the queue in a process of its own: start, pause, cancel, and what is heard of each photo."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from engine.batch.agreement import Mode
from engine.batch.order import absolute
from engine.batch.outcome import Outcome, State
from engine.errors import Notice
from engine.job import is_job
from engine.progress import Progress
from engine.runtime import Device
from sils_gui.engine_sentences import in_words
from sils_gui.state.problems import Problem, Problems
from sils_gui.state.queue import Fate, Queue, Row
from sils_gui.state.settings import DEVICE, Settings
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.opening import tell_notices
from sils_gui.work.queue_asking import asked_for
from sils_gui.work.queue_leftover import Leftover, leftover_in
from sils_gui.work.queue_messages import Begin, Drop, Dropped, Ended, Next, Repainted, Staged, Steer, Wants
from sils_gui.work.queue_painted import PaintedPhotos
from sils_gui.work.queue_process import QueueProcess

_FATES = {State.DONE: Fate.DONE, State.FAILED: Fate.FAILED, State.SKIPPED: Fate.SKIPPED, State.IGNORED: Fate.SKIPPED}
_Asked = tuple[Path, str, Path | None]


class Queueing(QObject):
    """`changed` follows when the work begins, pauses, goes on or ends; its pace comes with what becomes of a row.

    `unfinished` comes instead of the work where its folder holds an unfinished batch by another recipe.
    """

    changed = Signal()
    unfinished = Signal(Leftover)
    _heard = Signal(object)

    def __init__(
        self,
        queue: Queue,
        painted: PaintedPhotos,
        settings: Settings,
        problems: Problems,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue, self._painted, self._settings, self._problems = queue, painted, settings, problems
        self.jobs, self._errands, self.process = Jobs(self), Jobs(self), QueueProcess()
        self.is_paused = self._is_cancelled = self._is_asked = False
        self.per_hour: float | None = None
        self._planned: dict[Path, _Asked] = {}
        self._unwanted: set[Path] = set()
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self.jobs.running is not None

    def start(self, mode: Mode = Mode.GROW) -> None:
        """Work off what waits, or go on after a pause; to restart is to forget a batch that was begun in the folder."""
        if self.is_running:
            self._steer(pause=False)
            return
        waiting = self._queue.waiting
        if not waiting:
            return
        if trouble := self._queue.recipe_trouble:
            self._problems.tell(Problem("queue-recipe-unread", trouble))
            return
        recipe, out = absolute(self._queue.recipe, self._queue.folder / "job"), self._queue.folder
        device, now = Device(self._settings.get(DEVICE)), dict(self._painted.now())

        def work(progress: Progress) -> None:
            rows = [self._painted.on(row, now) for row in waiting]
            now.clear()  # the batch may take all night, and its photos be closed
            for row in (row for row, before in zip(rows, waiting, strict=True) if row != before):
                self._heard.emit(Repainted(row.photo, row.painted))
            request = asked_for(rows, recipe, out, self._heard.emit)
            if request.inputs:
                self.process.run(Begin(request, out, device, mode), self._heard.emit, progress)

        self._planned, self._unwanted = {row.photo: _asked(row) for row in waiting}, set()
        self._is_cancelled = self._is_asked = False
        self.per_hour = None
        self.jobs.add(Job(self.tr("Working off the queue"), work, lambda _: self._end(), self._fail))
        self.changed.emit()

    def take_up(self, leftover: Leftover) -> None:
        """Go on with a batch as it was begun: its recipe, its photos, and those of this queue."""
        self._queue.cook(leftover.recipe, leftover.out)
        self._queue.add(leftover.rows)
        self.start()

    def pause(self) -> None:
        """Finish what has begun and begin nothing else."""
        if self.is_running:
            self._steer(pause=True)

    def cancel(self, photos: Collection[Path]) -> None:
        """Give up photos that wait or are being made; they stay in the queue."""
        for photo in photos:
            row = self._queue.row(photo)
            if row is not None and row.fate is Fate.WAITING:
                self._queue.update(photo, fate=Fate.CANCELLED)
            elif row is not None and row.fate is Fate.WORKING:
                self._unwanted.add(photo)
                self.process.send(Drop(photo))

    def cancel_all(self) -> None:
        """Give up everything that is not done."""
        self.cancel([row.photo for row in self._queue.waiting])
        if self.is_running:
            self._is_cancelled = True
            self.process.send(Steer.BREAK_OFF)
            self._answer()

    def close(self) -> None:
        """End the work; what is done stays, and halves of files go."""
        self._is_cancelled = True
        self._errands.close()
        self.jobs.close()
        self.process.close()

    def _steer(self, *, pause: bool) -> None:
        self.is_paused = pause
        self.process.send(Steer.PAUSE if pause else Steer.GO_ON)
        self._answer()
        self.changed.emit()

    def _hear(self, message: object) -> None:
        match message:
            case Wants.PHOTO:
                self._is_asked = True
                self._answer()
            case Repainted(photo, painted):
                self._repaint(photo, painted)
            case Staged(photo, fraction, stage):
                row = self._queue.row(photo)
                if row is not None and row.fate is Fate.WORKING:
                    self._queue.update(photo, fraction=fraction, stage=stage)
            case Ended(outcome, per_hour):
                self.per_hour = per_hour
                self._take(outcome)
            case Dropped(photo):
                is_wanted = not self._is_cancelled and photo not in self._unwanted
                self._queue.update(photo, fate=Fate.WAITING if is_wanted else Fate.CANCELLED)
            case Notice():
                tell_notices(self._problems, (message,))

    def _answer(self) -> None:
        """Say which photo is next; while the work is paused, the process that asks has to wait for it."""
        if self._is_asked and (self._is_cancelled or not self.is_paused):
            self._is_asked = False
            photo = self._next()
            self.process.send(Next(photo))
            if photo is not None:
                self._queue.update(photo, fate=Fate.WORKING)

    def _next(self) -> Path | None:
        """The first that waits; None ends the batch: what came later, or is asked for otherwise, is for the next."""
        first = next(iter(self._queue.waiting), None)
        if self._is_cancelled or first is None or self._planned.get(first.photo) != _asked(first):
            return None
        del self._planned[first.photo]
        return first.photo

    def _repaint(self, photo: Path, painted: Path | None) -> None:
        row = self._queue.row(photo)
        if row is not None and self._planned.get(photo) == _asked(row):
            self._planned[photo] = _asked(replace(row, painted=painted))
            self._queue.update(photo, painted=painted)

    def _take(self, outcome: Outcome) -> None:
        notices = " ".join(in_words(sentence) for _, sentence in outcome.notices)
        files = tuple(Path(file.path) for part, file in outcome.files.items() if part != "job")
        fate, sentence = _FATES[outcome.state], outcome.sentence or notices
        for photo in self._photos_of(outcome):
            self._queue.update(photo, fate=fate, sentence=sentence, files=files)

    def _photos_of(self, outcome: Outcome) -> list[Path]:
        """The photo of an outcome, or those of a job that could not be read when its turn came."""
        path = Path(outcome.photo)
        if outcome.state is State.FAILED and is_job(path):
            return [row.photo for row in self._queue.rows if row.job == path]
        return [path]

    def _end(self) -> None:
        result = self.tr("It was left out: it is a result of this queue.")
        other = self.tr("It was left out: its job names another photo now.")
        for row in self._working():
            self._queue.update(row.photo, fate=Fate.SKIPPED, sentence=other if row.job else result)
        self._rest()
        if not self._is_cancelled:
            self.start()

    def _fail(self, problem: Problem) -> None:
        for row in self._working():
            self._queue.update(row.photo, fate=Fate.WAITING)
        self._rest()
        if problem.code != "batch-unfinished":
            self._problems.tell(problem)
            return
        out, title = self._queue.folder, self.tr("Reading what is left")
        self._errands.add(Job(title, lambda progress: leftover_in(out), self.unfinished.emit, self._problems.tell))

    def _rest(self) -> None:
        self.is_paused = False
        self.changed.emit()

    def _working(self) -> list[Row]:
        return [row for row in self._queue.rows if row.fate is Fate.WORKING]


def _asked(row: Row) -> _Asked:
    """What a batch knows of a row: one that says something else now is not the one that was asked for."""
    return row.source, row.folder, row.painted
