"""Progress adds up, and a cancel reaches whoever works."""

import pytest

from engine.errors import Cancelled
from engine.progress import SILENT, Progress


def test_parts_report_fractions_of_the_whole() -> None:
    heard: list[tuple[float, str]] = []
    whole = Progress(lambda fraction, stage: heard.append((round(fraction, 3), stage)))
    second = whole.part(0.5, 1.0, "write")
    second.report(0.5)
    second.part(0.5, 1.0).report(1.0)
    assert heard == [(0.75, "write"), (1.0, "write")]


def test_a_cancel_reaches_every_part() -> None:
    whole = Progress()
    part = whole.part(0.2, 0.3)
    part.check()
    whole.cancel()
    with pytest.raises(Cancelled):
        part.report(0.0)


def test_cancelling_stops_what_runs_now_and_what_comes_later_but_not_what_is_over() -> None:
    stopped: list[str] = []
    progress = Progress()
    with progress.on_cancel(lambda: stopped.append("over")):
        pass
    with progress.on_cancel(lambda: stopped.append("now")):
        progress.cancel()
        progress.cancel()
    with progress.on_cancel(lambda: stopped.append("later")):
        pass
    assert stopped == ["now", "now", "later"]


def test_silent_never_stops_anybody() -> None:
    SILENT.part(0, 1).report(0.5)
    with pytest.raises(AssertionError):
        SILENT.cancel()
