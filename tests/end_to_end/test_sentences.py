"""What the command line says to a slip is a sentence that ends once, and advises what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli.app import run
from tests.engine.separators import halving_separator


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        (["docter"], "Did you mean 'doctor'? See sils --help. [usage]"),
        (["separte", "photo.jpg"], "'separators'?) See sils --help. [usage]"),
        (["separate", "--nonsense"], "No such option '--nonsense'. See sils --help. [usage]"),
        (["separate"], "Missing argument 'PHOTO...'. See sils --help. [usage]"),
    ],
)
def test_a_slip_is_answered_in_whole_sentences(
    arguments: list[str], ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.strip().endswith(ending)


def test_separators_alone_shows_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["separators"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert [line.split()[0] for line in said.out.splitlines()[-4:]] == ["add", "check", "list", "show"]


def test_a_place_for_separators_that_is_no_folder_is_not_to_be_chosen_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sils").write_text("in the way")
    monkeypatch.setattr("engine.library.own_folder", lambda: tmp_path / "sils" / "separators")
    made = tmp_path / "made.onnx"
    made.write_bytes(halving_separator().SerializeToString())
    assert run(["separators", "add", str(made)]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "sils" / "separators") in said
    assert "choose" not in said
    assert said.endswith(" [folder-missing]\n")
