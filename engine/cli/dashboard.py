"""What a batch shows while it runs: bars on a terminal, plain lines elsewhere, JSON for programs."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from engine.batch.gate import Gate
from engine.batch.outcome import Outcome, State
from engine.batch.telling import Telling
from engine.cli.console import NAMES, Console, harmless
from engine.errors import BatchError, Notice

_TELLING_FRACTION = 0.2
_KEEP_QUIET = (State.IGNORED, State.DONE)


class Dashboard(Telling):
    """Counts photos and says how many a minute there are and how long the rest will take."""

    def __init__(self, console: Console, gate: Gate) -> None:
        self._console, self._gate = console, gate
        self._lock = threading.Lock()
        self._total = self._ended = 0
        self._bars: Bars | None = None
        self._overall: TaskID | None = None
        self._photos: dict[Path, tuple[TaskID, float]] = {}
        gate.on_pause = self._paused

    def __enter__(self) -> Self:
        count, more = TextColumn("{task.fields[count]}"), TextColumn("{task.fields[more]}")
        self._bars = self._console.bars(NAMES, BarColumn(), count, more)
        if self._bars is not None:
            self._overall = self._bars.add_task("photos", total=None, count="", more="")
            self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bars is not None:
            self._bars.stop()

    def counted(self, photos: int) -> None:
        self._total = photos
        self._console.result("counted", "", photos=photos)
        self._show()

    def stage(self, photo: Path, fraction: float, stage: str) -> None:
        if self._bars is None:
            return
        with self._lock:
            if photo not in self._photos:
                row = self._bars.add_task(harmless(photo.name), total=1.0, count="", more=stage)
                self._photos[photo] = (row, time.monotonic())
            row, since_s = self._photos[photo]
            left_s = (time.monotonic() - since_s) * (1 - fraction) / fraction if fraction > _TELLING_FRACTION else None
            more = f"{stage}, {_time(left_s)} left" if left_s is not None else stage
            self._bars.update(row, completed=fraction, count=f"{fraction:.0%}", more=more)

    def dropped(self, photo: Path) -> None:
        self._forget(photo)

    def ended(self, outcome: Outcome) -> None:
        photo = Path(outcome.photo)
        self._forget(photo)
        with self._lock:
            self._ended += 1
            number = self._ended
        self._say(outcome, f"{number}/{self._total} {photo.name}: ")
        self._show()

    def kept(self, outcome: Outcome) -> None:
        if outcome.state not in _KEEP_QUIET:
            self._say(outcome, "")

    def notice(self, notice: Notice) -> None:
        self._console.result("notice", "", code=notice.code, sentence=notice.sentence)
        self._console.say(f"{notice.sentence} [{notice.code}]")

    def _say(self, outcome: Outcome, head: str) -> None:
        photo = Path(outcome.photo)
        facts = outcome.model_dump(mode="json", exclude={"stamp", "files"})
        files = {name: file.path for name, file in outcome.files.items()}
        if self._console.as_json:
            self._console.result("photo", "", **facts, files=files, **self._pace())
        elif outcome.state is State.FAILED:
            self._console.failure(BatchError(outcome.code, outcome.sentence), photo)
        elif outcome.state is State.DONE:
            for code, sentence in outcome.notices:
                self._console.notice(Notice(code, sentence), photo)
            self._console.say(f"{head}{sum(outcome.seconds.values()):.1f} s{self._speed()}")
        else:
            self._console.say(f"{outcome.sentence} [{outcome.code}]")

    def _paused(self) -> None:
        paused = self._gate.is_paused
        self._console.result("paused" if paused else "resumed", "")
        self._console.say("Paused after the photos at hand; p goes on." if paused else "Goes on.")
        self._show()

    def _forget(self, photo: Path) -> None:
        with self._lock:
            shown = self._photos.pop(photo, None)
            if shown is not None and self._bars is not None:
                self._bars.remove_task(shown[0])

    def _show(self) -> None:
        if self._bars is not None and self._overall is not None:
            more = ("paused" if self._gate.is_paused else "") + self._speed().removeprefix("; ")
            count = f"{self._ended}/{self._total}"
            self._bars.update(self._overall, completed=self._ended, total=self._total, count=count, more=more)

    def _pace(self) -> dict[str, object]:
        pace = self._gate.pace
        left_s = pace.left_s(max(0, self._total - self._ended))
        return {
            "photos_per_hour": round(pace.per_hour, 1) if pace.per_hour else None,
            "left_s": round(left_s) if left_s is not None else None,
        }

    def _speed(self) -> str:
        pace = self._gate.pace
        left_s = pace.left_s(max(0, self._total - self._ended))
        if pace.per_hour is None or left_s is None:
            return ""
        return f"; {pace.per_hour / 60:.1f} photos a minute, {_time(left_s)} left"


def _time(seconds: float) -> str:
    """A time for people: 40 s, 12 min, 3 h 20 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
