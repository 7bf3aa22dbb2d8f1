"""The console: lines that belong together leave together."""

import io
import json
import sys

import pytest
from rich.console import Console as Terminal

from engine.cli.console import Console


class Heard(io.StringIO):
    """A stream that remembers what each call wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[str] = []

    def write(self, text: str) -> int:
        self.writes.append(text)
        return super().write(text)


@pytest.mark.parametrize("as_json", [True, False])
def test_a_line_and_its_end_are_one_write_so_that_threads_cannot_mix_them(
    as_json: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard()
    monkeypatch.setattr(sys, "stdout", heard)
    Console(as_json=as_json).result("done", "the photo is done", photo="a.png")
    (line,) = heard.writes
    assert line.endswith("\n")
    assert json.loads(line) == {"event": "done", "photo": "a.png"} if as_json else line == "the photo is done\n"


def test_bars_on_a_terminal_leave_results_where_they_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    heard, drawn = Heard(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", heard)
    console = Console(_terminal=Terminal(file=drawn, force_terminal=True))
    with console.progress("a.png"):
        console.result("done", "the photo is done")
    assert heard.getvalue() == "the photo is done\n"
    assert "a.png" in drawn.getvalue()
