"""Which separator is meant, found without reading more files, or more often, than it takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine import library, separator_file
from engine.errors import UsageError
from engine.separator import Separator
from engine.separator_file import read_separator_file
from tests.engine.separators import halving_separator, shading_separator
from tests.engine.test_asides import half_of_the_dead


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of separators: one for the task half, then one for the task shade, then a broken file."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.onnx").write_bytes(halving_separator().SerializeToString())
    (folder / "b.onnx").write_bytes(shading_separator().SerializeToString())
    (folder / "c.onnx").write_text("broken")
    monkeypatch.setattr(library, "own_folder", lambda: folder)
    monkeypatch.setattr(library, "shipped_folder", lambda: tmp_path / "none")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose content is read."""
    names: list[str] = []
    real = separator_file._read

    def watched(path: Path) -> bytes:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(separator_file, "_read", watched)
    return names


@pytest.mark.parametrize(("name", "task", "expected"), [("half", "", ["a.onnx"]), ("", "shade", ["a.onnx", "b.onnx"])])
def test_nothing_behind_the_first_that_fits_is_read(
    own: Path, read: list[str], name: str, task: str, expected: list[str]
) -> None:
    assert library.chosen(name, task) == own / expected[-1]
    assert read == expected


def test_the_name_of_a_task_names_its_first_separator_unless_one_is_called_that(own: Path) -> None:
    for file, name in (("d.onnx", "toning"), ("e.onnx", "later")):
        (own / file).write_bytes(halving_separator(name=name, task="tone").SerializeToString())
    assert library.find("tone") == own / "d.onnx"
    (own / "f.onnx").write_bytes(halving_separator(name="tone", task="half").SerializeToString())
    assert library.find("tone") == own / "f.onnx"


def test_a_separator_that_is_nowhere_is_refused_with_those_that_are_there(own: Path) -> None:
    with pytest.raises(UsageError, match="no separator 'rain'; there is half, shade"):
        library.find("rain")
    with pytest.raises(UsageError, match="no separator for the task 'rain'; there is half, shade"):
        library.for_task("rain")


def test_a_file_is_read_once_however_often_it_is_chosen(own: Path, read: list[str]) -> None:
    for _ in range(3):
        read_separator_file(library.chosen("", "shade"))
    assert read == ["a.onnx", "b.onnx"]


def test_a_file_that_was_replaced_is_known_anew(own: Path) -> None:
    path, other = own / "a.onnx", own / "other"
    before = read_separator_file(path)
    other.write_bytes(halving_separator(share=0.5).SerializeToString())
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)
    after = read_separator_file(path)
    assert after.size_bytes == before.size_bytes
    assert after.digest == Separator(path).digest != before.digest
    path.write_bytes(halving_separator(task="rain").SerializeToString())
    assert library.for_task("rain") == path


def test_a_file_that_is_gone_is_no_longer_known(own: Path) -> None:
    read_separator_file(library.find("half"))
    (own / "a.onnx").unlink()
    with pytest.raises(UsageError):
        library.find("half")


def test_the_half_of_a_separator_whose_adding_was_killed_goes_with_the_next(own: Path, tmp_path: Path) -> None:
    dead, made = half_of_the_dead(own), tmp_path / "made.onnx"
    made.write_bytes(halving_separator(name="new").SerializeToString())
    assert library.add(made) == own / "new.onnx"
    assert not dead.exists()
