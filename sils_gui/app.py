"""Builds the window and wires state, work and view; `open_window` runs it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QColorSpace, QIcon
from PySide6.QtWidgets import QApplication

import resources
from engine.job import Job
from sils_gui.asked_to_end import asked_to_end
from sils_gui.open_files import allow_many_files
from sils_gui.screen import needing_screen
from sils_gui.state.document import Document
from sils_gui.state.problems import Problem, Weight
from sils_gui.state.settings import DEVICE, LANGUAGE, LANGUAGES, THEME, Settings, default_path
from sils_gui.view.error_bar import QuestionBar
from sils_gui.view.main_window import MainWindow
from sils_gui.view.names import task_title
from sils_gui.view.theme import apply_theme, theme_named
from sils_gui.work.recovery import Recoverable
from sils_gui.work.shop import Shop, State
from sils_gui.work.worker import Worker


class SilsWindow(QObject):
    """The window with all that belongs to it. `close` ends every thread; the worker process belongs to who made it."""

    def __init__(self, settings: Settings, worker: Worker, recovery: Path) -> None:
        super().__init__()
        settings.setParent(self)
        self.state = State.of(settings, self)
        self.shop = Shop.of(self.state, worker, recovery, self)
        self.window = MainWindow(self.state, self.shop)
        self._recovering: list[Recoverable] = []
        self._waiting: set[int] = set()
        self.shop.opening.opened.connect(self._greet)
        self.shop.opening.given.connect(self._separate_again)
        self.shop.shelf.changed.connect(self._go_on)
        self.shop.separating.failed.connect(self.shop.shelf.refresh)  # its file may be gone
        settings.changed.connect(lambda key: self._try_device() if key == DEVICE.key else None)
        self.shop.shelf.refresh()
        self._offer_recovery()

    def show(self) -> None:
        """Show the window on its screen, with the keyboard, in the screen's colours where Qt knows them."""
        self.window.show()
        self.window.activateWindow()  # where no window manager gives the keyboard to new windows
        handle = self.window.windowHandle()
        screen = handle.format().colorSpace() if handle is not None else QColorSpace()
        self.shop.previewing.set_screen(screen)
        self.shop.opening.set_screen(screen)

    def close(self) -> None:
        self.shop.close()

    def leave(self) -> None:
        """The same where nobody can be asked any more: what is not saved is offered by the next window."""
        self.shop.saving.leave()
        self.close()

    def _greet(self, document: Document) -> None:
        self.shop.saving.follow(document)
        document.brought_back.connect(self._forget_recovered)
        if document.pending is not None:
            self._separate_again(document)

    def _separate_again(self, document: Document) -> None:
        assert document.pending is not None, "only for documents with saved edits"
        self.shop.choosing.follow()
        files = [shelved.file for shelved in self.shop.shelf.separators]
        same = next((file for file in files if file.digest == document.pending.separator_sha256), None)
        file = same or self.shop.shelf.for_task(document.pending.task)
        if file is not None:
            self.shop.separating.separate(document, file, document.pending.quality)
        else:
            self._waiting.add(document.serial)
            if files:  # they were read, and it is not among them
                self._tell_waiting(document, document.pending)

    def _tell_waiting(self, document: Document, saved: Job) -> None:
        sentence = self.tr(
            "The saved edits of {0} are for the task {1}, which no separator here is for. They come when you add one "
            "on the page Separators."
        ).format(document.name, task_title(saved.task))
        told = Problem("edits-wait", sentence, Weight.NOTICE, photo=document.photo.path)
        self.state.problems.tell(told)

    def _recover(self, item: Recoverable) -> None:
        """Bring edits back; their copies go when a document has taken them up and there are others."""
        self._recovering.append(item)
        self.shop.opening.recover(item.photo, item.job)

    def _forget_recovered(self, job: Job) -> None:
        for item in [item for item in self._recovering if item.job is job]:
            self._recovering.remove(item)
            self.shop.saving.take_over(item)

    def _go_on(self) -> None:
        """Separate photos whose separator was not there; one that failed is not tried again by itself."""
        waiting, self._waiting = self._waiting, set()
        for document in self.state.desk.documents:
            if document.serial in waiting and document.pending is not None:
                self._separate_again(document)
        self._ask_device()

    def _try_device(self) -> None:
        if self.shop.jobs.running is None:
            self._waiting |= {document.serial for document in self.state.desk.documents}
        self._go_on()

    def _ask_device(self) -> None:
        tasks = self.shop.shelf.tasks
        if tasks:
            self.shop.separating.ask_device(tasks[0])

    def _offer_recovery(self) -> None:
        found = self.shop.saving.recovery.left_behind()
        if not found:
            return
        names = ", ".join(dict.fromkeys(item.photo.name for item in found))
        bar = QuestionBar(
            self.tr("SILS ended unexpectedly; there are unsaved edits of {0}.").format(names),
            self.tr("&Bring them back"),
            self.tr("For&get them"),
        )
        for item in found:
            bar.yes.clicked.connect(lambda checked=False, item=item: self._recover(item))
            bar.no.clicked.connect(lambda checked=False, item=item: self.shop.saving.recovery.forget(item))
        self.window.add_bar(bar)


def open_window(arguments: Sequence[str]) -> int:
    """Open the window with these photos and run it until it is closed, or a signal asks to end; the exit status.

    Where there is no screen, the process ends with a sentence.
    """
    allow_many_files()
    _stand_alone()
    settings, worker = Settings(default_path()), Worker()
    with needing_screen():
        app = application(settings.get(LANGUAGE))
    with asked_to_end(app.exit):
        apply_theme(app, theme_named(settings.get(THEME)))
        recovery = Path(platformdirs.user_state_path("sils", appauthor=False)) / "recovery"
        sils = SilsWindow(settings, worker, recovery)
        sils.show()
        paths = [Path(argument) for argument in arguments]
        QTimer.singleShot(0, lambda: sils.shop.open(paths))
        status = run(app, sils)
        worker.close()
    return status


def _stand_alone() -> None:
    """Have the taskbar of Windows show the window under its own icon, and not under that of Python."""
    if sys.platform == "win32":
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("sils")


def run(app: QApplication, sils: SilsWindow) -> int:
    """Run a window until it is closed (0), or `app.exit` is called with another status, and end it."""
    status = app.exec()
    if status:
        sils.leave()
    else:
        sils.close()
    return status


def application(language: str = "en") -> QApplication:
    """The application, with its name, in a language by its code, or "system" for the user's own."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("SILS")
    app.setDesktopFileName("sils")
    app.setWindowIcon(QIcon(str(resources.path("icons/sils.svg"))))
    _translate(app, QLocale.system() if language == "system" else QLocale(language))
    return app


def _translate(app: QApplication, locale: QLocale) -> None:
    """Speak the first of a person's languages that we have: our own strings, those of Qt's buttons, and numbers.

    Numbers are those of the person's region where its language is spoken there. For all others everything is English.
    """
    wanted = (name.partition("-")[0] for name in locale.uiLanguages())
    spoken = QLocale(next((code for code in wanted if code in LANGUAGES), "en"))
    QLocale.setDefault(locale if locale.language() is spoken.language() else spoken)
    own, qts = str(resources.path("translations")), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qts), ("sils", own)):
        translator = QTranslator(app)
        if translator.load(spoken, name, "_", folder) and translator.load(_kept(translator.filePath())):
            app.installTranslator(translator)


@cache
def _kept(file: str) -> bytes:
    """What a file holds, for good: Qt does not copy it, and from a file it would read on while that is rewritten."""
    return Path(file).read_bytes()
