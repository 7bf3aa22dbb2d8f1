"""The verb `remix`: a mix or preset onto a photo or a saved job."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.cli.console import Console
from engine.codecs.writing import write_picture
from engine.export import REMIX, REMIX_JOB, Output, described, targets_for
from engine.job import Job, is_job, load_job, resolved, save_job
from engine.mix import Mix
from engine.progress import Progress
from engine.recipe import Recipe, changes_since
from engine.spec import SeparatorSpec


@dataclass(frozen=True)
class Remix:
    """What one call does to every photo; `recipe` gets the job and its path, or None and a photo's."""

    recipe: Callable[[Job | None, Path], Recipe]
    change: Callable[[Mix, SeparatorSpec], Mix]
    output: Output

    def photo(self, path: Path, console: Console, progress: Progress) -> None:
        """Separate a photo, or a job's photo as the job says, render the changed mix, write it and its job."""
        started = time.perf_counter()
        job = load_job(path) if is_job(path) else None
        recipe = self.recipe(job, path)
        spec = recipe.separator.spec
        mix = self.change(job.mix if job else Mix.neutral(len(spec.layers)), spec)
        photo_path = resolved(job.photo, path) if job else path
        separation = recipe.separate(photo_path, refuse=self.output.depth_for, progress=progress.part(0.0, 0.7))
        photo = separation.photo
        targets = targets_for(photo, (REMIX,), self.output, job=REMIX_JOB)
        if targets is None:
            console.result("skipped", f"{path.name}: its remix is there already", photo=str(path))
            return
        target, container, depth = targets.files[REMIX], self.output.container_for(photo), self.output.depth_for(photo)
        pixels = recipe.remix(separation, mix, progress.part(0.7, 0.85, "mix"))
        stage = progress.part(0.85, 1.0, "write")
        like = described(separation, mix, self.output)
        lost = write_picture(target, pixels, like=like, container=container, depth=depth, progress=stage)
        save_job(recipe.job(separation, mix, targets.files, targets.job), targets.job)
        changed = changes_since(job, separation) if job else ()
        for notice in (*changed, *photo.notices, *separation.notices, *lost):
            console.notice(notice, path)
        console.result(
            "remixed",
            str(target),
            photo=str(path),
            files={REMIX: str(target)},
            job=str(targets.job),
            device=str(recipe.separator.device),
            seconds=round(time.perf_counter() - started, 3),
        )
