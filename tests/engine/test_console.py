"""The console: lines that belong together leave together."""

import io
import json
import sys
from pathlib import Path

import pytest
from rich.console import Console as Terminal

from engine.cli.console import Console
from engine.errors import Notice, PhotoError


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


WILD = "\x1b]0;owned\x07\x9b2J\u202egpj.exe\r[red]:smile:.jpg"
TAME = r"\x1b]0;owned\x07\x9b2J\u202egpj.exe\r[red]:smile:.jpg"


def test_a_name_commands_no_terminal_and_is_shown_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    heard, drawn = Heard(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", heard)
    console = Console(_terminal=Terminal(file=drawn, width=200))
    console.result("done", f"{WILD}\n{WILD}")
    console.say(WILD)
    console.notice(Notice("odd", "It is odd."), Path(WILD))
    console.failure(PhotoError("lost", f"{WILD} is lost."), Path(WILD))
    assert heard.getvalue() == f"{TAME}\n{TAME}\n"
    assert drawn.getvalue().splitlines() == [TAME, f"{TAME}: It is odd. [odd]", f"sils: {TAME} is lost. [lost]"]


def test_a_bar_shows_a_name_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = io.StringIO()
    console = Console(_terminal=Terminal(file=drawn, force_terminal=True, width=200))
    with console.progress(WILD):
        pass
    assert TAME in drawn.getvalue()
    assert "\x1b]0" not in drawn.getvalue()


def test_a_program_gets_names_as_they_are_without_a_control_in_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    monkeypatch.setattr(sys, "stdout", heard)
    Console(as_json=True).result("done", "", photo=WILD)
    assert json.loads(heard.getvalue())["photo"] == WILD
    assert heard.getvalue().rstrip("\n").isprintable()
