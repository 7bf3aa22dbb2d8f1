"""The verbs that make files, photo by photo: what is made of a photo or of a saved job, and what is said."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine import library
from engine.cli.console import Console
from engine.cli.endings import interrupt_once
from engine.cli.running import each_photo
from engine.cli.said import Shared
from engine.cli.values import masks
from engine.errors import DocumentError, UsageError
from engine.files import folder_for_files, sweep
from engine.job import DEFAULT_TASK, Job, is_job, load_job, resolved
from engine.job_outputs import Outputs
from engine.making import Making
from engine.mix import Mix
from engine.progress import Progress
from engine.recipe import Ready, Recipe, changes_since, recalled
from engine.separator import Quality, Separator
from engine.spec import SeparatorSpec


@dataclass(frozen=True)
class Verb:
    """What one call does to every photo; `recipe` gets the job and its path, or None and a photo's.

    `adjusts_layers` is whether files of layers are as the mix adjusts them, and not as they were found.
    """

    done: str
    parts: tuple[str, ...]
    recipe: Callable[[Job | None, Path], Recipe]
    change: Callable[[Mix, SeparatorSpec], Mix]
    outputs: Callable[[Outputs], Outputs]
    folder: Path
    adjusts_layers: bool = True

    def each(self, photos: Sequence[Path], console: Console) -> int:
        """Make the files of all; returns the exit status.

        A signal that asks to end, Ctrl+C too, is heard before the first file is written, even the folder's proof.
        """
        interrupt_once()
        with folder_for_files(self.folder):
            sweep(self.folder)
            return each_photo(console, photos, lambda photo, progress: self.photo(photo, console, progress))

    def photo(self, path: Path, console: Console, progress: Progress) -> None:
        """Make the files of a photo, or of a job's photo as the job says, and say which they are."""
        started = time.perf_counter()
        job = _job(path)
        progress.part(0.0, 0.1, "read").report(0.0)
        making, ready = self._ready(job, path)
        separation = making.separate(ready, progress.part(0.1, 0.6))
        made = making.write(separation, progress.part(0.6, 1.0))
        if made is None:
            console.result("skipped", f"{path.name}: its files are there already", photo=str(path))
            return
        for notice in (*(changes_since(job, separation) if job else ()), *made.notices):
            console.notice(notice, path)
        console.result(
            self.done,
            "\n".join(str(file) for file in made.written.values()),
            photo=str(path),
            files={name: str(file) for name, file in made.written.items()},
            job=str(made.job),
            device=str(making.recipe.separator.device),
            seconds=round(time.perf_counter() - started, 3),
        )

    def _ready(self, job: Job | None, path: Path) -> tuple[Making, Ready]:
        """What is to be made, and the photo; what a job asks for wrongly is its own fault, not the command's."""
        try:
            making = self._making(job, path)
            return making, making.read(resolved(job.photo, path) if job else path)
        except UsageError as error:
            if job is None:
                raise
            raise DocumentError(error.code, error.sentence) from error

    def _making(self, job: Job | None, path: Path) -> Making:
        recipe = self.recipe(job, path)
        spec = recipe.separator.spec
        mix = self.change(job.mix_for(spec) if job else Mix.neutral(len(spec.layers)), spec)
        outputs = self.outputs(job.outputs if job else Outputs())
        outputs = outputs.model_copy(update={"parts": self.parts})
        return Making(recipe, mix, outputs, self.folder, adjusts_layers=self.adjusts_layers)


def recipes(said: Shared, hints: Sequence[str], mask: Path | None = None) -> Callable[[Job | None, Path], Recipe]:
    """How a photo is separated: as its job says, where there is one, and as the options say before that."""
    load, hinted = _loader(said), masks(hints)

    def recipe(job: Job | None, path: Path) -> Recipe:
        if job is None:
            chosen = library.chosen(said.separator_name, said.task or DEFAULT_TASK)
            return Recipe(load(chosen), said.quality or Quality.STANDARD, hinted, mask)
        named = said.separator_name or ("" if said.task else job.separator)
        remembered = recalled(job, path, load(library.chosen(named, said.task or job.task)))
        quality, hints_of_all = said.quality or remembered.quality, {**remembered.hints, **hinted}
        return Recipe(remembered.separator, quality, hints_of_all, mask or remembered.mask)

    return recipe


def _loader(said: Shared) -> Callable[[Path], Separator]:
    """Loads each separator once and says which device it got."""
    console = said.console

    @functools.cache
    def load(path: Path) -> Separator:
        loaded = Separator(path, said.device)
        console.say(f"Device: {loaded.device}")
        return loaded

    return load


def _job(path: Path) -> Job | None:
    job = load_job(path) if is_job(path) else None
    if job is not None and not job.photo:
        sentence = f"{path.name} names no photo; apply it with: sils batch {path.name} PHOTO... -o DIR."
        raise DocumentError("job-without-photo", sentence)
    return job
