"""What is left of a batch that was begun in the folder of the results by another recipe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.batch.agreement import left_of
from engine.batch.journal import Journal
from engine.batch.request import Wanted
from engine.errors import BatchError
from engine.job import Job, is_job
from sils_gui.state.queue import Row


@dataclass(frozen=True)
class Leftover:
    """A batch that is not finished: its recipe, and rows for the photos that it has not come to."""

    out: Path
    recipe: Job
    rows: tuple[Row, ...]


def leftover_in(out: Path) -> Leftover:
    """What is left in a folder; raises BatchError where nothing was begun."""
    remembered = Journal(out).read()
    if remembered.asked is None:
        raise BatchError("nothing-begun", f"The unfinished batch in {out} is gone; start the queue again.")
    return Leftover(out, remembered.asked.job, tuple(map(_row, left_of(remembered, out))))


def _row(one: Wanted) -> Row:
    source, folder = Path(one.source), one.found.folder
    return Row(one.found.path, folder.as_posix() if folder.parts else "", source if is_job(source) else None)
