"""Paths that cannot be followed, listed or written down cost no other photo, and a sentence tells of each."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.cli.app import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names of bytes, links")
NO_TEXT = "f\udcfcr"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    cv2.imwrite(str(path), np.full((40, 60, 3), 90, np.uint8))
    return path


def _codes(text: str) -> list[str | None]:
    events = [json.loads(line) for line in text.splitlines()]
    return sorted({event["code"] for event in events if event.get("code")})


def test_nothing_is_asked_of_a_photo_before_its_turn(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it can be read is said of that photo alone; and a folder need not be listed to be written to."""
    monkeypatch.setattr(os, "access", lambda *asked, **more: False)
    for verb in ("separate", "batch"):
        (tmp_path / verb).mkdir()
        assert run([verb, str(photo), "-o", str(tmp_path / verb), "--quality", "draft", "-q"]) == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may enter any folder")
@pytest.mark.parametrize("verb", ["separate", "batch"])
def test_a_folder_that_may_not_be_entered_costs_only_its_photos(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    assert run([verb, str(locked / "b.png"), str(photo), "-o", str(tmp_path / "out"), "--json"]) == 1
    assert _codes(capsys.readouterr().out) == ["photo-unreadable"]
    assert (tmp_path / "out" / "a_background.png").exists()


@pytest.mark.parametrize("verb", ["separate", "batch"])
def test_links_in_circles_and_names_too_long_cost_no_other_photo(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    (tmp_path / "loop.png").symlink_to("loop.png")
    odd = [str(tmp_path / "loop.png"), str(tmp_path / f"{'l' * 300}.png")]
    out = tmp_path / "out"
    assert run([verb, *odd, str(photo), "-o", str(out), "--json", "--quality", "draft"]) == 1
    assert _codes(capsys.readouterr().out) == ["name-too-long", "photo-unreadable"]
    assert (out / "a_background.png").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["batch", "PHOTO", "-o", f"OUT/{NO_TEXT}"], "no-text"),
        (["batch", "PHOTO", "-o", "OUT", "--name", f"{NO_TEXT}_{{name}}_{{layer}}"], "no-text"),
        (["batch", "PHOTO", "-o", "OUT", "--include", f"*{NO_TEXT}*"], "no-text"),
        (["batch", "PHOTO", "-o", "OUT", "--parts", NO_TEXT], "no-text"),
        (["batch", "PHOTO", "-o", "OUT", "--separator", f"{NO_TEXT}.onnx"], "no-text"),
        (["separate", "PHOTO", "-o", "OUT", "--separator", f"{NO_TEXT}.onnx"], "separator-name"),
        (["separate", "PHOTO", "-o", "OUT", "--name", f"{NO_TEXT}_{{name}}_{{layer}}"], "bad-name"),
    ],
    ids=ascii,
)
def test_options_that_are_no_text_are_refused(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    given = [one.replace("PHOTO", str(photo)).replace("OUT", str(tmp_path / "out")) for one in arguments]
    assert run(given) == 2
    assert f"[{code}]" in capsys.readouterr().err


def test_a_job_that_cannot_tell_where_its_photo_lies_is_a_sentence(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / NO_TEXT
    folder.mkdir()
    photo.rename(folder / "a.png")
    monkeypatch.chdir(folder)
    assert run(["separate", "a.png", "-o", "../out", "--json"]) == 1
    assert run(["batch", "a.png", "-o", "../out", "--json"]) == 1
    assert _codes(capsys.readouterr().out) == ["job-not-text", "photo-name"]
    assert run(["separate", "a.png", "-o", "out", "-q"]) == 0


def test_a_journal_that_cannot_be_read_is_a_sentence(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out/.sils-batch/journal.jsonl").mkdir(parents=True)
    for options in (["--resume"], [str(photo)], [str(photo), "--dry-run"]):
        assert run(["batch", "-o", str(tmp_path / "out"), *options]) == 1
        assert "[journal-unreadable]" in capsys.readouterr().err


def test_separators_that_cannot_be_listed_hide_no_others(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("engine.library.own_folder", lambda: photo)  # no folder at all
    assert run(["separators", "list"]) == 1
    said = capsys.readouterr()
    assert "[separators-unreadable]" in said.err
    assert "reflection-sils" in said.out
    assert run(["separate", str(photo), "-o", str(tmp_path / "out"), "--quality", "draft", "-q"]) == 0
