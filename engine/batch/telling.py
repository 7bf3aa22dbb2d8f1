"""What a batch tells whoever watches it: a person at a terminal, a program, a window. Called from several threads."""

from __future__ import annotations

from pathlib import Path

from engine.batch.outcome import Outcome
from engine.errors import Notice


class Telling:
    """Hears nothing; to be replaced where somebody listens."""

    def counted(self, photos: int) -> None:
        """So many photos are to be made, beside those that are done already; said again when more are found."""

    def stage(self, photo: Path, fraction: float, stage: str) -> None:
        """How far a photo is."""

    def ended(self, outcome: Outcome) -> None:
        """A photo has come to its end, well or not."""

    def dropped(self, photo: Path) -> None:
        """A photo was given up because of a stop; a resumed batch makes it."""

    def kept(self, outcome: Outcome) -> None:
        """A file on which no work is done: it is done already, left out, or failed before."""

    def notice(self, notice: Notice) -> None:
        """Something the user should know of the batch as a whole."""
