"""What the options that several verbs share say, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.cli.console import Console
from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.free_names import Collision
from engine.job_outputs import Outputs
from engine.naming import Names
from engine.picture import Depth
from engine.profiles import Profile
from engine.runtime import Device
from engine.separator import Quality


@dataclass(frozen=True)
class Shared:
    """Of every verb that works on photos; empty or None where nothing was said, or the verb has no such option."""

    out: Path
    task: str
    separator_name: str
    quality: Quality | None
    device: Device
    bits: Depth | None
    collision: Collision | None
    name: str
    metadata: Keep | None
    profile: Profile | None
    as_json: bool
    quiet: bool
    format: Container | None = None
    layered: Layered | None = None
    layer_mode: LayerMode | None = None
    parts: tuple[str, ...] | None = None

    @property
    def console(self) -> Console:
        """Where the verb speaks."""
        return Console(self.quiet, self.as_json)

    def texts(self) -> tuple[str, ...]:
        """What was said in words of the user's own."""
        return self.task, self.separator_name, self.name, *(self.parts or ())

    def outputs(self, wanted: Outputs) -> Outputs:
        """A job's outputs with what is said of them; what is not said stays."""
        return wanted.model_copy(update=self.given_outputs())

    def given_outputs(self) -> dict[str, object]:
        """What is said of a job's outputs, by field; raises UsageError for a name that names nothing."""
        if self.name:
            Names(self.name).check("photo", ("layer",))
        return {field: value for field in Outputs.model_fields if (value := getattr(self, field))}
