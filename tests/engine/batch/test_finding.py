"""Every file below a folder is found once, and one that is left out says why."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

import pytest

from engine.batch.finding import Finder, Found, Patterns
from tests.engine.batch.conftest import photo


def _found(root: Path, out: Path | None = None, patterns: Patterns | None = None) -> dict[str, str]:
    found = list(Finder(patterns or Patterns(), out or root / "none").below(root))
    assert len({one.path for one in found}) == len(found)
    return {one.path.relative_to(root).as_posix(): one.reason.code if one.reason else _to(one) for one in found}


def _to(one: Found) -> str:
    return f"-> {one.folder}"


def test_the_tree_is_kept(tmp_path: Path) -> None:
    for name in ("b.png", "a.png", "day/c.png", "day/late/d.png"):
        photo(tmp_path / name)
    assert _found(tmp_path) == {
        "a.png": "-> .",
        "b.png": "-> .",
        "day/c.png": "-> day",
        "day/late/d.png": "-> day/late",
    }


def test_what_is_no_photo_by_name_and_content_is_left_out(tmp_path: Path) -> None:
    photo(tmp_path / "photo.png").rename(tmp_path / "photo.data")
    for name in ("notes.txt", "film.mp4", "side.xmp", "unknown", "empty.jpg", "fake.jpeg", "._fork", ".a.png.Xy12"):
        (tmp_path / name).write_bytes(b"" if name == "empty.jpg" else b"text")
    assert _found(tmp_path) == {
        "._fork": "hidden",
        ".a.png.Xy12": "hidden",
        "empty.jpg": "-> .",
        "fake.jpeg": "-> .",
        "film.mp4": "not-a-photo",
        "notes.txt": "not-a-photo",
        "photo.data": "-> .",
        "side.xmp": "not-a-photo",
        "unknown": "not-a-photo",
    }


def test_patterns_are_for_names_and_for_paths(tmp_path: Path) -> None:
    for name in ("a.png", "a.TIF", "test/b.png", "keep/b.png"):
        photo(tmp_path / name.replace("TIF", "png")).rename(tmp_path / name)
    photo(tmp_path / "a.png")
    patterns = Patterns(include=("*.tif", "keep/*", "test/*"), exclude=("TEST/*",))
    assert _found(tmp_path, patterns=patterns) == {
        "a.TIF": "-> .",
        "a.png": "excluded",
        "keep/b.png": "-> keep",
        "test/b.png": "excluded",
    }


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("./p.jpg", {"p.jpg"}),
        ("./day/*", {"day/p.jpg", "day/late/p.jpg"}),
        ("**/*.jpg", {"p.jpg", "day/p.jpg", "day/late/p.jpg"}),
        ("./**/P.jpg", {"p.jpg", "day/p.jpg", "day/late/p.jpg"}),
        ("day/**/p.jpg", {"day/p.jpg", "day/late/p.jpg"}),
        ("**/day/**/late/**/p.jpg", {"day/late/p.jpg"}),
        ("d**/p.jpg", {"day/p.jpg", "day/late/p.jpg"}),
    ],
)
def test_two_stars_are_any_number_of_folders_and_a_dot_is_where_the_search_begins(
    pattern: str, wanted: set[str]
) -> None:
    paths = [PurePath(name) for name in ("p.jpg", "day/p.jpg", "day/late/p.jpg")]
    assert {path.as_posix() for path in paths if Patterns(include=(pattern,)).wants(path)} == wanted


def test_what_is_named_goes_by_its_name(tmp_path: Path) -> None:
    finder = Finder(Patterns(include=("*.png",), exclude=("test/*", "*reject*")), tmp_path / "none")
    found = [finder.named(photo(tmp_path / "test" / name)) for name in ("a.png", "a_reject.png", "a.jpg")]
    assert [one.reason and one.reason.code for one in found] == [None, "excluded", "excluded"]


def test_many_two_stars_are_matched_at_once() -> None:
    """Trying every choice of folders would take longer than anyone lives."""
    deep = PurePath("/".join(["day"] * 40), "p.jpg")
    pattern = "**/d*/" * 40
    assert Patterns(include=(pattern + "p.jpg",)).wants(deep)
    assert not Patterns(include=(pattern + "q.jpg",)).wants(deep)


@pytest.mark.parametrize("ending", [".part", ".partial", ".crdownload", ".filepart", ".tmp", ".download", ".PART", "~"])
def test_what_another_program_is_still_writing_is_no_photo_unless_it_is_named(tmp_path: Path, ending: str) -> None:
    half = photo(tmp_path / "p.png").rename(tmp_path / f"p.png{ending}")
    assert _found(tmp_path) == {half.name: "unfinished"}
    assert Finder(Patterns(), tmp_path / "none").file(half).reason is None


def test_links_lead_neither_in_circles_nor_twice_to_a_file(tmp_path: Path) -> None:
    photo(tmp_path / "day" / "a.png")
    (tmp_path / "day" / "back").symlink_to(tmp_path)
    (tmp_path / "again.png").symlink_to(tmp_path / "day" / "a.png")
    (tmp_path / "day2").symlink_to(tmp_path / "day")
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.png").symlink_to(tmp_path / "self.png")
    os.link(tmp_path / "day" / "a.png", tmp_path / "day" / "b.png")
    assert _found(tmp_path) == {
        "again.png": "same-file",
        "day/a.png": "-> day",
        "day/b.png": "same-file",
        "day/back": "link-loop",
        "day2": "same-folder",
        "gone.png": "-> .",
        "self.png": "-> .",
    }


def test_a_drive_that_numbers_no_files_holds_many_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As drives of networks on Windows may: the number of each of their files is 0."""
    for name in ("a.png", "b.png", "day/c.png", "out/d.png"):
        photo(tmp_path / name)
    stat = Path.stat

    def numberless(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = stat(path, follow_symlinks=follow_symlinks)
        return os.stat_result((found.st_mode, 0, *found[2:]), {"st_mtime_ns": found.st_mtime_ns})

    monkeypatch.setattr(Path, "stat", numberless)
    assert _found(tmp_path, tmp_path / "out") == {
        "a.png": "-> .",
        "b.png": "-> .",
        "day/c.png": "-> day",
        "out": "output-folder",
    }


def test_a_pattern_fits_a_name_in_either_way_of_writing_it() -> None:
    in_two_signs = PurePath("Ba\u0308r.jpg")
    assert Patterns(include=("b\u00c4r.*",)).wants(in_two_signs)
    assert Patterns(include=("B?r.jpg",)).wants(in_two_signs)
    assert not Patterns(exclude=("*\u00e4*",)).wants(in_two_signs)


def test_the_output_folder_and_hidden_ones_are_not_looked_into(tmp_path: Path) -> None:
    for name in ("a.png", "out/b.png", ".trash/c.png"):
        photo(tmp_path / name)
    assert _found(tmp_path, tmp_path / "out") == {".trash": "hidden", "a.png": "-> .", "out": "output-folder"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert _found(tmp_path) == {"pipe.png": "not-a-file"}


def test_a_folder_that_cannot_be_read_is_told_and_the_rest_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(tmp_path / "closed" / "a.png")
    photo(tmp_path / "open" / "b.png")
    real = os.scandir

    def refusing(place: Path):  # type: ignore[no-untyped-def]
        if Path(place).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(place)

    monkeypatch.setattr(os, "scandir", refusing)
    assert _found(tmp_path) == {"closed": "folder-unreadable", "open/b.png": "-> open"}
