"""A real window without a screen, with hand-made separators and a worker process that all tests share."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import resources
from sils_gui.app import SilsWindow, application
from sils_gui.state.scribble import MASK
from sils_gui.state.settings import CACHE_FOLDER, DEVICE, TASK, Settings
from sils_gui.view.theme import DARK, apply_theme
from sils_gui.work.worker import Worker
from tests.engine.separators import halving_separator, shading_separator, three_layer_separator
from tests.gui.hand import WAIT_MS, Hand, Make, PhotoFile
from tests.gui.night import Night

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Offscreen, Qt warns of what only a screen can do: smallest sizes, windows on top, the keyboard for a menu."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support", extend=True)
            )


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    return type(application())


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture(scope="session")
def shelf_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's data folder with the separators `half`, `shade` and `three`."""
    home = tmp_path_factory.mktemp("data")
    folder = home / "sils" / "separators"
    folder.mkdir(parents=True)
    for model in (halving_separator(), shading_separator(), three_layer_separator()):
        name = next(entry.value for entry in model.metadata_props).split('"name": "')[1].split('"')[0]
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString())
    return home


@pytest.fixture
def photo_file(tmp_path: Path) -> PhotoFile:
    """Makes 8-bit PNG files of a smooth picture with some noise; sizes are width × height."""

    def make(name: str = "photo.png", width: int = 160, height: int = 120) -> Path:
        rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
        noise = np.random.default_rng(width).integers(0, 20, (height, width, 3))
        ramp = np.stack([columns / width, rows / height, (rows + columns) / (height + width)], axis=-1)
        path = tmp_path / name
        assert cv2.imwrite(str(path), (40 + 180 * ramp + noise).astype(np.uint8))
        return path

    return make


@pytest.fixture
def make_window(
    qtbot: QtBot, worker: Worker, shelf_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Make]:
    """Opens windows that share settings and recovery folder, and ends them."""
    made: list[SilsWindow] = []
    for name in ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(shelf_home))

    def make(task: str = "half", *, own_worker: Worker | None = None) -> SilsWindow:
        settings = Settings(tmp_path / "config" / "sils.ini")
        settings.set(TASK, task)
        settings.set(DEVICE, "cpu")
        settings.set(CACHE_FOLDER, str(tmp_path / "layers"))
        apply_theme(application(), DARK)
        sils = SilsWindow(settings, own_worker or worker, tmp_path / "recovery")
        made.append(sils)
        sils.window.resize(1280, 720)
        sils.show()
        qtbot.waitExposed(sils.window)
        qtbot.waitUntil(lambda: bool(sils.shop.shelf.tasks) and sils.shop.errands.running is None, timeout=WAIT_MS)
        return sils

    yield make
    for sils in made:
        end(sils)


@pytest.fixture
def task() -> str:
    """What the window of `hand` is set to; a module has its own by a fixture of this name."""
    return "half"


@pytest.fixture
def hand(qtbot: QtBot, make_window: Make, task: str) -> Hand:
    """A window without a photo; a module goes on from there by a fixture of this name."""
    return Hand(qtbot, make_window(task))


@pytest.fixture
def separated(hand: Hand, photo_file: PhotoFile) -> Hand:
    """The same with a photo of 160×120 and its layers."""
    hand.open(photo_file())
    hand.separate()
    return hand


@pytest.fixture
def masking(separated: Hand) -> Hand:
    """The same at 100 %, without the layer's light, and with the brush in hand for the mask."""
    separated.set_amount(0)
    separated.key("b")
    separated.sils.state.brush.aim(MASK)
    separated.seen()
    return separated


@pytest.fixture
def night(qtbot: QtBot, make_window: Make, tmp_path: Path) -> Night:
    """A window with its queue open and nothing in it."""
    return Night(qtbot, make_window(), tmp_path / "out")


@pytest.fixture
def photos(photo_file: PhotoFile) -> list[Path]:
    """Four photos, `0.png` to `3.png`."""
    return [photo_file(f"{number}.png", 100 + number) for number in range(4)]


@pytest.fixture
def german_words(qapp: QApplication) -> Iterator[None]:
    """What is made from now on speaks German."""
    app, translator = application(), QTranslator()
    assert translator.load("sils_de", str(resources.path("translations")))
    app.installTranslator(translator)
    yield
    app.removeTranslator(translator)


@pytest.fixture
def german_numbers() -> Iterator[None]:
    """What is made from now on writes numbers as Germans do."""
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> str:
    """The language of what is made from now on, each in turn; for tests that ask for it before their window."""
    if request.param == "de":
        request.getfixturevalue("german_words")
        request.getfixturevalue("german_numbers")
    return request.param


def end(sils: SilsWindow) -> None:
    """Close a window without asking, if it is not closed yet."""
    if isValid(sils) and not sils.property("ended"):
        sils.setProperty("ended", True)
        try:
            sils.close()
        finally:
            sils.window.hide()
            sils.window.deleteLater()
            sils.deleteLater()
            application().processEvents()
