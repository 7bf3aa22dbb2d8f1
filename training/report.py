"""What a run tells while it goes on: a progress bar, TensorBoard and metrics.jsonl."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from torch.utils.tensorboard import SummaryWriter

from training.checkpoint import not_written
from training.runfolder import RunFolder
from training.sheet import write_png
from training.validation import LOSS, PSNR

VALIDATION = "validation/"


class Report:
    """Shows and writes the values of one process; only the first process of a run has one. What TensorBoard holds of
    the steps after `step`, which the run makes again, is dropped; raises TrainingError where the disk has no room."""

    def __init__(self, folder: RunFolder, step: int) -> None:
        self._folder = folder
        with self._written():
            self._board = SummaryWriter(str(folder.board), purge_step=step + 1)
        self._console = Console(highlight=False, markup=False, emoji=False)
        columns = (BarColumn(), TextColumn("{task.percentage:>4.1f} %"), TextColumn("{task.description}"))
        self._bar = Progress(*columns, console=self._console, transient=True)
        self._task = self._bar.add_task("", total=1.0)

    def __enter__(self) -> "Report":
        self._bar.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._bar.stop()
        with suppress(OSError):  # a full disk, of which the run has told
            self._board.close()

    def say(self, sentence: str) -> None:
        """One line above the bar."""
        self._console.print(sentence)

    def advance(self, progress: float, *, images_per_s: float, left_s: float) -> None:
        """Moves the bar."""
        minutes, seconds = divmod(round(left_s), 60)
        text = f"{images_per_s:.1f} images/s, {minutes}:{seconds:02d} left"
        self._bar.update(self._task, completed=progress, description=text)

    def scalars(self, values: Mapping[str, float], step: int) -> None:
        """Values of one step."""
        self._folder.log({"step": step, **values})
        with self._written():
            for name, value in values.items():
                self._board.add_scalar(name, value, step)

    def validated(self, values: Mapping[str, float], pixels: np.ndarray, step: int) -> None:
        """What a validation measured, and its contact sheet (H, W, 3) uint8 of held-out photos."""
        self.scalars({f"{VALIDATION}{name}": value for name, value in values.items()}, step)
        layers = {name.removeprefix(PSNR): value for name, value in values.items() if name.startswith(PSNR)}
        psnr = ", ".join(f"{layer} {value:.2f} dB" for layer, value in layers.items())
        self.say(f"step {step}: {psnr}; {values[LOSS]:.3f} of the identity's loss")
        write_png(self._folder.path / "validation.png", pixels)
        with self._written():
            self._board.add_image("validation", pixels, step, dataformats="HWC")

    @contextmanager
    def _written(self) -> Iterator[None]:
        """What the board's own thread could not write is told by its next call."""
        try:
            yield
        except OSError as error:
            raise not_written(self._folder.board, error) from None
