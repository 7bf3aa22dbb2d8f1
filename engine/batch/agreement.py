"""What a batch is to do in a folder, agreed between the request and what the journal remembers of one before."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from engine.batch.journal import Journal, Remembered
from engine.batch.planning import Planner
from engine.batch.request import Request, Wanted, grown
from engine.errors import UsageError
from engine.paths import canonical


class Mode(Enum):
    """What to do about a batch that was begun in the folder before.

    To grow is to go on with it and with more photos, and to try again what failed; by another job it begins anew if
    nothing is left to do.
    """

    NEW = "new"
    RESUME = "resume"
    RETRY = "retry"
    RESTART = "restart"
    WATCH = "watch"
    GROW = "grow"

    @property
    def tries_again(self) -> bool:
        """Whether what failed before is tried again."""
        return self in (Mode.RETRY, Mode.GROW)


def agreed(asked: Request | None, remembered: Remembered, mode: Mode, out: Path) -> tuple[Request, Remembered]:
    """The request to carry out and what is remembered of it; raises UsageError where they do not go together."""
    before = remembered.asked
    if before is None or mode is Mode.RESTART:
        asked = asked or before
        if asked is None:
            raise UsageError("nothing-to-resume", f"No batch was begun in {out}; name the photos or folders.")
        _check_places(asked, out)
        return asked, Remembered()
    if mode is Mode.NEW:
        assert asked is not None, "a new batch has a request"
        return _anew(asked, out, is_finished=remembered.is_finished)
    if mode is Mode.GROW and asked is not None:
        if (asked.job, asked.changes) != (before.job, before.changes):
            is_finished = not left_of(remembered, out)
            if is_finished or asked.job != before.job:
                return _anew(asked, out, is_finished=is_finished)
        _check_places(asked, out)
        return grown(before, asked), remembered
    if asked is not None and not asked.asks_the_same(before):
        sentence = f"The batch in {out} was begun with other photos or settings; leave them out to go on with it."
        raise UsageError("batch-differs", sentence)
    return before, remembered


def left_of(remembered: Remembered, out: Path) -> tuple[Wanted, ...]:
    """What a batch has not come to: photos that it would make if it were resumed, and that have not ended before."""
    if remembered.asked is None:
        return ()
    planner = Planner(remembered.asked, out, remembered, Journal(out), _unheard, _unheard, again=False)
    planner.look()
    return tuple(one for one in planner.waiting if str(one.found.path) not in remembered.ended)


def _anew(asked: Request, out: Path, *, is_finished: bool) -> tuple[Request, Remembered]:
    if not is_finished:
        sentence = f"A batch in {out} is not finished; go on with --resume, or begin anew with --restart."
        raise UsageError("batch-unfinished", sentence)
    _check_places(asked, out)
    return asked, Remembered()


def _unheard(told: object) -> None:
    """Nobody asks what becomes of photos that are not made."""


def _check_places(asked: Request, out: Path) -> None:
    if str(canonical(out)) in asked.inputs:
        sentence = f"{out} is the folder of the photos; choose another for the results, for example one inside it."
        raise UsageError("out-is-input", sentence)
