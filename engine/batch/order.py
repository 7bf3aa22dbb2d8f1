"""An order: one photo of a batch with all that is needed to make it, here or on another machine."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path

from engine import library
from engine.job import Job, resolved
from engine.making import Making
from engine.paths import canonical, digest_of_file
from engine.recipe import recalled
from engine.runtime import Device
from engine.separator import Separator
from engine.separator_file import read_separator_file

_ROOT = Path("/job")
_DECIDING = ("task", "separator", "quality", "mix", "preset", "outputs")


@dataclass(frozen=True)
class Order:
    """A photo, the job that says what to make of it, with absolute paths, and where it goes.

    `number` makes the names free ("", "-2", ...), so that whoever carries it out, and however often, writes the very
    same files, over its own halves. `own` are files that the batch has written of the photo before; `note`, None where
    nobody takes the order up again, is where those are told that are about to be moved. `job_sha256` is the job's
    `digest_of`.
    """

    photo: Path
    job: Job
    separator: Path
    device: Device
    folder: Path
    number: str
    job_sha256: str = ""
    own: frozenset[str] = frozenset()
    note: Path | None = None


class Workshop:
    """Loads each separator once, and anew where its file has changed, for several threads; a separator is for one
    thread at a time, which holds `turn`."""

    def __init__(self) -> None:
        self._lock, self.turn = threading.Lock(), threading.Lock()
        self._loaded: dict[tuple[Path, str, Device], Separator] = {}

    def separator(self, path: Path, device: Device) -> Separator:
        """The loaded separator; raises SeparatorError, DeviceError."""
        with self._lock:
            key = (path, read_separator_file(path).digest, device)
            if key not in self._loaded:
                self._loaded[key] = Separator(path, device)
            return self._loaded[key]

    def making(self, order: Order) -> Making:
        """What is made for an order; raises SilsError where its job does not fit its separator."""
        separator = self.separator(order.separator, order.device)
        recipe = recalled(order.job, _ROOT, separator)
        mix = order.job.mix_for(separator.spec)
        return Making(recipe, mix, order.job.outputs, order.folder, order.number)


def absolute(job: Job, path: Path) -> Job:
    """The job that lies at `path` with every path made absolute, so that it may be read from anywhere.

    What its masks were made of is left out: they are pictures here.
    """

    def there(name: str) -> str:
        return str(canonical(resolved(name, path)))

    return job.model_copy(
        update={
            "photo": there(job.photo) if job.photo else "",
            "separator": library.name_from(path.parent, job.separator),
            "hints": {layer: there(mask) for layer, mask in job.hints.items()},
            "mask": there(job.mask) if job.mask else None,
            "marks": {},
        }
    )


def digest_of(job: Job) -> str:
    """SHA-256 of all in a job with absolute paths that decides how a photo is made, the content of its masks too."""
    said = job.model_dump_json(include=set(_DECIDING))
    masks = {**job.hints, **({"": job.mask} if job.mask else {})}
    contents = [f"{layer}={digest_of_file(Path(name))}" for layer, name in sorted(masks.items())]
    return hashlib.sha256("\n".join((said, *contents)).encode()).hexdigest()


def separator_of(job: Job) -> Path:
    """The separator that a job means; raises UsageError."""
    return canonical(library.chosen(job.separator, job.task))
