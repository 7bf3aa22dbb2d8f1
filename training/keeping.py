"""What a run keeps of its steps: the checkpoint that it goes on with, and the one whose validation was the best."""

import math
from collections.abc import Mapping
from typing import Any

from lightning_fabric import Fabric

from training import checkpoint
from training.batches import Batch
from training.command import Command, Place
from training.devices import first_does
from training.report import VALIDATION, Report
from training.runfolder import RunFolder
from training.sources import Sources
from training.trained import Trained
from training.validation import LOSS, validate, validation_batches, validation_sheet


class Keeper:
    """Saves and judges what one run has trained; every process has one, the first alone writes."""

    def __init__(self, fabric: Fabric, command: Command, folder: RunFolder, sources: Sources, trained: Trained) -> None:
        self.fabric, self.folder, self.sources, self.trained = fabric, folder, sources, trained
        self.config = command.config

    def best_loss(self) -> float:
        """That of the best checkpoint that is kept; infinite where there is none."""
        best = self.folder.best
        return checkpoint.load(best)[0]["place"]["best_loss"] if best.exists() else math.inf

    def keep(self, place: Place, report: Report | None) -> None:
        """Saves and judges; the first process alone writes, the others wait for it."""
        state = self.trained.state()
        first_does(self.fabric, lambda: self._keep(state, place, report))

    def catch_up(self, place: Place, report: Report | None) -> None:
        """Judges what was saved and not judged to the end: the run was killed meanwhile, or the disk had no room for
        its best one besides."""
        if self.fabric.broadcast(self._is_unjudged(place)):
            state = self.trained.state()
            first_does(self.fabric, lambda: self._judge(state, place, report))

    def keep_batch(self, batch: Batch, step: int) -> None:
        """Keeps a batch that cannot be trained on beside the last checkpoint; raises TrainingError."""
        if self.fabric.is_global_zero:
            checkpoint.write_packed(self.folder.bad_batch, {"step": step, **batch._asdict()})

    def _is_unjudged(self, place: Place) -> bool:
        """Whether the checkpoint was not validated, or better than the best one that is kept."""
        if not place.step:
            return False
        loss = self.folder.logged(place.step).get(VALIDATION + LOSS)
        return loss is None or loss < place.best_loss

    def _keep(self, state: Mapping[str, Any], place: Place, report: Report | None) -> None:
        self._save(state, place, best=False)
        self._judge(state, place, report)

    def _judge(self, state: Mapping[str, Any], place: Place, report: Report | None) -> None:
        """Validates, and keeps the best one apart, since a separator can fall back into leaving the photo alone."""
        loss = self._validate(place, report)
        if loss < place.best_loss:
            place.best_loss = loss
            self._save(state, place, best=True)

    def _save(self, state: Mapping[str, Any], place: Place, *, best: bool) -> None:
        path = self.folder.best if best else self.folder.checkpoint
        checkpoint.save(path, {**state, "place": vars(place)}, self.config)

    def _validate(self, place: Place, report: Report | None) -> float:
        """The loss on photos never trained on, as a part of the identity's."""
        separator = self.trained.ema.network.eval()
        batches = validation_batches(separator, self.sources.validation, self.config, self.fabric.device)
        values = validate(separator, batches)
        if report:
            report.validated(values, validation_sheet(separator, batches), place.step)
        return values[LOSS]
