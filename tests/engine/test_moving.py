"""Files get their names although Windows, whose refusals are imitated here, does not always give them at once."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import WriteError
from engine.files import check_folder, written_aside
from engine.moving import moved
from engine.refusals import not_written

Refuse = Callable[[int], None]


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Has Windows refuse the next so many moves, as it does while a program has the file open."""
    replace, left = os.replace, [0]

    def refusing(source: Path, target: Path) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(errno.EACCES, "Access is denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    return lambda times: left.__setitem__(0, times)


def test_a_file_that_is_open_for_a_moment_is_moved(tmp_path: Path, refused: Refuse) -> None:
    refused(2)
    with written_aside(tmp_path / "a.txt") as aside:
        aside.write_text("whole")
    assert (tmp_path / "a.txt").read_text() == "whole"


def test_a_file_that_stays_open_is_told_of_and_not_the_folder(tmp_path: Path, refused: Refuse) -> None:
    (tmp_path / "a.txt").write_text("open")
    refused(1000)
    with (
        pytest.raises(WriteError, match=r"a\.txt cannot be replaced; close it") as caught,
        written_aside(tmp_path / "a.txt") as aside,
    ):
        aside.touch()
    assert caught.value.code == "file-in-use"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_of_that_name_is_no_file_in_use_nor_is_the_folder_around_it_at_fault(
    tmp_path: Path, refused: Refuse
) -> None:
    (tmp_path / "a.txt").mkdir()
    refused(1000)
    with pytest.raises(WriteError) as caught, written_aside(tmp_path / "a.txt") as aside:
        aside.touch()
    assert caught.value.code == "write-failed"


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("a" * 200, errno.ENOENT, "name-too-long"),
        ("a" * 300, errno.EINVAL, "name-too-long"),
        ("a.txt", errno.ENOENT, "write-failed"),  # what lay aside is gone
        ("a?.txt", errno.EINVAL, "write-failed"),
        (f"gone/{'a' * 200}", errno.ENOENT, "write-failed"),
    ],
)
def test_paths_are_too_long_where_windows_finds_nothing_in_a_folder_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: str
) -> None:
    error = OSError(number, "as Windows says it")
    monkeypatch.setattr(sys, "platform", "win32")
    assert not_written(error, tmp_path / name).code == code


def test_elsewhere_nothing_is_waited_for(tmp_path: Path, refused: Refuse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    refused(1)
    with pytest.raises(PermissionError):
        moved(tmp_path / "a", tmp_path / "b")


def test_a_folder_that_takes_no_file_is_told_of_after_one_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows says of every folder that it may be written to; `tempfile` believes it and tries two billion names."""
    tries = []

    def denied(*named: object, **how: object) -> None:
        tries.append(named)
        assert len(tries) < 10, "it is tried for ever"
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(tempfile._os, "name", "nt")  # type: ignore[attr-defined]
    monkeypatch.setattr(tempfile._io, "open", denied)  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(WriteError) as caught:
        check_folder(tmp_path)
    assert caught.value.code == "folder-unwritable"
    assert len(tries) == 1
