"""Opening photos: reading in a thread, a sidecar beside the photo, one document for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QColorSpace, QImage

from engine.codecs.looking import first_look
from engine.codecs.reading import read_photo
from engine.codecs.sniff import SUFFIXES
from engine.errors import Cancelled, Notice, PhotoError
from engine.geometry import Size
from engine.job import Job as SavedJob
from engine.job import is_job
from engine.paths import from_root, is_folder
from engine.picture import Photo
from engine.preview import Pyramid
from engine.progress import Progress
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.state.recent import Recent
from sils_gui.state.saved import Waiting
from sils_gui.work.display import to_image
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.sidecar import photos_with

MOST_AT_ONCE = 24


@dataclass(frozen=True)
class Glimpse:
    """A coarse image of a photo of `size`; the camera's own has other colours than the photo will have."""

    path: Path
    image: QImage
    size: Size
    is_of_camera: bool


class Opening(QObject):
    """Opens files, one after the other; `opened` follows for each document that is new on the desk.

    `given` follows where a photo that is open already was given edits that a crash left.
    `looked` comes before it, with a glimpse, where a photo takes long to read and has a picture to be shown meanwhile;
    `missed` comes in its place where nothing is opened after all.
    """

    opened = Signal(Document)
    given = Signal(Document)
    looked = Signal(Glimpse)
    missed = Signal()
    _glimpsed = Signal(object, object)

    def __init__(self, desk: Desk, recent: Recent, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._recent, self._problems = desk, recent, problems
        self._screen = QColorSpace()
        self.jobs = Jobs(self)
        self._glimpsed.connect(self._look)

    def set_screen(self, screen: QColorSpace) -> None:
        """The profile of the screen that glimpses are for; an invalid one counts as sRGB."""
        self._screen = screen

    def open(self, paths: Iterable[Path]) -> None:
        """Show these files, the photos in these folders, and those whose edits lie in these files.

        Those that are open already are only shown.
        """
        wanted = list(dict.fromkeys(map(from_root, paths)))
        if len(wanted) > MOST_AT_ONCE:
            sentence = self.tr("{0} files are many at once; the first {1} were opened.").format(
                len(wanted), MOST_AT_ONCE
            )
            self._problems.tell(Problem("many-files", sentence, Weight.NOTICE))
        for path in wanted[:MOST_AT_ONCE]:
            if is_folder(path):
                self._look_into(path, photos_in)
            elif is_job(path):
                self._look_into(path, photos_with)
            else:
                self._open_one(path)

    def skip(self) -> None:
        """Give up what is being opened; what waits is opened still."""
        self.jobs.cancel()
        self.missed.emit()

    def stop(self) -> None:
        """Give up all that is to be opened."""
        self.jobs.cancel_all()
        self.missed.emit()

    def recover(self, path: Path, saved: SavedJob) -> None:
        """Open a photo with edits that were never saved; where they would replace others like that, it is told."""
        self._open_one(path, saved)

    def _look_into(self, path: Path, find: Callable[[Path], list[Path]]) -> None:
        title = self.tr("Looking into {0}").format(path.name)
        self.jobs.add(Job(title, lambda progress: find(path), self.open, self._problems.tell, revocable=True))

    def _open_one(self, path: Path, saved: SavedJob | None = None) -> None:
        there = self._desk.find(path)
        if there is not None:
            self._show(there, saved)
            return
        title = self.tr("Opening {0}").format(path.name)
        self.jobs.add(
            Job(
                title,
                lambda progress: self._read(path, progress),
                lambda read: self._take(read, saved),
                self._fail(path),
                self.missed.emit,
                revocable=True,
            )
        )

    def _read(self, path: Path, progress: Progress) -> tuple[Photo, Pyramid]:
        """In the thread."""
        progress.report(0.0)
        look = first_look(path)
        if look is not None:
            glimpse = Glimpse(path, to_image(look.codes, self._screen), look.size, look.is_of_camera)
            self._glimpsed.emit(progress, glimpse)
        progress.check()
        photo = read_photo(path)
        progress.report(0.8)
        return photo, Pyramid.over([photo.pixels], progress, alpha=photo.alpha)

    def _look(self, progress: Progress, glimpse: Glimpse) -> None:
        """In the window's thread, unless the photo was given up while the glimpse was on its way."""
        with suppress(Cancelled):
            progress.check()
            self.looked.emit(glimpse)

    def _take(self, read: tuple[Photo, Pyramid], saved: SavedJob | None) -> None:
        photo, levels = read
        there = self._desk.find(photo.path)
        if there is not None:
            self._show(there, saved)
            return
        document = Document(photo, levels)
        if saved is not None:
            document.take_up(Waiting(saved, is_on_disk=False))
        self._recent.add(photo.path)
        tell_notices(self._problems, photo.notices, photo.path)
        self._desk.add(document)
        self.opened.emit(document)

    def _show(self, document: Document, saved: SavedJob | None) -> None:
        self._desk.show(document)
        if saved is None:
            return
        if not document.can_bring_back:
            sentence = self.tr(
                "{0} has edits that are not saved; those left behind are kept, and offered when SILS starts again."
            )
            self._problems.tell(Problem("recovery-waits", sentence.format(document.name), Weight.NOTICE))
            return
        document.take_up(Waiting(saved, is_on_disk=False))
        self.given.emit(document)

    def _fail(self, path: Path):  # type: ignore[no-untyped-def]
        def fail(problem: Problem) -> None:
            if problem.code == "photo-missing":
                self._recent.remove(path)
            self._problems.tell(problem)
            self.missed.emit()

        return fail


def tell_notices(problems: Problems, notices: Iterable[Notice], photo: Path | None = None) -> None:
    """What the engine wants the user to know, in the error bar, as long as a photo is open if it is about one."""
    for notice in notices:
        problems.tell(Problem(notice.code, notice.sentence, Weight.NOTICE, photo=photo))


def photos_in(folder: Path) -> list[Path]:
    """The files of a folder, without those of folders in it, that are photos by their names; raises PhotoError."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as error:
        sentence = QCoreApplication.translate("Work", "{0} cannot be read ({1}).").format(folder, error.strerror)
        raise PhotoError("folder-unreadable", sentence) from error
    if not found:
        sentence = QCoreApplication.translate("Work", "There are no photos in the folder {0}.").format(folder.name)
        raise PhotoError("folder-without-photos", sentence)
    return found
