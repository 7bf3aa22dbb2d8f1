"""What a batch is to do in a folder, agreed between the request and what the journal remembers of one before."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from engine.batch.journal import Remembered
from engine.batch.request import Request, grown
from engine.errors import UsageError


class Mode(Enum):
    """What to do about a batch that was begun in the folder before.

    To grow is to go on with it and with more photos, and to try again what failed; by another job it begins anew.
    """

    NEW = "new"
    RESUME = "resume"
    RETRY = "retry"
    RESTART = "restart"
    WATCH = "watch"
    GROW = "grow"


def agreed(asked: Request | None, remembered: Remembered, mode: Mode, out: Path) -> tuple[Request, Remembered]:
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
    if mode is Mode.GROW and asked is not None:
        _check_places(asked, out)
        return (grown(before, asked), remembered) if asked.job == before.job else (asked, Remembered())
    if asked is not None and asked != before:
        sentence = f"The batch in {out} was begun with other photos or settings; leave them out to go on with it."
        raise UsageError("batch-differs", sentence)
    return before, remembered


def _check_places(asked: Request, out: Path) -> None:
    if str(out.resolve()) in asked.inputs:
        sentence = f"{out} is the folder of the photos; choose another for the results, for example one inside it."
        raise UsageError("out-is-input", sentence)
