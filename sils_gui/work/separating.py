"""Separating photos for the window: what is asked for, and what a document makes of the layers that come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.errors import Notice
from engine.job import Job as SavedJob
from engine.layer_cache import LayerCache
from engine.layer_key import LayerKey
from engine.picture import Separation
from engine.progress import Progress
from engine.recipe import changes_since
from engine.runtime import Device, DeviceChoice
from engine.separator import Quality
from engine.separator_file import SeparatorFile
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.edits import Edits
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.state.saved import Waiting
from sils_gui.state.settings import CACHE_GIB, DEVICE, Settings
from sils_gui.work.inference import EMPTY, Order, device_in_use
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.masks import REDRAWN, painted_in
from sils_gui.work.opening import tell_notices
from sils_gui.work.separated import Made, separated
from sils_gui.work.worker import Worker

_NOWHERE = Path()


class Separating(QObject):
    """Makes layers; `device` is what the last run used, or would use, and None while that is not known, be it that it
    `is_asking` for it or that nothing came of that; `separated` follows when a document has new layers, `failed` when a
    separation told a problem."""

    device_changed = Signal()
    separated = Signal(object)
    failed = Signal()

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        problems: Problems,
        worker: Worker,
        jobs: Jobs,
        errands: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._settings, self._problems = desk, settings, problems
        self._worker, self._jobs, self._errands = worker, jobs, errands
        self.device: DeviceChoice | None = None
        self.is_asking = False
        desk.closed.connect(jobs.drop)

    @property
    def cache(self) -> LayerCache:
        """Where layers are kept, as the settings say."""
        return LayerCache(self._settings.cache_folder(), self._settings.get(CACHE_GIB) << 30)

    def separate(self, document: Document, file: SeparatorFile, quality: Quality) -> None:
        """Give a document new layers, kept ones where there are any."""
        photo, cache = document.photo, self.cache
        device = Device(self._settings.get(DEVICE))
        key = LayerKey("", file.digest, quality.value)  # `separated` adds what takes a while to know
        order = Order(replace(photo, pixels=EMPTY, alpha=None), _NOWHERE, file.path, device, quality, {}, cache, key)
        saved, painted, edits = document.pending, document.painted_for(file.spec), document.edits

        def work(progress: Progress) -> Made:
            here, notices = (painted, ()) if saved is None else painted_in(saved, photo)
            hints = here.only(file.spec.hintable).hints
            made = separated(photo, order, hints, self._worker, progress)
            return replace(made, painted=here, hints=hints, unread=notices)

        title = self.tr("Separating {0}").format(photo.path.name)
        self._jobs.add(
            Job(
                title,
                work,
                lambda made: self._take(document, saved, edits, quality, made),
                self._fail,
                about=document,
                revocable=True,
            )
        )

    def ask_device(self, file: SeparatorFile) -> None:
        """Find out on which device a separator would run; also wakes the worker process up."""
        device = Device(self._settings.get(DEVICE))
        order = (file.path, file.digest, device)
        title = self.tr("Starting")
        self.is_asking = True
        self.device_changed.emit()
        self._errands.add(
            Job(
                title,
                lambda progress: self._worker.call(device_in_use, order, progress),
                self._know,
                self._no_device,
                lambda: self._know(None),
            )
        )

    def _take(self, document: Document, saved: SavedJob | None, edits: Edits, quality: Quality, made: Made) -> None:
        if made.device is not None:
            self._know(made.device)
        is_overtaken = document.pending is not None and document.pending is not saved  # by edits that were brought back
        if document not in self._desk.documents or is_overtaken:
            return
        if document.edits != edits and document.would_lose(made.separation.spec):
            sentence = self.tr("{0} was edited while other layers were made, and keeps its own; press Separate again.")
            told = sentence.format(document.name)
            self._problems.tell(Problem("edited-meanwhile", told, Weight.NOTICE, photo=document.photo.path))
            return
        waited, pending = document.saved.waiting, document.pending
        painted = made.painted if pending is not None else document.painted_for(made.separation.spec)
        if any(notice.code == REDRAWN for notice in made.unread):
            document.saved.lack()
        document.set_separation(made.separation, made.levels, quality, painted, made.hints)
        if any(notice.code != REDRAWN for notice in made.unread):
            document.saved.miss()
        changes = self._changes(document, waited, made.separation)
        notices = (*made.unread, *made.separation.notices, *changes)
        tell_notices(self._problems, notices, document.photo.path)
        self.separated.emit(document)

    def _changes(self, document: Document, waited: Waiting | None, separation: Separation) -> tuple[Notice, ...]:
        """What is told of saved edits that waited for layers when some have come."""
        if waited is document.saved.waiting:  # there are none, or it was told when they were left out
            return ()
        if waited is not None and document.saved.waiting is None:
            return changes_since(waited.job, separation)
        sentence = self.tr(
            "The saved edits of {0} are for other layers and were left out; they are kept when you save."
        )
        return (Notice("edits-left-out", sentence.format(document.name)),)

    def _fail(self, problem: Problem) -> None:
        self._problems.tell(problem)
        self.failed.emit()

    def _no_device(self, problem: Problem) -> None:
        self._problems.tell(problem)
        self._know(None)

    def _know(self, device: DeviceChoice | None) -> None:
        self.device, self.is_asking = device, False
        self.device_changed.emit()
