"""How SILS begins where something is missing: a screen, a library, a part that was not installed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_WITHOUT = "import runpy, sys; sys.modules[{0!r}] = None; sys.argv = {1!r}; runpy.run_{2}({3!r}, run_name='__main__')"


def _started(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    users = {name: value for name, value in os.environ.items() if not name.endswith("DISPLAY") and "QT_" not in name}
    users |= {"PYTHONPATH": str(ROOT), "HOME": str(home), "XDG_RUNTIME_DIR": str(home), **environment}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=120, check=False, env=users, cwd=ROOT
    )


@pytest.mark.gui
@pytest.mark.skipif(sys.platform != "linux", reason="there is always a screen")
@pytest.mark.parametrize(
    ("screen", "cause"),
    [
        ({}, "could not connect to display"),
        ({"LC_ALL": "C"}, "could not connect to display"),
        ({"DISPLAY": ":4321"}, "could not connect to display :4321"),
        pytest.param(
            {"WAYLAND_DISPLAY": "none"},
            "Failed to create wl_display",
            marks=pytest.mark.skipif(not find_library("wayland-cursor"), reason="Qt cannot try Wayland"),
        ),
        ({"QT_QPA_PLATFORM": "cinema"}, "Could not find the Qt platform plugin"),
    ],
)
def test_without_a_screen_the_window_ends_with_a_sentence(screen: dict[str, str], cause: str, tmp_path: Path) -> None:
    pytest.importorskip("PySide6")
    done = _started("main.py", "photo.jpg", home=tmp_path, **screen)
    assert done.returncode == 1
    assert done.stderr.startswith(f"sils: The window of SILS cannot open ({cause}")
    assert done.stderr.endswith(" [no-display]\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("missing", "argument"), [("PySide6", "photo.jpg"), ("onnxruntime", "doctor")])
def test_a_library_that_is_missing_is_told_in_a_sentence(missing: str, argument: str, tmp_path: Path) -> None:
    done = _started("-c", _WITHOUT.format(missing, ["sils", argument], "path", "main.py"), home=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("sils: A part of SILS cannot be loaded (")
    assert missing in done.stderr
    assert done.stderr.endswith(" [part-missing]\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("kind", "program"), [("module", "training"), ("path", "training/export.py")])
def test_the_training_without_its_extra_names_it(kind: str, program: str, tmp_path: Path) -> None:
    done = _started("-c", _WITHOUT.format("torch", [program, "--help"], kind, program), home=tmp_path)
    assert done.returncode == 1
    assert done.stderr == 'The training needs torch, which is not installed; run: pip install ".[train]"\n'


_INTERRUPTED_WHILE_LOADING = """
import os, runpy, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "torch":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
sys.argv = ["{1}"]
runpy.run_{0}("{1}", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("kind", "program"), [("module", "training"), ("path", "training/export.py")])
def test_an_interrupt_while_the_training_loads_ends_it_without_a_trace(kind: str, program: str, tmp_path: Path) -> None:
    done = _started("-c", _INTERRUPTED_WHILE_LOADING.format(kind, program), home=tmp_path)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")
