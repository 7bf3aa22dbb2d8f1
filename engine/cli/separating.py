"""The verb `separate`: photos into layers."""

import time
from pathlib import Path

from engine.cli.console import Console
from engine.export import LAYERS_JOB, Output, parts_of, targets_for, write_parts
from engine.job import save_job
from engine.mix import Mix
from engine.progress import Progress
from engine.recipe import Recipe


def separate_photo(recipe: Recipe, path: Path, output: Output, console: Console, progress: Progress) -> None:
    """Read, separate, write the layers and their job; say what was written and what the user should know."""
    started = time.perf_counter()
    separation = recipe.separate(path, refuse=output.depth_for, progress=progress.part(0.0, 0.6))
    photo = separation.photo
    targets = targets_for(photo, parts_of(separation), output, job=LAYERS_JOB)
    if targets is None:
        console.result("skipped", f"{path.name}: its layers are there already", photo=str(path))
        return
    lost = write_parts(separation, targets, output, progress.part(0.6, 1.0))
    save_job(recipe.job(separation, Mix.neutral(len(separation.layers)), targets.files, targets.job), targets.job)
    for notice in (*photo.notices, *separation.notices, *lost):
        console.notice(notice, path)
    console.result(
        "separated",
        "\n".join(str(file) for file in targets.files.values()),
        photo=str(path),
        files={name: str(file) for name, file in targets.files.items()},
        job=str(targets.job),
        device=str(recipe.separator.device),
        seconds=round(time.perf_counter() - started, 3),
    )
