"""A job as data: which photo, separated by what and how, mixed how, written as what. All parts of SILS share it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic_core import PydanticSerializationError

from engine.codecs.sniff import refuse_endless
from engine.documents import Document, FileName, parse, version_of
from engine.errors import DocumentError, SilsError
from engine.files import written_aside
from engine.job_outputs import Outputs
from engine.marks import Marks
from engine.mix import Mix, preset
from engine.paths import canonical
from engine.picture import Separation
from engine.separator import Quality
from engine.spec import SeparatorSpec

SUFFIX = ".sils.json"
VERSION = 2
DEFAULT_TASK = "reflection"
"""What is separated where nobody says what."""
_MIX_AND_PRESET = {
    "required": ["mix", "preset"],
    "properties": {"mix": {"type": "object"}, "preset": {"minLength": 1}},
}


class Snapshot(Document):
    """A mix that somebody named, and the names of the layers that it is for; none where an older file does not say."""

    mix: Mix
    layers: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_older_files(cls, found: Any) -> Any:
        """A snapshot was its mix alone."""
        return {"mix": found} if isinstance(found, dict) and "mix" not in found else found

    def fits(self, spec: SeparatorSpec) -> bool:
        """Whether a separator makes the layers that the mix is for."""
        return self.layers == spec.layer_names if self.layers else len(self.mix.layers) == len(spec.layers)


class Job(Document):
    """Everything needed to make the same pictures again. Paths are relative to the job's file where they can be.

    Without `photo`, it is for every photo that it is applied to; a batch takes a folder there too. Without
    `separator`, the first one for the task is meant; by name or by file otherwise. `photo_sha256` and
    `separator_sha256` tell whether the photo or the separator has changed since. `hints` maps layer names, or
    `LAYER.only` for what is taken at its word, to mask files, `files` layer names to what was written, `snapshots`
    names that people gave to mixes. `marks` says by hint, and under an empty name for the mask, what these files were
    made of: a window goes on from there.
    """

    model_config = ConfigDict(json_schema_extra={"not": _MIX_AND_PRESET})

    version: Literal[2] = VERSION
    photo: FileName = ""
    photo_sha256: str = ""
    task: str
    separator: FileName = ""
    separator_version: str = ""
    separator_sha256: str = ""
    quality: Quality = Quality.STANDARD
    hints: dict[str, Annotated[FileName, Field(min_length=1)]] = Field(default_factory=dict)
    mix: Mix | None = None
    preset: str = ""
    mask: FileName | None = None
    outputs: Outputs = Outputs()
    snapshots: dict[str, Snapshot] = Field(default_factory=dict)
    files: dict[str, FileName] = Field(default_factory=dict)
    marks: dict[str, Marks] = Field(default_factory=dict)

    @model_serializer(mode="wrap")
    def _as_before_marks(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Where there are none nothing is said of them: such jobs are what they were, and older versions read them."""
        said: dict[str, Any] = written(self)
        if not self.marks:
            said.pop("marks", None)
        return said

    @model_validator(mode="before")
    @classmethod
    def _from_older_versions(cls, found: Any) -> Any:
        """Version 1 always named its photo, its separator and a mix, and said nothing of outputs."""
        return {**found, "version": VERSION} if version_of(found, VERSION) == 1 else found

    @model_validator(mode="after")
    def _is_mixed_in_one_way(self) -> Self:
        if self.mix is not None and self.preset:
            raise ValueError("a job has a mix or a preset, not both")
        return self

    @property
    def is_mixed(self) -> bool:
        """Whether the job says how the layers are mixed."""
        return self.mix is not None or bool(self.preset)

    def mix_for(self, spec: SeparatorSpec) -> Mix:
        """The mix of a separator's layers, neutral where the job says nothing.

        Raises DocumentError `job-unfit` for a mix of other layers, UsageError for a preset that does not fit.
        """
        wanted = len(spec.layers)
        if self.mix is None:
            neutral = Mix.neutral(wanted)
            return preset(self.preset).apply(neutral, spec) if self.preset else neutral
        if len(self.mix.layers) != wanted:
            raise DocumentError(
                "job-unfit",
                f"The job mixes {len(self.mix.layers)} layers, but the separator {spec.name} makes {wanted}.",
            )
        return self.mix

    def fits(self, spec: SeparatorSpec) -> bool:
        """Whether the job can mix a separator's layers."""
        try:
            self.mix_for(spec)
        except SilsError:
            return False
        return True


def job_for(separation: Separation, mix: Mix, quality: Quality, path: Path) -> Job:
    """The job, to be saved at `path`, that separates and mixes a photo as it was; masks and files are the caller's."""
    return Job(
        photo=relative_to_job(separation.photo.path, path),
        photo_sha256=separation.photo.digest,
        task=separation.spec.task,
        separator=separation.spec.name,
        separator_version=separation.spec.version,
        separator_sha256=separation.separator_digest,
        quality=quality,
        mix=mix,
    )


def load_job(path: Path) -> Job:
    """The job in a file, of this or an older version.

    Raises DocumentError `job-unreadable`, `job-invalid`, or `not-a-file` for a pipe or a device.
    """
    refuse_endless(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        sentence = f"{path.name} cannot be read as a job, since it is no text in UTF-8; save it in that encoding."
        raise DocumentError("job-unreadable", sentence) from None
    except OSError as error:
        raise DocumentError("job-unreadable", f"{path} cannot be read as a job: {error}.") from None
    return parse(Job, text, what=f"{path.name} is no job of this SILS", code="job-invalid")


def save_job(job: Job, path: Path) -> None:
    """Write the job beside its pictures, whole or not at all; raises WriteError, DocumentError `job-not-text`."""
    try:
        text = job.to_json()
    except PydanticSerializationError:
        sentence = f"{path.name} cannot name its files: the name of a folder is no text on this computer; rename it."
        raise DocumentError("job-not-text", sentence) from None
    with written_aside(path) as aside:
        aside.write_text(text, encoding="utf-8")


def is_job(path: Path) -> bool:
    """Whether a path names a job rather than a photo."""
    return path.name.endswith(".json")


def relative_to_job(path: Path, job_path: Path) -> str:
    """How a job names a file: from its own folder, with forward slashes; absolute on another drive."""
    try:
        return Path(os.path.relpath(canonical(path), canonical(job_path).parent)).as_posix()
    except ValueError:
        return canonical(path).as_posix()


def resolved(name: str, job_path: Path) -> Path:
    """The file that a job names."""
    return job_path.parent / name


def schema() -> str:
    """The JSON schema of a job's file, as `docs/job.schema.json` publishes it."""
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Job.model_json_schema()}
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"
