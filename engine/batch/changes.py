"""What is said beside the jobs of a batch: it goes before what they say, the job for all and those of single photos."""

from __future__ import annotations

from engine.batch.order import separator_of
from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.documents import Document, FileName
from engine.free_names import Collision
from engine.job import Job
from engine.job_outputs import Outputs
from engine.mix import MixChange
from engine.output import LAYERED, REMIX
from engine.own_presets import OwnPreset, fitting
from engine.picture import Depth
from engine.profiles import Profile
from engine.separator import Quality
from engine.separator_file import read_separator_file

_NO_CHANGE = MixChange()


class Changes(Document):
    """What to change of a job; what is empty stays as the job has it. Paths are absolute.

    `own` are presets of the user's own, of one title, and `mix` are numbers for layers. Which of the former fits, and
    which layers there are, only the job's separator knows: `mixed` puts them into the job's mix.
    """

    task: str = ""
    separator: str = ""
    quality: Quality | None = None
    preset: str = ""
    own: tuple[OwnPreset, ...] = ()
    mix: MixChange = _NO_CHANGE
    mask: FileName = ""
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
        if self.mask:
            given["mask"] = self.mask
        return job.model_copy(update=given)

    def mixed(self, job: Job) -> Job:
        """The job with the user's preset in place of its mix, and the numbers for its layers, as one mix.

        Raises SilsError where its separator has no such layers.
        """
        if not self.own and self.mix == _NO_CHANGE:
            return job
        spec = read_separator_file(separator_of(job)).spec
        mix = fitting(self.own, spec) if self.own else job.mix_for(spec)
        return job.model_copy(update={"mix": self.mix.on(mix, spec), "preset": ""})

    def _on_outputs(self, outputs: Outputs) -> Outputs:
        given = {kind: value for kind in Outputs.model_fields if (value := getattr(self, kind)) not in (None, "")}
        shown = outputs.parts or (REMIX,)
        is_mixed = bool(self.preset or self.own) or self.mix != _NO_CHANGE
        if is_mixed and {REMIX, LAYERED}.isdisjoint(shown):  # files of layers alone show nothing of strengths
            given = {"parts": (*shown, REMIX)} | given
        return outputs.model_copy(update=given)
