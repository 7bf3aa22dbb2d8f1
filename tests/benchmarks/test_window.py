"""How fast the window answers with a 24-megapixel photo: `pytest -o addopts= tests/benchmarks/test_window.py`."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from engine.marks import Stroke
from engine.mix import Mix
from engine.output import Output
from sils_gui.app import SilsWindow, application
from sils_gui.state.document import Document
from sils_gui.state.exports import Exportable, ExportWish
from sils_gui.state.scribble import MASK
from sils_gui.state.settings import CACHE_FOLDER, DEVICE, Settings
from sils_gui.work.worker import Worker
from tests.benchmarks.conftest import Rows
from tests.benchmarks.memory import PeakOf

WIDTH, HEIGHT = 6000, 4000
LARGE = (12_500, 8_000)
CANVAS = (1600, 1000)
DRAGS = 60
STROKE = Stroke(((1000.0, 1000.0), (3000.0, 2000.0)), 300.0)


@pytest.fixture(scope="module")
def photo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _saved(tmp_path_factory.mktemp("photo") / "large.jpg", WIDTH, HEIGHT)


def _saved(path: Path, width: int, height: int) -> Path:
    small = np.random.default_rng(0).integers(0, 256, (height // 16, width // 16, 3), dtype=np.uint8)
    assert cv2.imwrite(str(path), cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC))
    return path


@pytest.fixture(scope="module")
def sils(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SilsWindow]:
    home, app, worker = tmp_path_factory.mktemp("home"), application(), Worker()
    settings = Settings(home / "sils.ini")
    settings.set(DEVICE, "cpu")
    settings.set(CACHE_FOLDER, str(home / "layers"))
    sils = SilsWindow(settings, worker, home / "recovery")
    sils.window.resize(CANVAS[0] + 400, CANVAS[1] + 120)
    sils.show()
    _until(app, lambda: bool(sils.shop.shelf.tasks) and sils.shop.errands.running is None)
    yield sils
    sils.close()
    worker.close()


def test_first_picture_of_24_megapixels(
    benchmark: BenchmarkFixture, sils: SilsWindow, photo_file: Path, rows: Rows
) -> None:
    gaps: list[float] = []
    whole_s: list[float] = []

    def close() -> None:
        _close(sils)
        whole_s.append(time.perf_counter())

    def open_photo() -> None:
        sils.shop.opening.open([photo_file])
        _until(application(), lambda: sils.window.first_look.is_on, gaps)
        sils.window.first_look.repaint()

    def wait_for_photo() -> None:
        _until(application(), lambda: sils.shop.previewing.frame is not None, gaps)
        sils.window.canvas.repaint()
        whole_s[-1] = time.perf_counter() - whole_s[-1]

    benchmark.pedantic(open_photo, setup=close, teardown=wait_for_photo, rounds=5)
    assert benchmark.stats is not None, "benchmarks are not switched off"
    times = benchmark.stats.stats
    told = f"{times.min:.2f} s, median {times.median:.2f} s"
    rows.add("window", f"| first picture after opening a JPEG | {told} | 1 s |")
    told = f"{min(whole_s):.2f} s, median {np.median(whole_s):.2f} s"
    rows.add("window", f"| the photo itself in its place | {told} | |")
    _tell_block(rows, "opening", gaps)
    _until(application(), lambda: sils.shop.previewing.is_settled)


def test_the_window_answers_while_it_separates(
    benchmark: BenchmarkFixture, sils: SilsWindow, photo_file: Path, rows: Rows
) -> None:
    _opened(sils, photo_file)
    peak, gaps = PeakOf(os.getpid()), []

    def separate() -> None:
        sils.window.conduct.separate()
        _until(application(), lambda: sils.shop.jobs.running is None and sils.shop.previewing.is_settled, gaps)

    benchmark.pedantic(separate, rounds=1)
    _tell_block(rows, "separating", gaps)
    _tell_peak(rows, "separating into two layers", peak)


def test_the_window_answers_while_it_exports(
    benchmark: BenchmarkFixture, sils: SilsWindow, photo_file: Path, tmp_path: Path, rows: Rows
) -> None:
    document = _separated(sils, photo_file)
    gaps, peak = [], PeakOf(os.getpid())

    def export() -> None:
        source = Exportable.of(document)
        assert source is not None, "the photo is separated"
        sils.shop.exporting.export(source, ExportWish(("remix", "background"), Output(tmp_path)))
        _until(application(), lambda: sils.shop.jobs.running is None, gaps)

    benchmark.pedantic(export, rounds=1)
    assert len(list(tmp_path.iterdir())) == 2
    _tell_block(rows, "exporting two PNG", gaps)
    _tell_peak(rows, "exporting two PNG", peak)


@pytest.mark.parametrize("painted", [(), (STROKE,)], ids=["everywhere", "under a mask"])
def test_a_slider_moves_until_pixels_are_on_screen(
    benchmark: BenchmarkFixture, sils: SilsWindow, photo_file: Path, rows: Rows, painted: tuple[Stroke, ...]
) -> None:
    document = _separated(sils, photo_file)
    for stroke in painted:
        document.paint(MASK, stroke, "Paint")
    _until(application(), lambda: sils.shop.previewing.is_settled)
    slider = sils.window.docks.mixer.strips[1].controls["strength"].slider
    places = iter(np.linspace(20, slider.width() - 20, DRAGS + 1).astype(int).tolist())
    app, y = application(), slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(next(places), y))

    def move() -> None:
        QTest.mouseMove(slider, QPoint(next(places), y), 0)
        _until(app, lambda: shown_mix(sils) is document.mix)
        sils.window.canvas.repaint()

    benchmark.pedantic(move, rounds=DRAGS - 1)
    assert benchmark.stats is not None, "benchmarks are not switched off"
    times = 1000 * np.array(benchmark.stats.stats.data)
    median, late = np.median(times), np.percentile(times, 95)
    told = f"{median:.0f} ms median, {late:.0f} ms at the 95th percentile"
    where = "under a painted mask" if painted else "canvas of 1600 × 1000"
    rows.add("window", f"| slider to pixels, {where} | {told} | 33 ms, 60 ms |")
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(30, y))
    document.wipe_away(MASK, "Clear")


@pytest.mark.parametrize("suffix", ["jpg", "tif"])
def test_the_window_answers_while_it_opens_100_megapixels(
    benchmark: BenchmarkFixture, sils: SilsWindow, tmp_path: Path, rows: Rows, suffix: str
) -> None:
    path, gaps = _saved(tmp_path / f"huge.{suffix}", *LARGE), []

    def open_photo() -> None:
        sils.shop.opening.open([path])
        _until(application(), lambda: sils.state.desk.find(path) is not None and sils.shop.previewing.is_settled, gaps)

    benchmark.pedantic(open_photo, rounds=1)
    _tell_block(rows, f"opening 100 megapixels of {suffix.upper()}", gaps)
    _close(sils)


def _opened(sils: SilsWindow, path: Path) -> Document:
    """The photo that the benchmark before left open, or this one."""
    if sils.state.desk.current is None:
        sils.shop.opening.open([path])
        _until(application(), lambda: sils.state.desk.current is not None and sils.shop.previewing.is_settled)
    assert sils.state.desk.current is not None, "it was waited for"
    return sils.state.desk.current


def _separated(sils: SilsWindow, path: Path) -> Document:
    document = _opened(sils, path)
    if document.separation is None:
        sils.window.conduct.separate()
        _until(application(), lambda: document.separation is not None and sils.shop.previewing.is_settled)
    return document


def _close(sils: SilsWindow) -> None:
    if sils.state.desk.current is not None:
        sils.state.desk.close(sils.state.desk.current)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # left to the loop that runs the window


def _tell_block(rows: Rows, doing: str, gaps: list[float]) -> None:
    rows.add("window", f"| longest block of the window while {doing} | {1000 * max(gaps):.0f} ms | 50 ms |")


def _tell_peak(rows: Rows, doing: str, peak: PeakOf) -> None:
    rows.add("window", f"| most memory of window and worker while {doing} | {peak.gib():.2f} GiB | 2.5 GiB |")


def shown_mix(sils: SilsWindow) -> Mix | None:
    frame = sils.shop.previewing.frame
    return frame.request.mix if frame is not None else None


def _until(app: QApplication, is_so, gaps: list[float] | None = None) -> None:  # type: ignore[no-untyped-def]
    last = time.perf_counter()
    while not is_so():
        app.processEvents()
        now = time.perf_counter()
        if gaps is not None:
            gaps.append(now - last)
        last = now
        time.sleep(0.0005)
        last += time.perf_counter() - now
