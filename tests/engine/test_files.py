"""Files appear whole or not at all, under names that harm nothing that is there."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.errors import NameTakenError, WriteError
from engine.files import Owner, moved_together, sweep, written_aside
from engine.free_names import Collision, free_number, with_free_names
from tests.engine.test_asides import name_of_the_dead


def fail(target: Path, error: Exception) -> None:
    with written_aside(target) as aside:
        aside.write_text("half")
        raise error


def test_a_file_appears_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "a.txt"
    with written_aside(target) as aside:
        aside.write_text("whole")
        assert aside.parent == target.parent
        assert not target.exists()
    assert [path.name for path in target.parent.iterdir()] == ["a.txt"]
    assert target.read_text() == "whole"


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(KeyError):
        fail(target, KeyError())
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can be asked whether a process lives")
def test_what_a_killed_process_left_is_swept_and_the_halves_of_one_at_work_stay(tmp_path: Path) -> None:
    with written_aside(tmp_path / "a.txt") as aside:
        aside.write_text("half")
        os.utime(aside, (time.time() - 3600, time.time() - 3600))
        aside.with_name(name_of_the_dead(aside.name)).write_text("half")
        sweep(tmp_path)
        assert list(tmp_path.iterdir()) == [aside]
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_where_nobody_may_look_nothing_is_swept(tmp_path: Path) -> None:
    sweep(tmp_path / "none")
    sweep(tmp_path / ("l" * 300))


def write(target: Path, text: str) -> None:
    with written_aside(target) as aside:
        aside.write_text(text)


def test_files_that_belong_together_appear_together(tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    with moved_together():
        write(one, "new")
        write(two, "new")
        assert not one.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.txt", "2.txt"]
    write(one, "alone again")
    assert one.read_text() == "alone again"


def write_both(one: Path, two: Path) -> None:
    with moved_together():
        write(one, "new")
        fail(two, OSError(errno.ENOSPC, "full"))


def test_files_that_belong_together_stay_as_they_were_when_one_fails(tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    write(one, "old")
    with pytest.raises(WriteError):
        write_both(one, two)
    assert [path.name for path in tmp_path.iterdir()] == ["1.txt"]
    assert one.read_text() == "old"


def write_three(old: Path, new: Path, taken: Path) -> None:
    with moved_together():
        for path in (old, new, taken):
            write(path, "new")


def test_files_that_belong_together_stay_as_they_were_when_one_cannot_be_moved(tmp_path: Path) -> None:
    """On Windows a file that another program has open cannot be replaced, nor a folder anywhere."""
    old, new, taken = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "3.txt"
    write(old, "old")
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(WriteError):
        write_three(old, new, taken)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.txt", "3.txt"]
    assert old.read_text() == "old"
    taken.joinpath("inside").rmdir()
    taken.rmdir()
    write_three(old, new, taken)
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == ["new"] * 3


def write_while(taken: Path, collision: Collision, files: list[Path]) -> set[Path]:
    """Write files together, one of whose names another program takes meanwhile."""
    with moved_together(collision) as kept:
        for path in files:
            write(path, "mine")
        taken.write_text("theirs")
    return kept


@pytest.mark.parametrize("has_links", [True, False])
def test_a_name_that_is_taken_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", no_links)
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    with pytest.raises(NameTakenError):
        write_while(two, Collision.NUMBER, [one, two])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"2.txt": "theirs"}
    assert write_while(two, Collision.SKIP, [one, two]) == {two}
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"1.txt": "mine", "2.txt": "theirs"}
    assert write_while(one, Collision.OVERWRITE, [one, two]) == set()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"1.txt": "mine", "2.txt": "mine"}


def test_what_is_the_owners_is_replaced_whatever_becomes_of_the_rest(tmp_path: Path) -> None:
    class Mine(Owner):
        def owns(self, target: Path) -> bool:
            return target.name == "1.txt"

        def moves(self, files: Mapping[Path, Path]) -> None:
            told.append({target.name: aside.read_text() for aside, target in files.items()})

    told: list[dict[str, str]] = []
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"

    def write_both(text: str, collision: Collision) -> set[Path]:
        with moved_together(collision, owner=Mine()) as kept:
            for path in (one, two):
                write(path, text)
        return kept

    for path in (one, two):
        write(path, "before")
    assert write_both("mine", Collision.SKIP) == {two}
    assert (one.read_text(), two.read_text()) == ("mine", "before")
    with pytest.raises(NameTakenError):
        write_both("again", Collision.NUMBER)
    assert (one.read_text(), two.read_text()) == ("mine", "before")
    assert told == [{"1.txt": text, "2.txt": text} for text in ("mine", "again")]


def no_links(*_: object) -> None:
    raise OSError(errno.ENOTSUP, "no links here")


def test_a_free_name_is_looked_for_again_where_another_program_was_faster(tmp_path: Path) -> None:
    def attempt() -> Path:
        number = free_number(tmp_path, lambda number: [f"photo{number}.png"], Collision.NUMBER)
        target = tmp_path / f"photo{number}.png"
        write_while(target if number != "-3" else tmp_path / "else", Collision.NUMBER, [target])
        return target

    assert with_free_names(attempt).name == "photo-3.png"
    assert (tmp_path / "photo.png").read_text() == "theirs"
    assert (tmp_path / "photo-3.png").read_text() == "mine"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "folder-unwritable"),
        (errno.EPERM, "folder-unwritable"),
        (errno.EROFS, "folder-unwritable"),
        (errno.EIO, "write-failed"),
    ],
)
def test_every_failure_of_the_disk_is_a_sentence(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(WriteError) as caught:
        fail(tmp_path / "a.txt", OSError(number, "as the system says"))
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target in (tmp_path / "file" / "a.txt", tmp_path / "file" / "deeper" / "a.txt"):
        with pytest.raises(WriteError) as caught, written_aside(target):
            pass
        assert caught.value.code == "folder-missing"


def test_a_target_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(WriteError) as caught, written_aside(tmp_path / "a") as aside:
        aside.touch()
    assert caught.value.code == "write-failed"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_name_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".png")
    with written_aside(target) as aside:
        aside.touch()
    assert target.exists()


def test_a_name_that_the_disk_does_not_allow(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught, written_aside(tmp_path / ("x" * 252 + ".png")) as aside:
        aside.touch()
    assert caught.value.code == "name-too-long"
    assert list(tmp_path.iterdir()) == []
