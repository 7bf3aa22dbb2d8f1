"""What a batch is asked for the rows of the queue: photos by the recipe, what was painted on them, and saved jobs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from engine.batch.journal import FOLDER
from engine.batch.order import digest_of, separator_of
from engine.batch.outcome import failed
from engine.batch.request import Request
from engine.errors import DocumentError, SilsError
from engine.files import written_aside
from engine.free_names import safe_name
from engine.job import SUFFIX, Job, load_job, save_job
from engine.separator_file import read_separator_file
from engine.spec import SeparatorSpec
from sils_gui.state.queue import Row
from sils_gui.work.masks import found_from
from sils_gui.work.queue_messages import Ended

_PAINTED = "painted"
_STEM_LENGTH = 60


def asked_for(rows: Iterable[Row], recipe: Job, out: Path, tell: Callable[[object], object]) -> Request:
    """The request for rows by a recipe with absolute paths; `tell` hears of rows that fail.

    What was painted becomes a job for its photo, beside the journal in the output folder, so that the batch can be
    resumed from there alone. Raises WriteError.
    """
    inputs: dict[str, str] = {}
    spec = _spec_of(recipe)
    for row in rows:
        try:
            source = _with_painted(row, row.painted, recipe, spec, out) if row.painted and spec else row.source
        except DocumentError as error:
            tell(Ended(failed(row.photo, error), None))
        else:
            inputs[str(source)] = row.folder
    folders = {name: folder for name, folder in inputs.items() if folder}
    return Request(inputs=tuple(inputs), job=recipe, folders=folders)


def _spec_of(recipe: Job) -> SeparatorSpec | None:
    """What the recipe separates by; None where there is no such thing, which the batch will say of each photo."""
    try:
        return read_separator_file(separator_of(recipe)).spec
    except SilsError:
        return None


def _with_painted(row: Row, painted: Path, recipe: Job, spec: SeparatorSpec, out: Path) -> Path:
    """The file of the recipe with hints and mask of a photo; the photo where none of them is for these layers."""
    found = found_from(load_job(painted), painted)
    hints = {name: mask for name, mask in found.hints.items() if name in spec.hintable}
    if not hints and not found.mask:
        return row.photo
    changes = {"photo": str(row.photo), "hints": recipe.hints | hints, "mask": found.mask or recipe.mask}
    return _saved(recipe.model_copy(update=changes), out / FOLDER / _PAINTED)


def _saved(job: Job, folder: Path) -> Path:
    """A job with copies of its masks, under a name that no other job has: older ones may still be resumed."""
    digest = hashlib.sha256(f"{job.photo}\n{digest_of(job)}".encode()).hexdigest()
    stem = f"{safe_name(Path(job.photo).stem)[:_STEM_LENGTH]}-{digest[:12]}"
    at = folder / f"{stem}{SUFFIX}"
    if not at.exists():
        hints = {name: _copied(mask, folder / f"{stem}.hint-{safe_name(name)}.png") for name, mask in job.hints.items()}
        mask = _copied(job.mask, folder / f"{stem}.mask.png") if job.mask else None
        save_job(job.model_copy(update={"hints": hints, "mask": mask}), at)
    return at


def _copied(mask: str, to: Path) -> str:
    """How a job beside the copy names it; one that is not there keeps its name, and reading it says what is wrong."""
    if not Path(mask).is_file():
        return mask
    with written_aside(to) as aside:
        shutil.copyfile(mask, aside)
    return to.name
