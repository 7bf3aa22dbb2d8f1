"""Presets of the user's own on the command line: by title, by file, and never in what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.cli.app import run
from engine.job import load_job
from engine.mix import PRESETS, Mix
from engine.own_presets import SUFFIX, OwnPreset, folder_in
from tests.engine.batch.conftest import photo

HALF = Mix.neutral(2).with_layer(0, contrast=1.5).with_layer(1, strength=0.5)
TITLE = "Mein „Abend“, it's warm"
GLASS, LIGHT = ("background", "reflection"), ("albedo", "shading")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of presets: one title for two kinds of layers, one for the second kind, one named as a shipped one."""
    monkeypatch.setenv("SILS_CONFIG", str(tmp_path / "config"))
    folder = folder_in(tmp_path / "config")
    folder.mkdir(parents=True)
    _keep(folder / f"a{SUFFIX}", TITLE, GLASS, HALF)
    _keep(folder / f"b{SUFFIX}", TITLE, LIGHT, Mix.neutral(2).with_layer(1, tint=7.0))
    _keep(folder / f"c{SUFFIX}", "Light", LIGHT, Mix.neutral(2))
    _keep(folder / f"d{SUFFIX}", "halve-reflection", GLASS, Mix.neutral(2).with_layer(0, tint=9.0))
    return folder


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return photo(tmp_path / "in" / "a.png")


def _keep(path: Path, title: str, layers: tuple[str, ...], mix: Mix) -> None:
    path.write_text(OwnPreset(title=title, layers=layers, mix=mix).to_json(), encoding="utf-8")


def _mixed(verb: str, picture: Path, out: Path, *options: str) -> Mix:
    """The mix of the one job that a verb writes, which has no name of a preset."""
    arguments = [verb, str(picture), "-o", str(out), "-q", "--quality", "draft", "--device", "cpu", *options]
    assert run(arguments) == 0
    (path,) = out.glob("*.sils.json")
    job = load_job(path)
    assert job.preset == ""
    assert job.mix is not None
    return job.mix


@pytest.mark.parametrize("verb", ["remix", "export", "batch"])
def test_an_own_preset_is_named_by_its_title_or_its_file(verb: str, own: Path, picture: Path, tmp_path: Path) -> None:
    copy = (own / f"a{SUFFIX}").rename(tmp_path / f"from Anna{SUFFIX}")
    assert _mixed(verb, picture, tmp_path / "by-file", "--preset", str(copy)) == HALF
    copy.rename(own / copy.name)
    assert _mixed(verb, picture, tmp_path / "by-title", "--preset", TITLE) == HALF


def test_numbers_go_on_top_of_an_own_preset(own: Path, picture: Path, tmp_path: Path) -> None:
    numbers = ["--strength", "reflection=0.7", "--residual", "0"]
    made = _mixed("remix", picture, tmp_path / "out", "--preset", TITLE, *numbers)
    assert made == Mix(layers=HALF.with_layer(1, strength=0.7).layers, residual=0.0)


def test_of_two_with_one_title_that_for_the_layers_counts(own: Path, picture: Path, tmp_path: Path) -> None:
    made = _mixed("remix", picture, tmp_path / "out", "--preset", TITLE, "--task", "intrinsic")
    assert made == Mix.neutral(2).with_layer(1, tint=7.0)


def test_a_name_that_a_shipped_preset_has_is_the_shipped_one(own: Path, picture: Path, tmp_path: Path) -> None:
    made = _mixed("remix", picture, tmp_path / "out", "--preset", "halve-reflection")
    assert made == Mix.neutral(2).with_layer(1, strength=0.5)


@pytest.mark.parametrize("verb", ["remix", "batch"])
@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("Light", 2, "preset-unfit"),
        ("light", 2, "unknown-preset"),
        (f"none{SUFFIX}", 1, "preset-unreadable"),
        (f"OWN/damaged{SUFFIX}", 1, "preset-invalid"),
    ],
)
def test_a_preset_that_cannot_be_used_is_told_in_one_sentence(
    verb: str,
    own: Path,
    picture: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    status: int,
    code: str,
) -> None:
    (own / f"damaged{SUFFIX}").write_text("{")
    out = tmp_path / "out"
    arguments = [verb, str(picture), "-o", str(out), "--device", "cpu", "--preset", name.replace("OWN", str(own))]
    assert run(arguments) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith(f" [{code}]")
    assert "Traceback" not in said.err
    assert not out.exists() or not list(out.iterdir())


def test_an_unknown_name_is_answered_with_all_that_there_are(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["remix", "a.png", "-o", "out", "--preset", "Dusk"]
    names = ", ".join((*(preset.name for preset in PRESETS), "'Light'"))
    assert run(asked) == 2
    assert f"no preset 'Dusk'; there are {names}, " in capsys.readouterr().err
    (own / f"damaged{SUFFIX}").write_text("{")
    assert run(asked) == 2
    assert "and what sils presets list cannot read. [unknown-preset]" in capsys.readouterr().err


def test_a_batch_goes_on_with_the_preset_that_it_was_begun_with(
    own: Path, picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    _mixed("batch", picture.parent, out, "--preset", TITLE)
    _keep(own / f"a{SUFFIX}", TITLE, GLASS, Mix.neutral(2))
    (out / "a_remix.png").unlink()
    assert run(["batch", "-o", str(out), "--resume", "-q", "--device", "cpu"]) == 0
    assert load_job(out / "a_remix.sils.json").mix == HALF
    again = ["batch", str(picture.parent), "-o", str(out), "--resume", "--quality", "draft", "--preset", TITLE]
    assert run(again) == 2
    assert "[batch-differs]" in capsys.readouterr().err


def test_presets_are_listed_with_their_layers_and_files(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["presets", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[: len(PRESETS)]] == [[preset.name, preset.layer] for preset in PRESETS]
    assert lines[len(PRESETS)].startswith(TITLE)
    assert lines[len(PRESETS)].endswith(f"background, reflection         {own / f'a{SUFFIX}'}")
    assert run(["presets", "list", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told[0] == {
        "event": "preset",
        "name": "remove-reflection",
        "title": "Remove reflection",
        "layer": "reflection",
    }
    assert (told[-1]["event"], told[-1]["path"]) == ("own-preset", str(own / f"d{SUFFIX}"))
    assert told[-1]["layers"] == list(GLASS)


def test_a_preset_that_cannot_be_read_is_told_among_the_others(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / f"a{SUFFIX}").write_text("{")
    assert run(["presets", "list"]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == len(PRESETS) + 3
    assert said.err.endswith("[preset-invalid]\n")
    assert run(["presets"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[0] == "list"
