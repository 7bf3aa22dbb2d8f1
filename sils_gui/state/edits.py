"""What was made of a photo, as a value to compare: with what lies on disk, and with the layers that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.job import Job, Snapshot
from engine.mix import Mix
from engine.spec import SeparatorSpec
from sils_gui.state.scribble import Painted


@dataclass(frozen=True)
class Edits:
    """All that a sidecar keeps of a photo."""

    mix: Mix | None
    painted: Painted
    snapshots: Mapping[str, Snapshot]


def fits(saved: Job, spec: SeparatorSpec) -> bool:
    """Whether saved edits are about layers such as these: of one task, not only as many."""
    return saved.task == spec.task and set(saved.hints) <= set(spec.layer_names) and saved.fits(spec)
