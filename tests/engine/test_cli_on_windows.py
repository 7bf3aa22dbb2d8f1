"""The command line as it is called on Windows, whose shells and pipes differ; the system is imitated."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from engine.cli.app import VERBS
from engine.cli.listening import is_closed_pipe


@pytest.fixture
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")


def _named(verb: str, *names: str) -> tuple[Path, ...]:
    """The photos that a verb takes where these are named."""
    context = VERBS[verb].make_context(verb, [*names, "-o", "out"])
    return tuple(context.params["inputs" if verb == "batch" else "photos"])


@pytest.mark.usefixtures("_windows")
@pytest.mark.parametrize("verb", ["separate", "remix", "export", "batch"])
def test_patterns_are_photos(tmp_path: Path, verb: str) -> None:
    folder = tmp_path / "in [brackets]"
    folder.mkdir()
    for name in ("b.jpg", "a.jpg", "c.png"):
        (folder / name).touch()
    photos = _named(verb, str(folder / "*.jpg"), str(folder / "[a].jpg"), str(folder / "x?.jpg"))
    assert photos == (folder / "a.jpg", folder / "b.jpg", folder / "[a].jpg", folder / "x?.jpg")


def test_elsewhere_the_shell_has_looked_and_a_star_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    assert _named("separate", str(tmp_path / "*.jpg")) == (tmp_path / "*.jpg",)


@pytest.mark.usefixtures("_windows")
def test_a_pipe_that_is_closed_is_known_by_its_error() -> None:
    assert is_closed_pipe(OSError(errno.EINVAL, "Invalid argument"))
    assert not is_closed_pipe(OSError(errno.ENOSPC, "No space left on device"))
