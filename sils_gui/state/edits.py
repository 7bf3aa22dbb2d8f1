"""What was made of a photo, as a value to compare: with what lies on disk, and with the layers that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.job import Job, Snapshot
from engine.mix import Mix
from engine.spec import SeparatorSpec, hinted_layer
from sils_gui.state.mixing import first_mix
from sils_gui.state.scribble import MASK, Painted


@dataclass(frozen=True)
class Edits:
    """All that a sidecar keeps of a photo."""

    mix: Mix | None
    painted: Painted
    snapshots: Mapping[str, Snapshot]


@dataclass(frozen=True)
class Kept:
    """Edits as they lie on disk and what made the layers that they are for; without it nothing lies there."""

    edits: Edits
    spec: SeparatorSpec | None = None

    def with_layers(self, spec: SeparatorSpec) -> Edits:
        """What of them counts while these layers are open: all where they are for such.

        For others, what was painted for targets that both have, and a mix that nobody made: it is nothing to lose.
        """
        has_mix = self.spec is not None and self.spec.layer_names == spec.layer_names
        mix = self.edits.mix if has_mix else None
        return replace(self.edits, mix=mix or first_mix(spec), painted=self.edits.painted.only(targets(spec)))

    def painted_with(self, spec: SeparatorSpec, now: Painted, saved: Painted) -> Painted:
        """What is painted once these layers come: what is `now` but not `saved` stays, all else is as on disk."""
        there, names = self.with_layers(spec).painted, targets(spec)
        changed = [name for name in names if now.scribbles.get(name) is not saved.scribbles.get(name)]
        chosen = {name: (now if name in changed else there).scribbles.get(name) for name in names}
        return Painted({name: scribble for name, scribble in chosen.items() if scribble is not None})


def targets(spec: SeparatorSpec) -> tuple[str, ...]:
    """What can be painted for a separator's layers: the mask of their mix, and hints where it takes them."""
    return (MASK, *spec.hintable)


def fits(saved: Job, spec: SeparatorSpec) -> bool:
    """Whether saved edits are about layers such as these: of one task, not only as many."""
    hinted = {hinted_layer(hint) for hint in saved.hints}
    return saved.task == spec.task and hinted <= set(spec.layer_names) and saved.fits(spec)
