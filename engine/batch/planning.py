"""What is to be done: every file that was found, as an order or as the outcome that it has without any work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from engine.batch.finding import Found
from engine.batch.journal import Journal, Remembered
from engine.batch.numbers import Numbers
from engine.batch.order import Order, digest_of, separator_of
from engine.batch.outcome import Outcome, Stamp, State, failed, stamp_of, untouched
from engine.batch.request import Request, Wanted, wanted
from engine.batch.there import made_before
from engine.errors import BatchError, Notice, SilsError
from engine.free_names import Collision
from engine.job import Job
from engine.paths import is_folder, is_there
from engine.runtime import Device
from engine.separator_file import SeparatorFile, read_separator_file


class Planner:
    """Finds what is wanted and what of it is left to do; writes into the journal which order begins."""

    def __init__(
        self,
        asked: Request,
        out: Path,
        remembered: Remembered,
        journal: Journal,
        take: Callable[[Outcome], None],
        counted: Callable[[int], None],
        *,
        again: bool,
    ) -> None:
        self._asked, self._out, self._remembered, self._journal = asked, out, remembered, journal
        self._take, self._counted, self._again = take, counted, again
        self._numbers = Numbers(remembered.begun)
        self.begun = dict(remembered.begun)
        self.waiting: list[Wanted] = []
        self.ordered = 0
        self._told = -1
        self._found: dict[str, None] = {}
        self._handled: dict[str, Stamp | None] = {}
        self._own = {photo: set(files) for photo, files in remembered.own.items()}
        self._made = {file for files in self._own.values() for file in files}
        self._under_way: set[str] = set()

    def look(self) -> None:
        """Find all files; tell of those without work, keep the others as `waiting`; the next time only what is new."""
        everything = [one for one in wanted(self._asked, self._out) if self._is_new(one.found)]
        for one in everything:
            self._numbers.remember(one.found.path, one.job)
        self.waiting = []
        for one in everything:
            self._found[str(one.found.path)] = None
            outcome = self._without_work(one)
            if outcome is not None:
                self._handled[outcome.photo] = one.found.stamp
                self._take(outcome)
            else:
                self.waiting.append(one)

    def orders(self, device: Device) -> Iterator[Order]:
        """An order for each photo that waits; what cannot be ordered has failed."""
        self._count()
        for one in self.waiting:
            self._handled[str(one.found.path)] = stamp_of(one.found.path)
            try:
                order = self._order(one, device)
            except SilsError as error:
                self._take(failed(one.found.path, error))
            else:
                self.ordered += 1
                self._under_way.add(str(order.photo))
                yield order

    def ended(self, outcome: Outcome) -> None:
        """Know the files that were made, which may lie among the photos; the photo may be ordered again."""
        files = {file.path for file in outcome.files.values()}
        self._made |= files
        self._own.setdefault(outcome.photo, set()).update(files)
        if outcome.number is not None:
            self._numbers.took(Path(outcome.photo), outcome.number)
        self._under_way.discard(outcome.photo)

    def in_order(self, outcomes: Mapping[str, Outcome], trouble: SilsError | None) -> Iterator[Outcome]:
        """The outcomes in the order in which their files were found; without one, it waits, failed or went away."""
        why = trouble or BatchError("not-reached", "The batch was stopped before this photo; resume it.")
        for photo in dict.fromkeys((*self._found, *outcomes)):
            before = self._remembered.ended.get(photo)
            if photo in outcomes:
                yield outcomes[photo]
            elif before is not None and before.state is State.FAILED:
                yield before
            elif not is_folder(Path(photo)):  # one that was named before it was there is no photo any more
                yield _not_made(Path(photo), Notice(why.code, why.sentence))

    def _count(self) -> None:
        """Tell how many photos there are to be made, once for each number."""
        count = self.ordered + len(self.waiting)
        if count != self._told:
            self._told = count
            self._counted(count)

    def _is_new(self, found: Found) -> bool:
        """Whether a file was not met as it is now; one that changes while it is made is met when that has ended."""
        name = str(found.path)
        if name in self._under_way:
            return False
        return name not in self._made and (name not in self._handled or self._handled[name] != found.stamp)

    def _order(self, one: Wanted, device: Device) -> Order:
        """The order for a photo, written down as begun; raises SilsError where its job names no usable separator."""
        photo, folder = one.found.path, self._out / one.found.folder
        separator = _separator(one.job)
        number = self._numbers.number(photo, one.job, folder, separator.spec.layer_names)
        self.begun[str(photo)] = (str(folder), number)
        self._journal.begun(photo, folder, number)
        own, note = frozenset(self._own.get(str(photo), ())), self._journal.note(photo)
        return Order(photo, one.job, separator.path, device, folder, number, digest_of(one.job), own, note)

    def _without_work(self, one: Wanted) -> Outcome | None:
        found, job = one.found, one.job
        if found.reason is not None:
            return untouched(found.path, found.fate, found.reason)
        before = self._remembered.ended.get(str(found.path))
        if before is not None and before.is_valid() and _is_by(before, job):
            return before
        if before is not None and before.state is State.FAILED and not self._again:
            return before if before.stamp == stamp_of(found.path) else None
        if self._is_skipped(one):
            reason = Notice("there-already", f"The files of {found.path.name} are there already.")
            return untouched(found.path, State.SKIPPED, reason)
        return None

    def _is_skipped(self, one: Wanted) -> bool:
        """Whether all of a photo was there before the batch, and shall be left alone."""
        photo, job = one.found.path, one.job
        if job.outputs.collision is not Collision.SKIP or str(photo) in self._remembered.begun:
            return False
        try:
            return made_before(photo, job, _separator(job).spec, self._out / one.found.folder)
        except SilsError:  # ordering it will say what is wrong
            return False


def _not_made(photo: Path, why: Notice) -> Outcome:
    """The outcome of a photo that was not come to: nothing waits where there is none, as after an upload's renaming."""
    if is_there(photo):
        return untouched(photo, State.WAITING, why)
    return untouched(photo, State.IGNORED, Notice("gone", f"{photo} is not there; nothing was made of it."))


def _is_by(before: Outcome, job: Job) -> bool:
    """Whether this very job and separator made it, as far as anybody knows; a separator that is gone is no other."""
    if before.job_sha256 not in ("", digest_of(job)):
        return False
    try:
        return before.separator_sha256 in ("", _separator(job).digest)
    except SilsError:
        return True


def _separator(job: Job) -> SeparatorFile:
    return read_separator_file(separator_of(job))
