"""The report of a batch: what became of every file, as JSON, as CSV and as a page with pictures."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from engine.batch.outcome import Outcome, State
from engine.batch.page import page
from engine.batch.request import Request
from engine.documents import Document
from engine.files import written_aside

NAME = "batch-report"
_COLUMNS = ("photo", "state", "code", "sentence", "megapixels", "seconds", "files", "notices")


class Report(Document):
    """What became of every file, in the order in which they were found; times in UTC."""

    version: Literal[1] = 1
    began: str
    ended: str
    stopped: bool
    photos_per_hour: float | None = None
    asked: Request
    outcomes: tuple[Outcome, ...]

    @property
    def counts(self) -> Mapping[State, int]:
        """How many files came to each end."""
        found = Counter(outcome.state for outcome in self.outcomes)
        return {state: found[state] for state in State}

    @property
    def exit_status(self) -> int:
        """0 when every photo is done, 1 when one failed or was not reached."""
        return 1 if self.counts[State.FAILED] or (self.counts[State.WAITING] and not self.stopped) else 0


def write_report(report: Report, folder: Path, pictures: Path) -> None:
    """Write the three files, whole or not at all; `pictures` is the folder with thumbnails. Raises WriteError."""
    paths = tuple(folder / f"{NAME}.{kind}" for kind in ("json", "csv", "html"))
    with written_aside(paths[0]) as aside:
        facts = {"counts": report.counts, **report.model_dump(mode="json")}
        aside.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    with written_aside(paths[1]) as aside, aside.open("w", newline="", encoding="utf-8-sig") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        rows.writerows([_cell(value) for value in _row(outcome)] for outcome in report.outcomes)
    with written_aside(paths[2]) as aside, aside.open("w", encoding="utf-8") as file:
        file.writelines(page(report.outcomes, report.counts, report.began, report.ended, pictures))


def _row(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.photo,
        outcome.state.value,
        outcome.code,
        outcome.sentence,
        outcome.megapixels or "",
        round(sum(outcome.seconds.values()), 3) or "",
        " | ".join(file.path for file in outcome.files.values()),
        " | ".join(sentence for _, sentence in outcome.notices),
    )


def _cell(value: object) -> object:
    """Text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
