"""Jobs survive their file, and a file that is none is refused."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from engine.batch.order import absolute, digest_of
from engine.codecs.container import Container
from engine.documents import is_newer
from engine.errors import DocumentError, UsageError
from engine.free_names import Collision
from engine.job import Job, Snapshot, load_job, relative_to_job, resolved, save_job, schema
from engine.job_outputs import Outputs
from engine.marks import Combine, KeptStrength, Linear, Marks, Radial, Stroke, Tones, Whole
from engine.mix import Mix
from engine.naming import PATTERN
from engine.picture import Depth
from engine.profiles import Profile
from engine.recipe import recalled
from engine.runtime import Device
from engine.separator import Separator
from tests.engine.pictures import mixes

NO_MARKS = (
    b'"fuzz"',
    b'{"points": "", "radius_px": 5}',
    b'{"points": "1,2 3", "radius_px": 5}',
    b'{"points": "1,nan", "radius_px": 5}',
    b'{"points": "1,1e300", "radius_px": 5}',
    b'{"points": "1,2", "radius_px": 0}',
    b'{"points": "1,2,3", "radius_px": 5}',
    b'{"points": "1,2,0.5,1", "radius_px": 5}',
    b'{"start": [1, 1], "end": [1, 1]}',
    b'{"start": [1, 1], "end": ["1", 2]}',
    b'{"center": [1, 1], "radii": [3, 0]}',
    b'{"center": [1, 1], "radii": [3, 4], "fade": 2}',
    b'{"center": [1, 1], "radii": [3, 4], "turn_deg": 1e300}',
    b'{"low": 0.1, "high": 0.2, "combine": "divide"}',
    b'{"layer": "rain", "picture": "", "low": 0.1, "high": 0.2}',
    b'{"low": 0.1, "high": 0.2, "scent": 1}',
)


def _job(mix: Mix) -> Job:
    return Job(
        photo="../photo.tif",
        photo_sha256="a" * 64,
        task="reflection",
        separator="reflection",
        separator_version="1",
        separator_sha256="b" * 64,
        hints={"reflection": "hint.png"},
        mix=mix,
        outputs=Outputs(parts=("remix",), format=Container.TIFF, bits=Depth.SIXTEEN, collision=Collision.SKIP),
        snapshots={"Before dinner": Snapshot(mix=mix, layers=("background", "reflection"))},
    )


@given(mix=mixes(2))
def test_a_job_survives_its_file(tmp_path_factory: pytest.TempPathFactory, mix: Mix) -> None:
    path = tmp_path_factory.mktemp("jobs") / "photo.sils.json"
    save_job(_job(mix), path)
    assert load_job(path) == _job(mix)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_paths_are_relative_to_the_jobs_folder(tmp_path: Path) -> None:
    job_path = tmp_path / "out" / "photo.sils.json"
    name = relative_to_job(tmp_path / "in" / "photo.tif", job_path)
    assert name == "../in/photo.tif"
    assert resolved(name, job_path).resolve() == tmp_path / "in" / "photo.tif"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "job-invalid"),
        (b"\xff\xfe\x00", "job-unreadable"),
        (b"[1]", "job-invalid"),
        (_job(Mix.neutral(2)).to_json().replace('"version": 2', '"version": 3', 1).encode(), "job-invalid"),
        (_job(Mix.neutral(2)).to_json().replace('"task"', '"tusk"').encode(), "job-invalid"),
        (
            _job(Mix.neutral(2)).to_json().replace('"preset": ""', '"preset": "halve-reflection"').encode(),
            "job-invalid",
        ),
        (b'{"version": "two", "task": "reflection"}', "job-invalid"),
        (b'{"task": "reflection", "outputs": {"name": "{x}_{layer}"}}', "job-invalid"),
        (b'{"task": "reflection", "outputs": {"bits": "8"}}', "job-invalid"),
        (b'{"task": "reflection", "mix": {"layers": [{"strength": "0.5"}, {}]}}', "job-invalid"),
        (b'{"task": "reflection", "mix": {"layers": [{"strength": true}, {}]}}', "job-invalid"),
        (b'{"task": "reflection", "mix": {"layers": [{"visible": 0}, {}]}}', "job-invalid"),
        (b'{"task": "reflection", "mix": {"layers": [{}], "residual": true}}', "job-invalid"),
        (b'{"task": "reflection", "mix": {"layers": [' + b"{}, " * 16 + b"{}]}}", "job-invalid"),
        (b'{"task": "reflection", "hints": {"reflection": ""}}', "job-invalid"),
        *((b'{"task": "x", "marks": {"": {"sha256": "", "marks": [%b]}}}' % mark, "job-invalid") for mark in NO_MARKS),
    ],
)
def test_what_is_no_job_is_refused_in_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bad.sils.json"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        load_job(path)
    assert caught.value.code == code
    assert "bad.sils.json" in caught.value.sentence


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        (b'{"points": "1,2", "radius_px": 0}', "Stroke.radius_px: Input should be greater than 0."),
        (b'{"radius_px": 1}', "Stroke.points: Field required."),
        (b'{"center": [9, 9], "radii": [5, 5], "turn_deg": 400}', "Radial.turn_deg: Input should be less than"),
        (b'{"start": [1, 1], "end": [9, 9], "feather": 3}', "Linear.feather: "),
        (b'{"layer": "rain", "picture": "a.png", "low": 0}', "KeptStrength.high: Field required."),
        (b'{"low": 0.2, "high": 1.5}', "Tones.high: Input should be less than"),
        (b'"fil"', "Whole: Input should be 'fill' or 'invert'."),
        (b"7", "Whole: Input should be 'fill' or 'invert'."),
    ],
)
def test_what_is_wrong_with_a_mark_is_told_of_that_mark(tmp_path: Path, mark: bytes, told: str) -> None:
    path = tmp_path / "bad.sils.json"
    path.write_bytes(b'{"task": "x", "marks": {"": {"sha256": "", "marks": [%b]}}}' % mark)
    with pytest.raises(DocumentError) as caught:
        load_job(path)
    assert f"marks.0.{told}" in caught.value.sentence


@pytest.mark.parametrize(
    ("said", "is_of_a_newer"), [({"scent": 1}, True), ({"combine": "divide"}, True), ({"end": 0}, False)]
)
def test_a_mark_with_what_is_unknown_may_be_of_a_newer_version(said: dict[str, object], is_of_a_newer: bool) -> None:
    marks = {"": {"sha256": "", "marks": [{"start": [1, 1], "end": [9, 9], **said}]}}
    with pytest.raises(ValidationError) as caught:
        Job.model_validate_json(json.dumps({"task": "x", "marks": marks}))
    assert is_newer(caught.value) == is_of_a_newer


@pytest.mark.parametrize(
    "named",
    [{"photo": "\0"}, {"separator": "a\0.onnx"}, {"mask": "\0"}, {"hints": {"sun": "\0"}}, {"files": {"sun": "\0"}}],
)
def test_a_job_that_names_what_no_file_can_be_called_is_refused(tmp_path: Path, named: dict[str, object]) -> None:
    path = tmp_path / "bad.sils.json"
    path.write_text(json.dumps({"task": "reflection", **named}), encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        load_job(path)
    assert caught.value.code == "job-invalid"


def test_a_mix_for_another_number_of_layers_is_refused(separators: dict[str, Path]) -> None:
    three = Separator(separators["three"], Device.CPU)
    with pytest.raises(DocumentError) as caught:
        recalled(_job(Mix.neutral(2)), Path("photo.sils.json"), three)
    assert caught.value.code == "job-unfit"


_VERSION_1 = """{
  "version": 1, "photo": "../in/photo.jpg", "photo_sha256": "ab", "task": "reflection", "separator": "reflection",
  "separator_version": "0.1", "separator_sha256": "cd", "quality": "draft", "hints": {"reflection": "hint.png"},
  "mix": {"version": 1, "layers": [{"strength": 1.0}, {"strength": 0.25}], "residual": 1.0}, "mask": null,
  "snapshots": {}, "files": {"background": "photo_background.png"}
}"""


def test_a_file_of_version_1_still_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "photo.sils.json"
    path.write_text(_VERSION_1)
    job = load_job(path)
    assert (job.photo, job.separator_sha256, job.quality, job.hints) == (
        "../in/photo.jpg",
        "cd",
        "draft",
        {"reflection": "hint.png"},
    )
    assert job.mix is not None
    assert job.mix.layers[1].strength == 0.25
    save_job(job, path)
    assert load_job(path) == job
    assert '"version": 2' in path.read_text()


def test_a_snapshot_without_layers_is_for_as_many_as_it_mixes(tmp_path: Path, separators: dict[str, Path]) -> None:
    path = tmp_path / "photo.sils.json"
    path.write_text(_VERSION_1.replace('"snapshots": {}', '"snapshots": {"hazy": {"layers": [{}, {"strength": 0.5}]}}'))
    snapshot = load_job(path).snapshots["hazy"]
    assert snapshot.mix.layers[1].strength == 0.5
    half, shade, three = (Separator(separators[name], Device.CPU).spec for name in ("half", "shade", "three"))
    assert [snapshot.fits(spec) for spec in (half, shade, three)] == [True, True, False]
    named = Snapshot(mix=snapshot.mix, layers=half.layer_names)
    assert [named.fits(spec) for spec in (half, shade, three)] == [True, False, False]


def test_a_newer_file_says_that_it_is_newer(tmp_path: Path) -> None:
    path = tmp_path / "photo.sils.json"
    path.write_text('{"version": 3, "task": "reflection", "smell": 1}')
    with pytest.raises(DocumentError, match="version 3, from a newer SILS"):
        load_job(path)


def test_a_job_can_name_its_mix_by_a_preset(separators: dict[str, Path]) -> None:
    spec = Separator(separators["half"], Device.CPU).spec
    job = Job(task="half", preset="remove-reflection")
    assert job.mix_for(spec).layers[1].strength == 0.0
    assert Job(task="half").mix_for(spec).is_neutral
    unfit = Job(task="half", preset="flatten-light")
    assert job.fits(spec)
    assert not unfit.fits(spec)
    with pytest.raises(UsageError):
        unfit.mix_for(spec)


def test_a_job_says_nothing_of_profiles_unless_another_is_asked_for() -> None:
    assert "profile" not in json.loads(Outputs().to_json())
    assert json.loads(Outputs(profile=Profile.SRGB).to_json())["profile"] == "srgb"
    assert Outputs.model_validate_json(Outputs(profile=Profile.SRGB).to_json()).profile is Profile.SRGB
    assert digest_of(Job(task="x")) != digest_of(Job(task="x", outputs=Outputs(profile=Profile.SRGB)))


@given(st.lists(st.tuples(*[st.floats(-1e8, 1e8)] * 2), min_size=1), st.floats(0.001, 1e4), st.floats(0, 1))
def test_marks_survive_their_file(points: list[tuple[float, float]], length: float, part: float) -> None:
    marks = (
        Stroke(tuple(points), length, Combine.SUBTRACT),
        Stroke((*((*point, part) for point in points), points[0]), length),
        Linear((part, length), (length, part + 2 * length)),
        Radial(points[0], (length, 1.0), part, Combine.INTERSECT, 360 * part),
        Tones(part, 1.0),
        KeptStrength("rain", "a.png", part, part),
        *Whole,
    )
    job = Job(
        task="x", marks={"": Marks(sha256="ab", marks=marks, base="b.png", feather_px=length, follows_edges=True)}
    )
    assert Job.model_validate_json(job.to_json()) == job


def test_a_job_without_marks_says_nothing_of_them_and_none_reach_a_batch(tmp_path: Path) -> None:
    assert "marks" not in json.loads(Job(task="x").to_json())
    marked = Job(task="x", mask="a.png", marks={"": Marks(sha256="", marks=(Tones(),))})
    assert absolute(marked, tmp_path / "x.sils.json") == absolute(Job(task="x", mask="a.png"), tmp_path / "x.sils.json")


def test_a_job_may_begin_with_a_byte_order_mark_and_is_told_when_it_is_no_utf_8(tmp_path: Path) -> None:
    """As editors and shells of Windows write them."""
    path, text = tmp_path / "a.sils.json", _job(Mix.neutral(2)).to_json()
    path.write_text(text, encoding="utf-8-sig")
    assert load_job(path) == _job(Mix.neutral(2))
    path.write_text(text, encoding="utf-16")
    with pytest.raises(DocumentError, match="UTF-8") as caught:
        load_job(path)
    assert caught.value.code == "job-unreadable"


def test_the_schema_allows_no_more_than_the_program() -> None:
    told = json.loads(schema())
    assert told["not"]["required"] == ["mix", "preset"]
    assert told["$defs"]["Mix"]["properties"]["layers"]["maxItems"] == 16
    assert told["$defs"]["Outputs"]["properties"]["name"]["pattern"] == PATTERN
    zero = told["properties"]["photo"]["pattern"]
    assert re.search(zero, "a.png")
    assert not re.search(zero, "\0")


def test_the_published_schema_is_that_of_today() -> None:
    published = Path(__file__).parents[2] / "docs" / "job.schema.json"
    assert published.read_text(encoding="utf-8") == schema(), "make schema writes it anew"
