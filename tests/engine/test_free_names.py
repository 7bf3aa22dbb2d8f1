"""Names for files: free ones, and what every system allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.free_names import Collision, free_number, safe_name

ENDINGS = ("_background.png", "_reflection.png", ".sils.json")


def names(number: str) -> list[str]:
    return [f"photo{number}{ending}" for ending in ENDINGS]


def test_a_free_name_is_taken_as_it_is(tmp_path: Path) -> None:
    for collision in Collision:
        assert free_number(tmp_path, names, collision) == ""


def test_one_taken_name_moves_the_whole_group(tmp_path: Path) -> None:
    (tmp_path / "photo_reflection.png").touch()
    assert free_number(tmp_path, names, Collision.NUMBER) == "-2"
    (tmp_path / "photo-2.sils.json").touch()
    (tmp_path / "photo-4_background.png").touch()
    assert free_number(tmp_path, names, Collision.NUMBER) == "-3"


def test_overwriting_keeps_the_name(tmp_path: Path) -> None:
    (tmp_path / "photo_reflection.png").touch()
    assert free_number(tmp_path, names, Collision.OVERWRITE) == ""


def test_skipping_needs_the_whole_group(tmp_path: Path) -> None:
    for ending in ENDINGS:
        assert free_number(tmp_path, names, Collision.SKIP) == ""
        (tmp_path / f"photo{ending}").touch()
    assert free_number(tmp_path, names, Collision.SKIP) is None


def test_a_link_to_nowhere_is_a_taken_name(tmp_path: Path) -> None:
    (tmp_path / "photo.sils.json").symlink_to(tmp_path / "nowhere")
    assert free_number(tmp_path, names, Collision.NUMBER) == "-2"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a:b/c", "a_b_c"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("com\u00b9", "_com\u00b9"),
        ("nul .a", "_nul .a"),
        ("CONIN$", "_CONIN$"),
        ("nullify", "nullify"),
        ("end. ", "end"),
        ("", "_"),
        ("ok-ä.png", "ok-ä.png"),
    ],
)
def test_names_that_windows_refuses_are_changed(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@given(st.text(max_size=40))
def test_a_safe_name_is_never_empty_and_stays_as_it_is(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe_name(safe) == safe
