"""One photo made as a job says, in three steps that can run in different threads: read, separate, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Notice, UsageError, WriteError
from engine.export import parts_of, write_parts, write_remix
from engine.files import NOBODY, Owner, moved_together
from engine.free_names import Collision, numbers, with_free_names
from engine.job import save_job
from engine.job_outputs import Outputs
from engine.layered_export import write_layered
from engine.mix import Mix
from engine.naming import Names
from engine.output import (
    LAYERED,
    LAYERS_JOB,
    REMIX,
    REMIX_JOB,
    RESIDUAL,
    Output,
    Targets,
    numbered_targets,
    refuse_to_overwrite,
    targets_for,
)
from engine.picture import Separation
from engine.progress import SILENT, Progress
from engine.recipe import Ready, Recipe
from engine.spec import SeparatorSpec

LAYERS = "layers"


@dataclass(frozen=True)
class Making:
    """What is made of a photo, and into which folder.

    `number` is the first to be tried where names must be free, and the only one else; None to look for it.
    `adjusts_layers` is whether files of layers are as the mix adjusts them, and not as they were found.
    """

    recipe: Recipe
    mix: Mix
    outputs: Outputs
    folder: Path
    number: str | None = None
    adjusts_layers: bool = True

    @property
    def output(self) -> Output:
        """The outputs in the words of an export."""
        return output_of(self.outputs, self.folder)

    def read(self, photo: Path) -> Ready:
        """The photo and its hints; what cannot be written is refused before the long work."""
        spec = self.recipe.separator.spec
        check_parts(self.outputs, spec)
        self.output.names.check(photo.stem, self._among((*spec.layer_names, REMIX, LAYERED), spec.layer_names))
        return self.recipe.read(photo, refuse=lambda found: self.output.check(found, self.outputs.parts or ()))

    def separate(self, ready: Ready, progress: Progress = SILENT) -> Separation:
        """The layers of a photo that was read."""
        return self.recipe.separate(ready, progress)

    def write(self, separation: Separation, progress: Progress = SILENT, *, owner: Owner = NOBODY) -> Made | None:
        """Write all files and the job that describes them, or none; None where all are there and shall be skipped.

        What is the owner's is replaced, whatever the outputs say. Raises WriteError, Cancelled.
        """
        return with_free_names(lambda: self._write_once(separation, progress, owner))

    def _write_once(self, separation: Separation, progress: Progress, owner: Owner) -> Made | None:
        targets = self._targets(separation, owner)
        if targets is None:
            return None
        with moved_together(self.outputs.collision, owner=owner) as kept:
            lost = self._write(separation, targets, progress)
        notices = (*separation.photo.notices, *separation.notices, *lost)
        return Made(targets, notices, frozenset(kept))

    def _targets(self, separation: Separation, owner: Owner) -> Targets | None:
        """Where everything goes; None where it is there already and shall be skipped."""
        layers = parts_of(separation)
        parts = self._among((*layers, REMIX, LAYERED), layers)
        if not parts:
            name = separation.photo.path.name
            raise WriteError("no-residual", f"{name} has no residual to be written: its layers leave nothing of it.")
        job = REMIX_JOB if parts == (REMIX,) else LAYERS_JOB
        if self.number is None:
            return targets_for(separation.photo, parts, self.output, job=job)
        self.output.names.check(separation.photo.path.stem, parts)
        those = (
            numbered_targets(separation.photo, parts, self.output, job=job, number=number)
            for number in numbers(self.number)
        )
        if self.outputs.collision is Collision.NUMBER:
            return next(targets for targets in those if targets.are_free(owner))
        targets = next(those)
        refuse_to_overwrite(separation.photo, targets)
        return targets

    def _among(self, possible: Sequence[str], layers: Sequence[str]) -> tuple[str, ...]:
        """The parts to write, by name, in the order of those that are possible."""
        wanted = parts_wanted(self.outputs, self.mix)
        return tuple(part for part in possible if part in wanted or (LAYERS in wanted and part in layers))

    def _write(self, separation: Separation, targets: Targets, progress: Progress) -> tuple[Notice, ...]:
        layers = {part: path for part, path in targets.files.items() if part not in (REMIX, LAYERED)}
        share = len(layers) / len(targets.files)
        stage = progress.part(0.0, share)
        mix = self.mix if self.adjusts_layers else Mix.neutral(len(separation.layers))
        lost = write_parts(separation, mix, Targets(layers, targets.job), self.output, stage)
        whole = {REMIX: self._write_remix, LAYERED: self._write_layered}
        others = [part for part in targets.files if part in whole]
        for i, part in enumerate(others, start=len(layers)):
            stage = progress.part(i / len(targets.files), (i + 1) / len(targets.files))
            lost += whole[part](separation, targets.files[part], stage)
        job = self.recipe.job(separation, self.mix, targets.files, targets.job)
        save_job(job.model_copy(update={"outputs": self.outputs}), targets.job)
        return lost

    def _write_remix(self, separation: Separation, target: Path, progress: Progress) -> tuple[Notice, ...]:
        pixels = self.recipe.remix(separation, self.mix, progress.part(0.0, 0.5, "mix"))
        stage = progress.part(0.5, 1.0, "write")
        return write_remix(pixels, target, like=separation, mix=self.mix, output=self.output, progress=stage)

    def _write_layered(self, separation: Separation, target: Path, progress: Progress) -> tuple[Notice, ...]:
        mask = self.recipe.mask_for(separation.photo)
        return write_layered(separation, self.mix, target, self.output, mask=mask, progress=progress)


@dataclass(frozen=True)
class Made:
    """What a photo was made into, what the user should know, and the files that were there before and were left."""

    targets: Targets
    notices: tuple[Notice, ...]
    kept: frozenset[Path] = frozenset()

    @property
    def files(self) -> Mapping[str, Path]:
        """All files but the job, by part."""
        return self.targets.files

    @property
    def job(self) -> Path:
        """The job that describes them."""
        return self.targets.job

    @property
    def written(self) -> Mapping[str, Path]:
        """The files that are new, by part."""
        return {part: path for part, path in self.files.items() if path not in self.kept}


def output_of(wish: Outputs, folder: Path) -> Output:
    """What a job says of its files, in the words of an export."""
    return Output(
        folder=folder,
        container=wish.format,
        depth=wish.bits,
        collision=wish.collision,
        names=Names(wish.name),
        metadata=wish.metadata,
        layered=wish.layered,
        layer_mode=wish.layer_mode,
        profile=wish.profile,
    )


def parts_wanted(outputs: Outputs, mix: Mix) -> tuple[str, ...]:
    """The parts that are asked for, LAYERS among them for all layers."""
    return outputs.parts or ((LAYERS,) if mix.is_neutral else (REMIX,))


def check_parts(outputs: Outputs, spec: SeparatorSpec) -> None:
    """Raise UsageError for what cannot be written of any photo: a part that this separator does not make
    (`unknown-part`), a kind of file that does not hold the bits asked for (`format-bits`).
    """
    known = (LAYERS, LAYERED, REMIX, *spec.layer_names, RESIDUAL)
    for part in outputs.parts or ():
        if part not in known:
            raise UsageError("unknown-part", f"There is no part {part!r} to write; there are {', '.join(known)}.")
    output_of(outputs, Path()).check_kinds(outputs.parts or ())
