"""Jobs survive their file, and a file that is none is refused."""

from pathlib import Path

import pytest
from hypothesis import given

from engine.errors import DocumentError
from engine.job import Job, load_job, relative_to_job, resolved, save_job
from engine.mix import Mix
from engine.recipe import recalled
from engine.runtime import Device
from engine.separator import Separator
from tests.engine.pictures import mixes


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
        snapshots={"Before dinner": mix},
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
        (_job(Mix.neutral(2)).to_json().replace('"version": 1', '"version": 2', 1).encode(), "job-invalid"),
        (_job(Mix.neutral(2)).to_json().replace('"task"', '"tusk"').encode(), "job-invalid"),
    ],
    ids=["empty", "no text", "a list", "newer", "unknown field"],
)
def test_what_is_no_job_is_refused_in_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bad.sils.json"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        load_job(path)
    assert caught.value.code == code
    assert "bad.sils.json" in caught.value.sentence


def test_a_mix_for_another_number_of_layers_is_refused(separators: dict[str, Path]) -> None:
    three = Separator(separators["three"], Device.CPU)
    with pytest.raises(DocumentError) as caught:
        recalled(_job(Mix.neutral(2)), Path("photo.sils.json"), three)
    assert caught.value.code == "job-unfit"
