"""The recipes of the separators that ship: the training takes every call, and what follows needs is made."""

import os
import subprocess
from pathlib import Path

import pytest

from training import __main__ as training

RECIPE = Path(training.__file__).with_name("recipes") / "separator.sh"
PRETENDING = """#!/bin/sh
case "$1" in -c) echo {gpu}; exit ;; esac
for word in "$@"; do printf '%s\\n' "$word"; done >> calls
echo >> calls
"""


def calls_of(folder: Path, gpu: bool, *words: str) -> list[list[str]]:
    """What the recipe would have Python do, one list of words for each call."""
    python = folder / "bin" / "python"
    python.parent.mkdir()
    python.write_text(PRETENDING.format(gpu=gpu))
    python.chmod(0o755)
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", str(RECIPE), *words], cwd=folder, env={**os.environ, "PATH": path}, check=True)
    told = (folder / "calls").read_text().removesuffix("\n\n").split("\n\n")
    return [call.split("\n")[2:] for call in told]


@pytest.mark.parametrize("gpu", [True, False])
@pytest.mark.parametrize("task", ["reflection", "window", "intrinsic"])
def test_every_step_of_a_recipe_is_taken_and_begins_with_what_was_made_before(
    task: str, gpu: bool, tmp_path: Path
) -> None:
    made = set()
    for call in calls_of(tmp_path, gpu, task, "my photos", "my run", "--set", "photo_px=640"):
        parsed = training.parser().parse_args(call)
        if parsed.verb == "fit":
            config = training._config(parsed)
            assert (config.photo_px, parsed.photos) == (640, Path("my photos"))
            assert gpu or not parsed.compile
            assert parsed.steps > 100
            assert parsed.start is None or parsed.start in made
            made |= {parsed.run / "checkpoint.pt", parsed.run / "best.pt"}
        elif parsed.verb == "average":
            assert set(parsed.files) <= made
            made.add(parsed.out)
        else:
            assert (parsed.verb, parsed.target) == ("export", Path("my run") / f"{task}.onnx")
            assert parsed.checkpoint in made
            assert (parsed.working_px, parsed.coarse_px) == (640, 288 if task == "reflection" else None)
            made.add(parsed.target)
    assert Path("my run") / f"{task}.onnx" in made


def test_a_budget_that_is_given_counts_for_every_part(tmp_path: Path) -> None:
    fits = [call for call in calls_of(tmp_path, False, "window", "photos", "run", "--steps", "2") if call[0] == "fit"]
    assert [training.parser().parse_args(call).steps for call in fits] == [2] * 8
