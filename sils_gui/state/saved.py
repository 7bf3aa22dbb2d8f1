"""What was saved of a photo's edits: what of it counts with which layers, and what waits for layers of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.job import Job
from engine.spec import SeparatorSpec
from sils_gui.state.edits import Edits, Kept, fits, targets
from sils_gui.state.mixing import first_mix
from sils_gui.state.scribble import NOTHING, Painted


@dataclass(frozen=True)
class Waiting:
    """Saved edits that wait for layers such as theirs; with what was painted, once layers came that are others.

    Those that a crash left are not on disk: they were never saved.
    """

    job: Job
    is_on_disk: bool
    painted: Painted | None = None

    def kept(self, spec: SeparatorSpec, painted: Painted) -> Kept:
        """The edits with the layers that they waited for."""
        mix = self.job.mix_for(spec) if self.job.is_mixed else first_mix(spec)
        return Kept(Edits(mix, painted, self.job.snapshots), spec)


class Saved:
    """What lies on disk, of a new photo `nothing`; edits that are `waiting` do not count before their layers come, and
    are `taken` then."""

    def __init__(self, nothing: Edits) -> None:
        self._kept = Kept(nothing)
        self._is_unlike_kept = False  # where other edits were taken up than those on disk, or none of those there
        self.waiting: Waiting | None = None
        self.taken: Waiting | None = None
        self._is_partly_read = False
        self._lacks_files = False

    @property
    def pending(self) -> Job | None:
        """Saved edits that wait for the next layers."""
        return self.waiting.job if self.waiting is not None and self.waiting.painted is None else None

    @property
    def irreplaceable(self) -> Waiting | None:
        """Saved edits that say more than those that are open: they wait, or some of their masks came otherwise."""
        return self.waiting or (self.taken if self._is_partly_read else None)

    def miss(self) -> None:
        """Know that masks of the saved edits that came, or wait still, could not be read as they were."""
        self._is_partly_read = True

    def lack(self) -> None:
        """Know that files of the saved edits are missing, though nothing that they said is: saving writes them."""
        self._lacks_files = True

    def equals(self, edits: Edits, spec: SeparatorSpec | None) -> bool:
        """Whether edits are what lies on disk, as far as it counts while layers of this spec, or none, are open."""
        return not self._is_unlike_kept and not self._lacks_files and edits == self._on_disk(spec)

    def part(self, spec: SeparatorSpec | None) -> Edits:
        """What is nothing to lose while layers of this spec, or none, are open: it lies on disk or nobody made it."""
        if not self._is_unlike_kept:
            return self._on_disk(spec)
        left_out = self.waiting.painted if self.waiting is not None else None
        painted = (left_out or NOTHING).only(targets(spec)) if spec is not None else NOTHING
        return Edits(None if spec is None else first_mix(spec), painted, {})

    def painted_for(self, spec: SeparatorSpec, now: Painted, opened: SeparatorSpec | None) -> Painted:
        """What is painted once layers of a spec come in place of those that are open, or of none."""
        waiting, kept = self.waiting, self._kept
        if waiting is not None and waiting.painted is not None and fits(waiting.job, spec):
            kept = waiting.kept(spec, waiting.painted)
        return kept.painted_with(spec, now, self.part(opened).painted)

    def take(self, spec: SeparatorSpec, painted: Painted, *, same_layers: bool) -> Edits | None:
        """What is made of layers that come with what was painted in the saved edits, if any of those are pending.

        None where the mix that is open stays; else the edits on disk that are for such layers, or none of anybody's.
        """
        waiting, is_pending = self.waiting, self.pending is not None
        if waiting is not None and fits(waiting.job, spec) and (is_pending or not same_layers):
            kept = waiting.kept(spec, painted if waiting.painted is None else waiting.painted)
            self.waiting, self.taken, self._is_unlike_kept = None, waiting, not waiting.is_on_disk
            if waiting.is_on_disk:
                self._kept = kept
            return kept.edits
        if waiting is not None and is_pending:
            self.waiting = replace(waiting, painted=painted)
        if self.waiting is not None or not same_layers:
            self._is_unlike_kept = self.waiting is not None
        return None if same_layers else replace(self._kept.with_layers(spec), snapshots={})

    def mark(self, kept: Kept) -> None:
        """These edits lie on disk now, and in place of those that waited, unless they come from a crash still."""
        self._kept, self._is_unlike_kept = kept, False
        self._is_partly_read = self._lacks_files = False
        if self.waiting is not None and (self.waiting.is_on_disk or self.waiting.painted is not None):
            self.waiting = None

    def _on_disk(self, spec: SeparatorSpec | None) -> Edits:
        return self._kept.edits if spec is None else self._kept.with_layers(spec)
