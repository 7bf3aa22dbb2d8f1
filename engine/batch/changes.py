"""What is said beside the jobs of a batch: it goes before what they say, the job for all and those of single photos."""

from __future__ import annotations

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.documents import Document
from engine.free_names import Collision
from engine.job import Job
from engine.job_outputs import Outputs
from engine.output import LAYERED, REMIX
from engine.picture import Depth
from engine.profiles import Profile
from engine.separator import Quality


class Changes(Document):
    """What to change of a job; what is empty stays as the job has it. Paths are absolute."""

    task: str = ""
    separator: str = ""
    quality: Quality | None = None
    preset: str = ""
    parts: tuple[str, ...] | None = None
    format: Container | None = None
    bits: Depth | None = None
    name: str = ""
    collision: Collision | None = None
    metadata: Keep | None = None
    profile: Profile | None = None
    layered: Layered | None = None
    layer_mode: LayerMode | None = None

    def on(self, job: Job) -> Job:
        """The job as it is to be done; a preset takes the place of its mix."""
        given: dict[str, object] = {"outputs": self._on_outputs(job.outputs)}
        if self.task or self.separator:
            given |= {"task": self.task or job.task, "separator": self.separator, "separator_sha256": ""}
        if self.preset:
            given |= {"preset": self.preset, "mix": None}
        if self.quality is not None:
            given["quality"] = self.quality
        return job.model_copy(update=given)

    def _on_outputs(self, outputs: Outputs) -> Outputs:
        kinds = ("parts", "format", "bits", "name", "collision", "metadata", "profile", "layered", "layer_mode")
        given = {kind: value for kind in kinds if (value := getattr(self, kind)) not in (None, "")}
        shows_mix = outputs.parts is None or not {REMIX, LAYERED}.isdisjoint(outputs.parts)
        if self.preset and not shows_mix:  # a job of layers alone would not show what the preset does
            given = {"parts": None} | given
        return outputs.model_copy(update=given)
