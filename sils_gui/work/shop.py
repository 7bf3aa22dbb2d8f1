"""Everything that works for the window, made and ended together."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from engine.library import SUFFIX as SEPARATOR_SUFFIX
from engine.own_presets import folder_in
from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.looking import Looking
from sils_gui.state.presets import OwnPresets
from sils_gui.state.problems import Problems
from sils_gui.state.queue import Queue
from sils_gui.state.recent import Recent
from sils_gui.state.settings import Settings
from sils_gui.work.choosing import Choosing
from sils_gui.work.covering import Covering
from sils_gui.work.examining import Examining
from sils_gui.work.exporting import Exporting
from sils_gui.work.jobs import Jobs
from sils_gui.work.opening import Opening
from sils_gui.work.previewing import Previewing
from sils_gui.work.queue_adding import QueueAdding
from sils_gui.work.queue_home import QueueHome
from sils_gui.work.queue_keeping import QueueKeeping
from sils_gui.work.queue_painted import PaintedPhotos
from sils_gui.work.queueing import Queueing
from sils_gui.work.resting import Resting
from sils_gui.work.saving import Saving
from sils_gui.work.separating import Separating
from sils_gui.work.shelf import Shelf
from sils_gui.work.watching import Watching
from sils_gui.work.worker import Worker


@dataclass(frozen=True)
class State:
    """What the window shows."""

    settings: Settings
    recent: Recent
    problems: Problems
    desk: Desk
    looking: Looking
    brush: Brush
    own_presets: OwnPresets
    queue: Queue

    @classmethod
    def of(cls, settings: Settings, parent: QObject) -> State:
        """A fresh state for these settings."""
        presets = OwnPresets(folder_in(settings.folder), parent)
        recent, problems, desk = Recent(settings, parent), Problems(parent), Desk(parent)
        desk.closed.connect(lambda document: problems.forget(document.photo.path))
        return cls(settings, recent, problems, desk, Looking(parent), Brush(parent), presets, Queue(settings, parent))


@dataclass(frozen=True)
class Shop:
    """Who does the work: `jobs` are long and shown in the status bar, `errands` are short or wait for nobody."""

    jobs: Jobs
    errands: Jobs
    opening: Opening
    previewing: Previewing
    covering: Covering
    separating: Separating
    exporting: Exporting
    saving: Saving
    watching: Watching
    resting: Resting
    shelf: Shelf
    choosing: Choosing
    examining: Examining
    adding: QueueAdding
    queueing: Queueing
    keeping: QueueKeeping

    @classmethod
    def of(cls, state: State, worker: Worker, recovery: Path, parent: QObject) -> Shop:
        """A shop that works on this state with this worker process."""
        jobs, errands = Jobs(parent), Jobs(parent)
        shelf = Shelf(state.problems, worker, errands, parent)
        home = QueueHome(state.settings.folder / "queue")
        painted = PaintedPhotos(state.desk, state.queue, home.folder, parent)
        separating = Separating(state.desk, state.settings, state.problems, worker, jobs, errands, parent)
        return cls(
            jobs=jobs,
            errands=errands,
            opening=Opening(state.desk, state.recent, state.problems, parent),
            previewing=Previewing(state.desk, state.looking, state.problems, parent),
            covering=Covering(state.desk, state.looking, state.brush, state.problems, parent),
            separating=separating,
            exporting=Exporting(state.problems, jobs, parent),
            saving=Saving(state.desk, state.problems, recovery, parent),
            watching=Watching(state.desk, state.problems, parent),
            resting=Resting(state.desk, lambda: separating.cache, parent),
            shelf=shelf,
            choosing=Choosing(state.desk, state.settings, shelf, parent),
            examining=Examining(state.settings, worker, errands, parent),
            adding=QueueAdding(state.queue, painted, state.problems, parent),
            queueing=Queueing(state.queue, painted, state.settings, state.problems, parent),
            keeping=QueueKeeping(state.queue, home, state.problems, parent),
        )

    def open(self, paths: Iterable[Path]) -> None:
        """Open photos, folders and sidecars, and take separators in."""
        others = []
        for path in paths:
            if path.suffix.lower() == SEPARATOR_SUFFIX:
                self.shelf.add(path)
            else:
                others.append(path)
        self.opening.open(others)

    def close(self) -> None:
        """Stop all work and wait until it has stopped."""
        works = (self.adding, self.queueing, self.keeping, self.previewing, self.covering, self.resting, self.saving)
        with ExitStack() as closing:  # what goes wrong with one leaves none of the others open
            for each in reversed((self.jobs, self.errands, self.opening.jobs, *works)):
                closing.callback(each.close)
