"""What is said beside a job goes before what it says, and all else stays."""

from __future__ import annotations

import pytest

from engine.batch.changes import Changes
from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.free_names import Collision
from engine.job import Job
from engine.job_outputs import Outputs
from engine.mix import Mix
from engine.picture import Depth
from engine.profiles import Profile
from engine.separator import Quality

JOB = Job(
    task="half",
    photo="/a.png",
    separator="half",
    separator_sha256="0",
    quality=Quality.BEST,
    mix=Mix.neutral(2),
    outputs=Outputs(format=Container.TIFF, metadata=Keep.NONE, collision=Collision.SKIP, profile=Profile.SRGB),
)


def test_nothing_said_changes_nothing() -> None:
    assert Changes().on(JOB) == JOB


def test_every_option_is_applied_also_where_it_says_the_default() -> None:
    changes = Changes(
        separator="/s.onnx",
        quality=Quality.STANDARD,
        preset="halve-reflection",
        format=Container.JPEG,
        bits=Depth.EIGHT,
        name="{layer}-{name}",
        collision=Collision.NUMBER,
        metadata=Keep.ALL,
        profile=Profile.SOURCE,
    )
    changes = Changes.model_validate_json(changes.model_dump_json(exclude_defaults=True))  # as the journal keeps it
    job = changes.on(JOB)
    assert (job.separator, job.separator_sha256, job.quality) == ("/s.onnx", "", Quality.STANDARD)
    assert (job.photo, job.preset, job.mix) == ("/a.png", "halve-reflection", None)
    assert job.outputs == Outputs(format=Container.JPEG, bits=Depth.EIGHT, name="{layer}-{name}")


def test_another_task_takes_its_own_separator() -> None:
    assert (Changes(task="rain").on(JOB).task, Changes(task="rain").on(JOB).separator) == ("rain", "")


@pytest.mark.parametrize(
    ("parts", "asked", "made"),
    [
        (("layers",), None, ("layers", "remix")),
        (None, None, None),
        (("layers", "remix"), None, ("layers", "remix")),
        (("layered",), None, ("layered",)),
        (("layers",), ("layers",), ("layers",)),
    ],
)
def test_a_preset_can_be_seen_in_what_is_made(
    parts: tuple[str, ...] | None, asked: tuple[str, ...] | None, made: tuple[str, ...] | None
) -> None:
    job = JOB.model_copy(update={"outputs": Outputs(parts=parts)})
    assert Changes(preset="halve-reflection", parts=asked).on(job).outputs.parts == made
