"""From a request to a report: one batch in one output folder, begun, taken up again or watching for more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from engine.batch.ears import Ears
from engine.batch.gate import Gate
from engine.batch.journal import FOLDER, Journal, Remembered
from engine.batch.order import Order
from engine.batch.outcome import Outcome
from engine.batch.page import picture_path
from engine.batch.planning import Planner
from engine.batch.report import Report, write_report
from engine.batch.request import Request
from engine.batch.steps import Result, same_content
from engine.batch.telling import Telling
from engine.errors import BatchError, Notice, UsageError, WriteError
from engine.files import check_folder

_PART_IS_DEAD_S = 30


class Mode(Enum):
    """What to do about a batch that was begun in the folder before."""

    NEW = "new"
    RESUME = "resume"
    RETRY = "retry"
    RESTART = "restart"
    WATCH = "watch"


class Runner(Protocol):
    """Carries out orders, somewhere."""

    def run(self, orders: Iterator[Order]) -> None:
        """Carry out all of them, as long as the gate lets them pass; raises BatchError where that cannot go on."""
        ...


@dataclass(frozen=True)
class Conductor:
    """How batches are made in a folder; `runner` is made with the ears that hear of results."""

    out: Path
    gate: Gate
    runner: Callable[[Gate, Ears], Runner]
    orders: Callable[[Planner], Iterator[Order]]
    telling: Telling = field(default_factory=Telling)

    def make(self, asked: Request | None, mode: Mode) -> Report:
        """Make the batch; without a request the one that was begun here before. Raises SilsError before any work."""
        check_folder(self.out)
        with _locked(self.out):
            journal = Journal(self.out)
            remembered = journal.read()
            asked, remembered = _agreed(asked, remembered, mode, self.out)
            if remembered.asked is None:
                journal.start(asked)
            return _Night(self, asked, mode, journal, remembered).make()


class _Night:
    """One run of a batch: what is known so far, told and written down as it comes in."""

    def __init__(
        self, conductor: Conductor, asked: Request, mode: Mode, journal: Journal, remembered: Remembered
    ) -> None:
        self._conductor, self._asked, self._mode, self._journal = conductor, asked, mode, journal
        again, counted = mode is Mode.RETRY, conductor.telling.counted
        self._planner = Planner(asked, conductor.out, remembered, journal, self._take, counted, again=again)
        self._pictures = conductor.out / FOLDER / "pictures"
        self._outcomes: dict[str, Outcome] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()
        self._began, self._pace = datetime.now(UTC), conductor.gate.pace

    def make(self) -> Report:
        conductor = self._conductor
        self._planner.look()
        trouble: BatchError | None = None
        try:
            ears = Ears(self._ended, conductor.telling.stage, conductor.telling.dropped)
            conductor.runner(conductor.gate, ears).run(conductor.orders(self._planner))
        except BatchError as error:
            trouble = error
        report = self._report(trouble)
        _sweep({Path(folder) for folder, _ in self._planner.begun.values()}, self._began.timestamp())
        if not self._journal.is_complete:
            sentence = f"There was no room for all of {self._journal.path}; a resumed batch may make photos again."
            conductor.telling.notice(Notice("journal-incomplete", sentence))
        self._write(report)
        if trouble is not None:
            raise trouble
        return report

    def _write(self, report: Report) -> None:
        try:
            write_report(report, self._conductor.out, self._pictures)
        except WriteError as error:
            self._conductor.telling.notice(Notice(error.code, error.sentence))

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

    def _report(self, trouble: BatchError | None) -> Report:
        stopped = self._conductor.gate.is_stopped and trouble is None
        return Report(
            began=self._began.isoformat(timespec="seconds"),
            ended=datetime.now(UTC).isoformat(timespec="seconds"),
            stopped=stopped,
            photos_per_hour=round(self._pace.per_hour, 1) if self._pace.per_hour else None,
            asked=self._asked,
            outcomes=tuple(self._planner.in_order(self._outcomes, trouble)),
        )


def _agreed(asked: Request | None, remembered: Remembered, mode: Mode, out: Path) -> tuple[Request, Remembered]:
    """The request to carry out and what is remembered of it; raises UsageError where they do not go together."""
    before = remembered.asked
    if before is None or mode is Mode.RESTART:
        asked = asked or (before if mode is Mode.RESTART else None)
        if asked is None:
            raise UsageError("nothing-to-resume", f"No batch was begun in {out}; name the photos or folders.")
        _check_places(asked, out)
        return asked, Remembered()
    if mode is Mode.NEW:
        if not remembered.is_finished:
            sentence = f"A batch in {out} is not finished; go on with --resume, or begin anew with --restart."
            raise UsageError("batch-unfinished", sentence)
        assert asked is not None, "a new batch has a request"
        _check_places(asked, out)
        return asked, Remembered()
    if asked is not None and asked != before:
        sentence = f"The batch in {out} was begun with other photos or settings; leave them out to go on with it."
        raise UsageError("batch-differs", sentence)
    return before, remembered


def _check_places(asked: Request, out: Path) -> None:
    if str(out.resolve()) in asked.inputs:
        sentence = f"{out} is the folder of the photos; choose another for the results, for example one inside it."
        raise UsageError("out-is-input", sentence)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    place = out / FOLDER
    check_folder(place)
    lock = FileLock(place / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BatchError("batch-running", f"Another batch is at work in {out}; wait for it, or stop it.") from None
    except OSError as error:
        raise BatchError("batch-lock", f"{out} cannot be kept for one batch alone ({error.strerror}).") from error
    try:
        yield
    finally:
        lock.release()


def _sweep(folders: set[Path], before_s: float) -> None:
    """Remove halves of files that a killed process left; those of others that are still growing stay."""
    for folder in folders:
        for part in folder.glob(".sils-*.part"):
            with suppress(OSError):
                written_s = part.stat().st_mtime
                if written_s < before_s or written_s < time.time() - _PART_IS_DEAD_S:
                    part.unlink()
