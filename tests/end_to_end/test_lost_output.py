"""Standard output that is lost, or never was: what is made of the photos does not depend on who listens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
needs_shell = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    """Three photos."""
    found = [tmp_path / f"f\u00fcr-{number}.png" for number in range(3)]
    for path in found:
        cv2.imwrite(str(path), np.full((40, 60, 3), 90, np.uint8))
    return [str(path) for path in found]


def _said(shell: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One call of SILS, as $SILS with its arguments in the text of a shell."""
    command = ["bash", "-c", f'sils() {{ "{sys.executable}" "{ROOT / "main.py"}" "$@"; }}; {shell}', "bash", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@needs_shell
@pytest.mark.parametrize("verb", ["separate", "batch"])
def test_a_reader_that_goes_away_stops_no_photo(photos: list[str], tmp_path: Path, verb: str) -> None:
    out = tmp_path / "out"
    shell = f'sils {verb} "$@" --quality draft --json | head -n 1 > "{tmp_path}/first"; exit ${{PIPESTATUS[0]}}'
    said = _said(shell, *photos, "-o", str(out))
    assert (said.returncode, said.stderr) == (1, "")
    assert len(list(out.glob("*.png"))) == 2 * 3
    assert json.loads((tmp_path / "first").read_text())


@needs_shell
@pytest.mark.parametrize("verb", ["separate", "batch"])
def test_a_full_disk_under_the_output_is_told_once(photos: list[str], tmp_path: Path, verb: str) -> None:
    out = tmp_path / "out"
    said = _said(f'sils {verb} "$@" --quality draft --json > /dev/full', *photos, "-o", str(out))
    assert said.returncode == 1
    (line,) = said.stderr.splitlines()
    assert line.endswith("[output-lost]")
    assert len(list(out.glob("*.png"))) == 2 * 3


@needs_shell
@pytest.mark.parametrize("arguments", ["--help", "separators list", "doctor --device cpu"])
def test_every_verb_says_in_one_line_that_nobody_heard_it(arguments: str) -> None:
    said = _said(f"sils {arguments} > /dev/full")
    assert said.returncode == 1
    (line,) = said.stderr.splitlines()
    assert line.endswith("[output-lost]")


@needs_shell
def test_without_any_output_the_work_is_done(photos: list[str], tmp_path: Path) -> None:
    said = _said('sils separate "$@" --quality draft >&- 2>&-', *photos, "-o", str(tmp_path / "out"))
    assert said.returncode == 0
    assert len(list((tmp_path / "out").glob("*.png"))) == 2 * 3


@needs_shell
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_json_in_every_encoding(photos: list[str], tmp_path: Path, encoding: str) -> None:
    arguments = ('sils separate "$@" --json', photos[0], "-o", str(tmp_path / "out"), "--quality", "draft")
    said = _said(*arguments, PYTHONIOENCODING=encoding)
    assert json.loads(said.stdout)["photo"] == photos[0]
