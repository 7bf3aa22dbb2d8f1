"""One process's part of a run, from its resume to its stop."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import torch
from lightning_fabric import Fabric
from torch._dynamo.exc import BackendCompilerFailed

from training import checkpoint
from training.bank import Shelf, digest
from training.batches import Batch, Batches
from training.command import Command, Place
from training.devices import own_groups
from training.errors import TrainingError
from training.interruption import Interruption
from training.keeping import Keeper
from training.mistakes import Mistakes
from training.opened import load_weights
from training.report import Report
from training.runfolder import RunFolder
from training.schedule import stage_at
from training.sources import Sources
from training.tasks import Task, task_named
from training.trained import NotFiniteError, Trained

LOG_EVERY_STEPS = 20
SAVE_EVERY_S = 120.0
PURPOSE = "training"


class Session:
    """Steps, saves and tells; every process of a run has one."""

    def __init__(self, fabric: Fabric, command: Command, folder: RunFolder, sources: Sources) -> None:
        self.fabric, self.command, self.folder, self.sources = fabric, command, folder, sources
        config = command.config
        task = task_named(config.task)
        self.trained = Trained(fabric, task, config, compiled=command.devices.compiled)
        self.batches = self._batches(task)
        self.keeper = Keeper(fabric, command, folder, sources, self.trained)
        self.place = Place()
        self.report: Report | None = None

    def resume(self) -> None:
        """Takes over the folder's checkpoint, if it has one; raises TrainingError where it is another run's."""
        path = self.folder.checkpoint
        if not path.exists():
            if self.command.start:
                self._begin_with(self.command.start)
            return
        state, config = checkpoint.load(path, device=self.fabric.device)
        checkpoint.refuse_other_config(path, config, self.command.config)
        try:
            self.trained.restore(state)
            self.place = Place(**state["place"])
        except KeyError:
            sentence = f"{path} holds no run to go on with; a mean of others is a start: give it with --from."
            raise TrainingError("bad-checkpoint", sentence) from None
        self.place.best_loss = self.keeper.best_loss()

    def _batches(self, task: Task) -> Batches | Mistakes:
        config, find = self.command.config, self.trained.find
        given = (task, self.sources.training, config, self.fabric.device)
        if find is None:
            return Batches(*given, purpose=PURPOSE)
        return Mistakes(*given, purpose=PURPOSE, find=find, bank=config.bank)

    def _fill_bank(self) -> None:
        """Before the first step, so that it takes nothing of a budget of minutes, and an interruption ends it at once;
        the parts that are done are there for the next call."""
        if not isinstance(self.batches, Mistakes) or not self.command.config.bank or self.progress >= 1.0:
            return
        weights = self.trained.found_by
        for crop_px in sorted({stage.crop_px for stage in self.command.config.stages}):
            made_by = digest(json.dumps([self._drawn_by(), crop_px]), weights)
            shelf = Shelf(self.folder.bank / str(crop_px), made_by, self.fabric.is_global_zero)
            self.batches.fill(crop_px, shelf)

    def _drawn_by(self) -> list[object]:
        """What mixtures, and what is found of them, depend on besides weights: settings and photos."""
        config, files = self.command.config, self.sources.files
        photos = {name: [file.digest for file in files[name]] for name in sorted(files)}
        head = [config.gates, config.norm, config.anchor]
        return [config.task, config.seed, config.photo_px, config.development, head, photos]

    def _begin_with(self, path: Path) -> None:
        """Takes over weights alone; raises TrainingError where the networks are others."""
        kept = load_weights(path)
        try:
            self.trained.begin_with(kept.weights)
        except RuntimeError:
            raise TrainingError("other-config", f"The networks in {path} are others than those of this run.") from None

    def go(self, stop: Callable[[Place], bool]) -> bool:
        """Steps until the end or until the user interrupts, saves, and says whether anybody did, be it while the last
        step was saved: what would come after this run shall not begin."""
        self._fill_bank()
        with Interruption() as interruption:
            self.keeper.catch_up(self.place, self.report)
            return self._go(stop, interruption)

    def _go(self, stop: Callable[[Place], bool], interruption: Interruption) -> bool:
        started = time.monotonic() - self.place.elapsed_s
        saved = time.monotonic()
        start = (self.place.step, self.place.elapsed_s)
        progress = self._agreed(self.progress)[0]
        while progress < 1.0:
            self._step(progress)
            self.place.elapsed_s = time.monotonic() - started
            self._advance(start)
            due = time.monotonic() - saved > SAVE_EVERY_S
            heard = (stop(self.place), interruption.asked, due)
            progress, stopping, interrupted, saving = self._agreed(self.progress, *heard)
            if stopping or interrupted:
                break
            if saving:
                self.keeper.keep(self.place, self.report)
                saved = time.monotonic()
        if self.place.step > start[0]:
            self.keeper.keep(self.place, self.report)
        return bool(self._agreed(interruption.asked)[0])

    @property
    def progress(self) -> float:
        """The part of the budget that is spent, as far as this process can tell."""
        return self.command.budget.progress(step=self.place.step, elapsed_s=self.place.elapsed_s)

    def _agreed(self, *values: float) -> list[float]:
        """The largest that any process says of each value: clocks differ, and a process that saved or stopped by its
        own would wait for the others for ever."""
        if self.fabric.world_size == 1:
            return [float(value) for value in values]
        said = torch.tensor([float(value) for value in values], dtype=torch.float64, device=self.fabric.device)
        return torch.as_tensor(self.fabric.all_reduce(said, reduce_op="max")).tolist()

    def _step(self, progress: float) -> None:
        stage = stage_at(self.command.config, progress)
        groups = own_groups(self.fabric, stage.batch, self.command.config.group)
        batch = self.batches.at(self.place.step, groups=groups, crop_px=stage.crop_px)
        try:
            values = self.trained.train(batch, step=self.place.step, progress=progress)
        except NotFiniteError:
            raise self._lost(batch) from None
        except BackendCompilerFailed as error:
            raise _not_compiled(error) from None
        self.place.step += 1
        self.place.seen_images += stage.batch
        if self.place.step % LOG_EVERY_STEPS == 0 or self.place.step == 1:
            mean = self.fabric.all_reduce(torch.stack(list(values.values())), reduce_op="mean")
            named = dict(zip(values, torch.as_tensor(mean).tolist(), strict=True))
            if self.report:
                self.report.scalars(
                    {**named, "seen_images": self.place.seen_images, "progress": progress}, self.place.step
                )

    def _lost(self, batch: Batch) -> TrainingError:
        """The error of a run whose gradients are no numbers, which tells where the batch is kept, or why it is not."""
        told = f"The batch is in {self.folder.bad_batch}."
        try:
            self.keeper.keep_batch(batch, self.place.step)
        except TrainingError as error:
            told = error.sentence
        sentence = (
            f"The gradient is no number at step {self.place.step}; {self.folder.checkpoint} is the last good "
            f"checkpoint, if there is one. {told}"
        )
        return TrainingError("not-finite", sentence)

    def _advance(self, start: tuple[int, float]) -> None:
        spent = self.place.elapsed_s - start[1]
        progress = self.progress
        left = self.place.elapsed_s * (1 - progress) / max(progress, 1e-6)
        if self.report:
            batch = stage_at(self.command.config, progress).batch
            images_per_s = (self.place.step - start[0]) * batch / max(spent, 1e-6)
            self.report.advance(progress, images_per_s=images_per_s, left_s=left)


def _not_compiled(error: Exception) -> TrainingError:
    why = str(error).partition("\n")[0]
    sentence = f"The networks cannot be compiled ({why}); install a C++ compiler as g++, or leave --compile out."
    return TrainingError("not-compiled", sentence)
