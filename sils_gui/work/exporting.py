"""Exporting: the remix, layers and the residual to files, in a thread, as the state was when it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.color import Plane
from engine.errors import Notice
from engine.export import write_parts, write_remix
from engine.files import moved_together, sweep
from engine.free_names import with_free_names
from engine.layered_export import write_layered
from engine.output import LAYERED, REMIX, Output, Targets
from engine.progress import Progress
from engine.render import render
from sils_gui.state.drawing import mask_plane
from sils_gui.state.exports import MASK_PART, Exportable, ExportWish
from sils_gui.state.problems import Problem, Problems, Weight
from sils_gui.work.grey import codes_of, write_grey
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.opening import tell_notices

Written = tuple[Mapping[str, Path], tuple[Notice, ...]]


class Exporting(QObject):
    """Writes files; `exported` follows with their paths."""

    exported = Signal(list)

    def __init__(self, problems: Problems, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems, self._jobs = problems, jobs
        self._running = 0

    @property
    def is_running(self) -> bool:
        """Whether an export is being written or waits."""
        return self._running > 0

    def export(self, source: Exportable, wish: ExportWish) -> None:
        """Write what is wished of these layers and their mix."""
        title = self.tr("Exporting {0}").format(source.separation.photo.path.name)
        self._running += 1
        self._jobs.add(Job(title, lambda p: export(source, wish, p), self._take, self._fail, self._count_down))

    def _take(self, written: Written) -> None:
        self._count_down()
        files, notices = written
        tell_notices(self._problems, notices)
        if not files:
            sentence = self.tr("Nothing was written: all files are there already.")
            self._problems.tell(Problem("all-there", sentence, Weight.NOTICE))
        self.exported.emit(list(files.values()))

    def _fail(self, problem: Problem) -> None:
        self._count_down()
        self._problems.tell(problem)

    def _count_down(self) -> None:
        self._running -= 1


def export(source: Exportable, wish: ExportWish, progress: Progress) -> Written:
    """The files that were written, by part, all or none, and what the user should know of them."""

    def write() -> Written:
        files = wish.files(source.separation.photo)
        with moved_together(wish.output.collision) as kept:
            notices = _write(files, source, wish.output, progress)
            progress.report(1.0)
        return {part: path for part, path in files.items() if path not in kept}, notices

    sweep(wish.output.folder)
    return with_free_names(write)


def _write(files: Mapping[str, Path], source: Exportable, output: Output, progress: Progress) -> tuple[Notice, ...]:
    separation, mix, photo = source.separation, source.mix, source.separation.photo
    notices: tuple[Notice, ...] = ()
    parts = {part: path for part, path in files.items() if part not in (REMIX, LAYERED, MASK_PART)}
    plane = mask_plane(source.mask, photo) if source.mask is not None else None
    if MASK_PART in files:
        everywhere = np.ones((photo.size.height, photo.size.width), np.float32)  # it was erased meanwhile
        write_grey(codes_of(everywhere if plane is None else plane), files[MASK_PART])
    if REMIX in files:
        notices += _write_remix(files[REMIX], source, output, plane, progress)
    if parts:
        notices += write_parts(separation, mix, Targets(parts, output.folder), output, progress.part(0.3, 0.6))
    if LAYERED in files:
        stage = progress.part(0.6, 1.0)
        notices += write_layered(separation, mix, files[LAYERED], output, mask=plane, progress=stage)
    return notices


def _write_remix(
    path: Path, source: Exportable, output: Output, mask: Plane | None, progress: Progress
) -> tuple[Notice, ...]:
    """A function of its own, so that the remix is gone when other files are written."""
    separation, mix = source.separation, source.mix
    pixels = render(separation, mix, mask=mask, progress=progress.part(0.0, 0.15, "mix"))
    stage = progress.part(0.15, 0.3, "write")
    return write_remix(pixels, path, like=separation, mix=mix, output=output, progress=stage)
