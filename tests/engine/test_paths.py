"""Any path can be asked about: the answer is no error, whatever lies there."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from engine.paths import canonical, digest_of_file, from_root, is_folder, is_same, is_stream, is_text


@pytest.fixture(params=["loop", "l" * 300, "\0", "missing/below", "\udcff"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    (tmp_path / "loop").symlink_to("loop")
    return tmp_path / request.param


def test_odd_paths_are_no_folders_and_have_a_canonical_form(odd: Path) -> None:
    assert not is_folder(odd)
    assert not is_stream(odd)
    assert canonical(odd).is_absolute()
    assert digest_of_file(odd) == ""


def test_the_canonical_form_follows_links_and_steps_back(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")
    assert is_folder(tmp_path / "link")
    assert canonical(tmp_path / "link" / "none" / ".." / "a.png") == tmp_path.resolve() / "there" / "a.png"


def test_paths_that_go_on_from_a_folder_that_is_gone_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for found in (from_root, canonical):
        assert found(Path("a.png")) == Path("a.png")
        assert found(tmp_path / "a.png") == tmp_path / "a.png"


def test_bytes_of_another_system_are_no_text() -> None:
    assert is_text("f\u00fcr.png")
    assert not is_text("f\udcfcr.png")


def test_a_file_has_the_digest_of_its_content_and_a_folder_or_a_pipe_has_none(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"mask")
    os.mkfifo(tmp_path / "pipe")
    assert digest_of_file(tmp_path / "a.png") == digest_of_file(tmp_path / "b.png") != ""
    assert digest_of_file(tmp_path) == digest_of_file(tmp_path / "pipe") == ""


def test_one_file_under_two_ways_of_writing_its_name_is_the_same(tmp_path: Path) -> None:
    """As macOS has it: two links imitate that each way leads to the file."""
    one, other = tmp_path / unicodedata.normalize("NFC", "B\u00e4r.jpg"), tmp_path / "BA\u0308R.jpg"
    assert is_same(one, one)
    assert not is_same(one, other)
    one.touch()
    os.link(one, other)
    assert is_same(one, other)


def test_other_names_and_other_files_are_not_the_same(tmp_path: Path) -> None:
    for name in ("a.jpg", "A.jpg"):
        (tmp_path / name).touch()
    os.link(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert not is_same(tmp_path / "a.jpg", tmp_path / "b.jpg")
    if len(list(tmp_path.iterdir())) == 3:
        assert not is_same(tmp_path / "a.jpg", tmp_path / "A.jpg")
