"""What is added to the queue, as rows: photos, those in folders, and saved jobs for photos of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from PySide6.QtCore import QCoreApplication

from engine.batch.finding import HERE, Finder, Found, Patterns
from engine.batch.order import absolute
from engine.batch.request import two_jobs
from engine.codecs.sniff import NO_TEXT
from engine.errors import Notice, PhotoError, SilsError, UsageError
from engine.job import SUFFIX, Job, is_job, load_job
from engine.paths import canonical
from sils_gui.state.queue import Fate, Row


@dataclass(frozen=True)
class Gathered:
    """Rows for the queue, and why files are left out whose names are no text, so that no list could keep them."""

    rows: tuple[Row, ...]
    left_out: tuple[Notice, ...]


def gathered(paths: Iterable[Path], out: Path, owners: Mapping[Path, Path]) -> Gathered:
    """What these paths lead to; `owners` has the jobs of photos that are in the queue already.

    A job that cannot be made is a row too, with its sentence. Raises PhotoError where the paths lead to nothing.
    """
    rows = _Rows(out, owners)
    for path in paths:
        rows.take(canonical(path))
    if not rows.found and not rows.left_out:
        raise PhotoError("folder-without-photos", tr("There are no photos among what was added to the queue."))
    return Gathered(tuple(rows.found.values()), tuple(rows.left_out))


class _Rows:
    """Rows by photo; a photo's own job goes before the recipe, wherever it is found."""

    def __init__(self, out: Path, owners: Mapping[Path, Path]) -> None:
        self.found: dict[Path, Row] = {}
        self.left_out: list[Notice] = []
        self._out, self._owners = out, dict(owners)
        self._finder = Finder(Patterns(), out)

    def take(self, path: Path) -> None:
        """A photo, a job, or all that is in a folder."""
        if path.is_dir():
            for found in self._finder.below(path, PurePath(path.name)):
                self._take_found(found)
        elif self._is_left_out(self._finder.file(path)):
            return
        elif is_job(path):
            self._take_job(path, HERE)
        else:
            self.found.setdefault(path, Row(path))

    def _take_found(self, found: Found) -> None:
        if found.reason is None:
            self.found.setdefault(found.path, Row(found.path, _text(found.folder)))
        elif found.reason.code == "not-a-photo" and found.path.name.endswith(SUFFIX):
            self._take_job(found.path, found.folder)
        else:
            self._is_left_out(found)

    def _is_left_out(self, found: Found) -> bool:
        if found.reason is None or found.reason.code != NO_TEXT:
            return False
        self.left_out.append(found.reason)
        return True

    def _take_job(self, path: Path, folder: PurePath) -> None:
        try:
            job = absolute(load_job(path), path)
            self._check(job, path)
        except SilsError as error:
            self.found[path] = Row(path, _text(folder), path, fate=Fate.FAILED, sentence=error.sentence)
            return
        photo = Path(job.photo)
        if not photo.is_dir():
            self.found[photo] = Row(photo, _text(folder), path)
            return
        for found in Finder(Patterns(), self._out).below(photo):
            if found.reason is None and self._owners.setdefault(found.path, path) == path:
                self.found[found.path] = Row(found.path, _text(found.folder), path)

    def _check(self, job: Job, path: Path) -> None:
        if not job.photo:
            raise UsageError("job-without-photo", tr("{0} names no photo; load it as the recipe.").format(path.name))
        owner = self._owners.setdefault(Path(job.photo), path)
        if owner != path:
            raise two_jobs(path, owner)


def _text(folder: PurePath) -> str:
    """A folder below that of the results, empty for that itself."""
    return "" if folder == HERE else folder.as_posix()


def tr(text: str) -> str:
    return QCoreApplication.translate("QueueFinding", text)
