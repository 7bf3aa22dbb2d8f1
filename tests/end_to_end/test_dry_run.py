"""A dry run tells what the batch would do, in whatever way it would begin, and does nothing."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.batch.agreement import Mode
from engine.cli import batching
from engine.cli.app import run


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two photos."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, code in (("a.png", 90), ("b.png", 120)):
        cv2.imwrite(str(folder / name), np.full((40, 60, 3), code, np.uint8))
    return folder


def _everything(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*") if path.is_file()}


def _would(out: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """What would become of each photo, by name; nothing in the folder changes."""
    before = _everything(out)
    capsys.readouterr()
    assert run(["batch", *arguments, "-o", str(out), "--dry-run", "--json"]) == 0
    assert _everything(out) == before
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {Path(event["photo"]).name: event.get("code", event["state"]) for event in events}


def test_what_is_done_already_is_not_done_again(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["batch", str(photos), "-o", str(out), "-q", "--quality", "draft"]) == 0
    (out / "b_background.png").unlink()
    begun = {"a.png": "done", "b.png": "waiting"}
    assert _would(out, capsys, "--resume") == begun
    assert _would(out, capsys, "--retry") == begun
    assert _would(out, capsys, "--resume", "--watch") == begun
    assert _would(out, capsys, "--restart") == {"a.png": "waiting", "b.png": "waiting"}
    skipped = {"a.png": "there-already", "b.png": "waiting"}
    assert _would(out, capsys, str(photos), "--quality", "draft", "--collision", "skip") == skipped


def test_what_failed_is_tried_again_on_demand_only(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "b.png").write_bytes((photos / "b.png").read_bytes()[:60])
    out = tmp_path / "out"
    assert run(["batch", str(photos), "-o", str(out), "-q", "--quality", "draft"]) == 1
    assert _would(out, capsys, "--resume") == {"a.png": "done", "b.png": "photo-truncated"}
    assert _would(out, capsys, "--retry") == {"a.png": "done", "b.png": "waiting"}


def test_watching_is_only_told_of(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert _would(out, capsys, str(photos), "--watch") == {"a.png": "waiting", "b.png": "waiting"}
    assert not out.exists()


def test_a_photo_that_is_not_there_would_fail(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = [str(photos / name) for name in ("a.png", "none.png")]
    assert _would(tmp_path / "out", capsys, *named) == {"a.png": "waiting", "none.png": "photo-missing"}


def test_a_batch_that_would_not_begin_is_refused(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, code in (
        ([str(photos), "-o", str(photos)], "out-is-input"),
        (["--resume", "-o", str(tmp_path / "out")], "nothing-to-resume"),
    ):
        assert run(["batch", *arguments, "--dry-run"]) == 2
        assert f"[{code}]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("how", "mode"),
    [
        ([], Mode.NEW),
        (["--resume", "--watch"], Mode.WATCH),
        (["--watch", "--resume"], Mode.WATCH),
        (["--retry", "--resume"], Mode.RETRY),
        (["--restart", "--resume"], None),
        (["--restart", "--retry"], None),
        (["--watch", "--restart"], None),
        (["--watch", "--retry"], None),
    ],
    ids=str,
)
def test_ways_to_begin_go_together_or_are_refused(
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    how: list[str],
    mode: Mode | None,
) -> None:
    begun = []
    monkeypatch.setattr(batching, "run_batch", lambda asked, out, mode, *more: begun.append(mode) or 0)
    status = run(["batch", str(photos), "-o", str(tmp_path / "out"), *how])
    assert (status, begun) == ((0, [mode]) if mode else (2, []))
    assert mode or "[modes-differ]" in capsys.readouterr().err
