"""Pictures of the window at work, for the README: `python -m sils_gui.screenshots OUT_DIR [PHOTO]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import resources
from engine.marks import Stroke
from sils_gui.app import SilsWindow, application
from sils_gui.state.looking import Arrangement
from sils_gui.state.scribble import MASK
from sils_gui.state.settings import CACHE_FOLDER, THEME, Settings
from sils_gui.view.targets import step_title
from sils_gui.view.theme import apply_theme, theme_named
from sils_gui.work.worker import Worker

_SIZE = QSize(1280, 720)
_SAMPLES = tuple(resources.path("samples") / f"{name}_mixture.jpg" for name in ("glass_17", "glass_3"))
_STROKES = {"reflection": ((0.3, 0.25), (0.35, 0.35)), MASK: ((0.2, 0.6), (0.6, 0.62), (0.8, 0.7))}
"""What is painted, as shares of the photo's sides."""


def main(folder: Path, photo: Path) -> None:
    """Walk through the window and keep a picture of each view and dialog, dark and light."""
    folder.mkdir(parents=True, exist_ok=True)
    app, worker = application(), Worker()
    with tempfile.TemporaryDirectory() as home:
        for theme in ("dark", "light"):
            settings = Settings(Path(home) / theme / "sils.ini")
            settings.set(THEME, theme)
            settings.set(CACHE_FOLDER, str(Path(home) / "layers"))
            apply_theme(app, theme_named(theme))
            sils = SilsWindow(settings, worker, Path(home) / "recovery")
            sils.window.resize(_SIZE)
            sils.show()
            for name, widget in _walk(app, sils, photo):
                widget.grab().save(str(folder / f"{theme}-{name}.png"))
            sils.window.hide()
            sils.close()
    worker.close()


def _walk(app: QApplication, sils: SilsWindow, photo: Path) -> Iterator[tuple[str, QWidget]]:
    window, looking = sils.window, sils.state.looking
    _until(app, lambda: bool(sils.shop.shelf.tasks) and sils.shop.errands.running is None)
    yield "welcome", window
    sils.shop.opening.open([photo])
    _until(app, lambda: sils.state.desk.current is not None and sils.shop.previewing.is_settled)
    yield "photo", window
    window.conduct.separate()
    _until(app, lambda: sils.shop.jobs.running is None and sils.shop.previewing.is_settled)
    yield "remix", window
    window.docks.mixer.strips[1].disclose.click()
    for arrangement in (Arrangement.WIPE, Arrangement.SIDE_BY_SIDE, Arrangement.GRID, Arrangement.DIFFERENCE):
        looking.set(arrangement=arrangement)
        _until(app, lambda: sils.shop.previewing.is_settled)
        yield arrangement.value, window
    looking.set(arrangement=Arrangement.SINGLE)
    window.actions_.of("brush").trigger()
    for target, points in _STROKES.items():
        _paint(sils, target, points)
    _until(app, lambda: sils.shop.previewing.is_settled)
    yield "brush", window
    window.actions_.of("range").trigger()
    _until(app, lambda: sils.shop.previewing.is_settled)
    yield "mask", window
    window.actions_.of("range").trigger()
    sils.state.brush.set(target=MASK)
    for name in ("linear", "radial"):
        window.actions_.of(name).trigger()
        _draw(sils)
        _until(app, lambda: sils.shop.previewing.is_settled)
        yield name, window
    window.actions_.of("radial").trigger()
    window.actions_.of("brush").trigger()
    _until(app, lambda: sils.shop.previewing.is_settled)
    for index, name in ((1, "presets"), (2, "history")):
        window.docks.tabs.setCurrentIndex(index)
        yield name, window
    window.docks.tabs.setCurrentIndex(0)
    sils.shop.opening.open([next(sample for sample in _SAMPLES if not sample.samefile(photo))])
    _until(app, lambda: len(sils.state.desk.documents) == 2 and sils.shop.previewing.is_settled)
    yield "two", window
    sils.state.desk.step(1)
    yield from _queue(app, sils)
    for name in ("export", "preferences", "separators", "about"):
        window.actions_.of(name).trigger()
        yield name, _dialog(app, sils)
        _close_dialogs(window)
    sils.shop.opening.open([Path("missing.jpg")])
    _until(app, lambda: sils.shop.opening.jobs.running is None)
    yield "error", window


def _queue(app: QApplication, sils: SilsWindow) -> Iterator[tuple[str, QWidget]]:
    """The queue with a photo, and the dialog of its recipe."""
    sils.window.actions_.of("enqueue").trigger()
    _until(app, lambda: sils.shop.adding.is_idle)
    yield "queue", sils.window
    sils.window.docks.queue.recipe.click()
    yield "recipe", _dialog(app, sils)
    _close_dialogs(sils.window)
    sils.window.actions_.of("queue").trigger()


def _paint(sils: SilsWindow, target: str, points: Sequence[tuple[float, float]]) -> None:
    document = sils.state.desk.current
    assert document is not None, "a photo is open"
    size = document.photo.size
    places = tuple((x * size.width, y * size.height) for x, y in points)
    stroke = Stroke(places, 0.04 * size.width)
    document.paint(target, stroke, step_title(target, stroke, document))


def _draw(sils: SilsWindow) -> None:
    """The shape that the brush is set to, over a quarter of the photo."""
    document, brush = sils.state.desk.current, sils.state.brush
    assert document is not None, "a photo is open"
    size = document.photo.size
    sils.window.actions_.of("clear").trigger()
    brush.draw((0.4 * size.width, 0.4 * size.height), (0.65 * size.width, 0.7 * size.height), brush.combine)
    assert brush.drawn is not None, "it is in hand"
    document.paint(brush.target, brush.drawn, step_title(brush.target, brush.drawn, document))
    brush.drop()


def _dialog(app: QApplication, sils: SilsWindow) -> QDialog:
    """The dialog that is open."""
    _until(app, lambda: sils.shop.errands.running is None)
    return next(dialog for dialog in sils.window.findChildren(QDialog) if dialog.isVisible())


def _close_dialogs(window: QWidget) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
        dialog.deleteLater()


def _until(app: QApplication, is_so: Callable[[], bool]) -> None:
    while not is_so():
        app.processEvents()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else _SAMPLES[0])
