"""From a request to a report: one batch in one output folder, begun, taken up again or watching for more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from engine.batch.agreement import Mode, agreed
from engine.batch.ears import Ears
from engine.batch.gate import Gate
from engine.batch.journal import FOLDER, Journal, Remembered
from engine.batch.order import Order
from engine.batch.outcome import Outcome, State
from engine.batch.page import picture_path
from engine.batch.place import locked
from engine.batch.planning import Planner
from engine.batch.report import Report, write_report
from engine.batch.request import Request
from engine.batch.steps import Result, same_content
from engine.batch.telling import Telling
from engine.errors import BatchError, DeviceError, Notice, SilsError, WriteError
from engine.files import check_folder, sweep
from engine.paths import is_there


class Runner(Protocol):
    """Carries out orders, somewhere."""

    def run(self, orders: Iterator[Order]) -> None:
        """Carry out all of them, as long as the gate lets them pass; raises BatchError or DeviceError."""
        ...


@dataclass(frozen=True)
class Ending:
    """How a batch ended; `is_written` is false where files of the report are not there, which a notice tells."""

    report: Report
    is_written: bool


@dataclass(frozen=True)
class Conductor:
    """How batches are made in a folder; `runner` is made with the ears that hear of results."""

    out: Path
    gate: Gate
    runner: Callable[[Gate, Ears], Runner]
    orders: Callable[[Planner], Iterator[Order]]
    telling: Telling = field(default_factory=Telling)

    def make(self, asked: Request | None, mode: Mode) -> Ending:
        """Make the batch; without a request the one that was begun here before. Raises SilsError before any work."""
        check_folder(self.out)
        with locked(self.out):
            journal = Journal(self.out)
            remembered = journal.read()
            asked, remembered = agreed(asked, remembered, mode, self.out)
            if remembered.asked is None:
                journal.start(asked)
            elif asked != remembered.asked:
                journal.grown(asked)
            return _Run(self, asked, mode, journal, remembered).make()


class _Run:
    """One run of a batch: what is known so far, told and written down as it comes in."""

    def __init__(
        self, conductor: Conductor, asked: Request, mode: Mode, journal: Journal, remembered: Remembered
    ) -> None:
        self._conductor, self._asked, self._mode, self._journal = conductor, asked, mode, journal
        again, counted = mode.tries_again, conductor.telling.counted
        self._planner = Planner(asked, conductor.out, remembered, journal, self._take, counted, again=again)
        self._pictures = conductor.out / FOLDER / "pictures"
        self._outcomes: dict[str, Outcome] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()
        self._began, self._pace = datetime.now(UTC), conductor.gate.pace

    def make(self) -> Ending:
        conductor = self._conductor
        if self._mode is Mode.WATCH:
            self._tell_of_missing()
        self._planner.look()
        trouble: BatchError | DeviceError | None = None
        try:
            ears = Ears(self._ended, conductor.telling.stage, conductor.telling.dropped)
            conductor.runner(conductor.gate, ears).run(conductor.orders(self._planner))
        except (BatchError, DeviceError) as error:
            trouble = error
        report = self._report(trouble)
        if not report.counts[State.WAITING]:
            self._journal.finished()
        for folder in {conductor.out, conductor.out / FOLDER, *(Path(one) for one, _ in self._planner.begun.values())}:
            sweep(folder)
        if why := self._journal.trouble:
            sentence = f"{self._journal.path} is not complete ({why}); a resumed batch may make photos again."
            conductor.telling.notice(Notice("journal-incomplete", sentence))
        ending = Ending(report, self._write(report))
        if trouble is not None:
            raise trouble
        return ending

    def _tell_of_missing(self) -> None:
        """A watch waits for what is named and not there, be it for a slip of the pen."""
        for name in self._asked.inputs:
            if not is_there(Path(name)):
                notice = Notice("input-missing", f"{name} does not exist; the watch waits for it.")
                self._conductor.telling.notice(notice)

    def _write(self, report: Report) -> bool:
        """Whether it could be written; a notice tells why not."""
        try:
            write_report(report, self._conductor.out, self._pictures)
        except WriteError as error:
            self._conductor.telling.notice(Notice(error.code, error.sentence))
            return False
        return True

    def _take(self, outcome: Outcome) -> None:
        """An outcome without work."""
        with self._lock:
            self._outcomes[outcome.photo] = outcome
            if outcome.photo_sha256:
                self._digests.setdefault(outcome.photo_sha256, outcome.photo)
        self._conductor.telling.kept(outcome)

    def _ended(self, result: Result) -> None:
        outcome = result.outcome
        with self._lock:
            earlier = self._digests.setdefault(outcome.photo_sha256 or outcome.photo, outcome.photo)
            if earlier != outcome.photo:
                outcome = same_content(outcome, earlier)
            self._outcomes[outcome.photo] = outcome
        self._journal.ended(outcome)
        self._pace.count()
        if result.pictures:
            with suppress(OSError):  # the report can do without
                self._pictures.mkdir(parents=True, exist_ok=True)
                picture_path(self._pictures, outcome.photo).write_bytes(result.pictures)
        self._planner.ended(outcome)
        self._conductor.telling.ended(outcome)
        if self._mode is Mode.WATCH and self._pace.done == self._planner.ordered:
            self._write(self._report(None))

    def _report(self, trouble: SilsError | None) -> Report:
        stopped = self._conductor.gate.is_stopped and trouble is None
        return Report(
            began=self._began.isoformat(timespec="seconds"),
            ended=datetime.now(UTC).isoformat(timespec="seconds"),
            stopped=stopped,
            photos_per_hour=round(self._pace.per_hour, 1) if self._pace.per_hour else None,
            asked=self._asked,
            outcomes=tuple(self._planner.in_order(self._outcomes, trouble)),
        )
