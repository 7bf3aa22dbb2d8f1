"""The walls between the packages hold at run time too, not only on paper."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources/samples/glass_3_mixture.jpg"

_WITHOUT = """
import sys
for name in ("PySide6", "qtawesome", "torch", "lightning_fabric"):
    sys.modules[name] = None  # importing it raises ImportError
sys.argv = ["sils", *sys.argv[1:]]
import main
status = main.main()
assert not any(name.startswith(("PySide6.", "torch.", "sils_gui")) for name in sys.modules)
sys.exit(status)
"""

_WINDOW = """
{first}
{second}
app = QtWidgets.QApplication([])
label = QtWidgets.QLabel("ready")
label.show()
app.processEvents()
assert app.platformName() == "xcb", app.platformName()
assert label.windowHandle().isVisible()
"""
_QT = "from PySide6 import QtWidgets"


def _python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["doctor"],
        ["separators", "list"],
        ["presets", "list"],
        ["separate", str(SAMPLE), "-o"],
        ["remix", str(SAMPLE), "--balance", "50", "-o"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_headless_verbs_need_neither_qt_nor_torch(arguments: list[str], tmp_path: Path) -> None:
    out = [str(tmp_path)] if arguments[-1] == "-o" else []
    done = _python("-c", _WITHOUT, *arguments, *out)
    assert done.returncode == 0, done.stderr


@pytest.mark.gui
@pytest.mark.parametrize("order", ["engine first", "qt first"])
def test_a_window_opens_on_a_screen_beside_opencv(order: str) -> None:
    """OpenCV's wheel points Qt at plug-ins that lack a window system; the engine undoes it, whoever is first."""
    pytest.importorskip("PySide6")
    server = shutil.which("xvfb-run")
    if server is None:
        pytest.skip("needs xvfb-run, of Debian's package xvfb")
    pair = ("import engine.color", _QT) if order == "engine first" else (_QT, "import engine.color")
    script = _WINDOW.format(first=pair[0], second=pair[1])
    done = subprocess.run(
        [server, "-a", sys.executable, "-W", "ignore", "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb", "QT_DEBUG_PLUGINS": "0"},
    )
    assert done.returncode == 0, done.stderr


def test_the_engine_leaves_the_users_own_qt_settings_alone() -> None:
    script = "import os, engine.color; print(os.environ['QT_QPA_PLATFORM_PLUGIN_PATH'], 'QT_QPA_FONTDIR' in os.environ)"
    done = _python("-c", script, QT_QPA_PLATFORM_PLUGIN_PATH="/mine")
    assert done.stdout.split() == ["/mine", "False"], done.stderr


def test_onnx_runtime_leaves_nothing_in_the_users_home(tmp_path: Path) -> None:
    """Its telemetry would keep a device identity there; under CI, and where tests run, it is off by itself."""
    script = "import sys\nfrom main import main\nsys.argv = ['sils', 'doctor', '--device', 'cpu']\nsys.exit(main())"
    switches = {"CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "XDG_CACHE_HOME", "XDG_DATA_HOME"}
    users = {name: value for name, value in os.environ.items() if name not in switches}
    users |= {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=120, check=False, env=users)
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.rglob("*"))


def test_nobody_opens_opencvs_own_windows() -> None:
    calls = [f"{path}" for path in _sources() for name in _called(path) if name in ("imshow", "namedWindow", "waitKey")]
    assert not calls


def _sources() -> list[Path]:
    return [path for folder in ("engine", "sils_gui", "training") for path in (ROOT / folder).rglob("*.py")]


def _called(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
