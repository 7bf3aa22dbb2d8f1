"""What the command line says: results on standard output, all else on standard error; JSON lines for machines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console as Terminal
from rich.progress import BarColumn, ProgressColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from engine.errors import Notice, SilsError
from engine.progress import Progress

NAMES = TextColumn("{task.description}", markup=False)
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""All controls but tabs and ends of lines; marks and overrides of the direction of writing."""


@dataclass
class Console:
    """Speaks to a person, or, with `as_json`, to a program. `quiet` leaves out all but results and errors."""

    quiet: bool = False
    as_json: bool = False
    _terminal: Terminal = field(default_factory=lambda: Terminal(stderr=True, highlight=False))

    def bars(self, *columns: ProgressColumn) -> Bars | None:
        """Bars to be drawn on the terminal, None where nobody would see them.

        They take over standard output only where that is the terminal too: in a file or a pipe, results stay there.
        """
        if self.quiet or self.as_json or not self._terminal.is_terminal:
            return None
        is_shared = sys.stdout is not None and sys.stdout.isatty()
        return Bars(*columns, console=self._terminal, transient=True, redirect_stdout=is_shared)

    def result(self, event: str, text: str, **facts: object) -> None:
        """Something that was asked for: `text` for people, the facts for machines."""
        if self.as_json:
            self._json({"event": event, **facts})
        elif text and not self.quiet:
            _out(harmless(text))

    def say(self, text: str) -> None:
        """Something that helps to understand, for people only."""
        if not self.quiet and not self.as_json:
            self._line(text)

    def notice(self, notice: Notice, photo: Path) -> None:
        """Something the user should know although the work goes on."""
        if self.as_json:
            self._json({"event": "notice", "photo": str(photo), "code": notice.code, "sentence": notice.sentence})
        elif not self.quiet:
            about = "" if photo.name in notice.sentence else f"{photo.name}: "
            self._line(f"{about}{notice.sentence} [{notice.code}]")

    def failure(self, error: SilsError, photo: Path | None = None) -> None:
        """One sentence and its code; never left out."""
        if self.as_json:
            about = {"photo": str(photo)} if photo else {}
            self._json({"event": "failed", **about, "code": error.code, "sentence": error.sentence})
        else:
            self._line(f"sils: {error.sentence} [{error.code}]")

    @contextmanager
    def progress(self, name: str) -> Iterator[Progress]:
        """A bar with stage and time left while in this block, where someone sees it."""
        bars = self.bars(NAMES, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        if bars is None:
            yield Progress()
            return
        with bars:
            shown = harmless(name)
            bar = bars.add_task(shown, total=1.0)

            def report(fraction: float, stage: str) -> None:
                bars.update(bar, completed=fraction, description=f"{shown} · {stage}" if stage else shown)

            yield Progress(report)

    def _line(self, text: str) -> None:
        self._terminal.print(harmless(text), markup=False, emoji=False, soft_wrap=True)

    @staticmethod
    def _json(facts: dict[str, object]) -> None:
        _out(json.dumps(facts))


def harmless(text: str) -> str:
    """The text with what would command a terminal, or turn letters round, as escapes: names hold anything."""
    return _COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _out(line: str) -> None:
    """The line and its end in one write: those of two threads must not run into each other."""
    if sys.stdout is not None:  # a program may be started without one
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
