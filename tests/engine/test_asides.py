"""What is written aside is known to be left over once nobody can be writing at it."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine import asides

DAY_S = 24 * 3600


def name_of_the_dead(name: str) -> str:
    """The name with a process in it that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return name.replace(f"-p{os.getpid()}-", f"-p{ended.pid}-")


def half_of_the_dead(folder: Path) -> Path:
    """What a killed process has left written aside in a folder."""
    half = folder / f".sils-{name_of_the_dead(asides.unique())}.part"
    half.touch()
    return half


def _aged(path: Path, seconds: float) -> Path:
    """A file that was named and written so long ago."""
    at_s = time.time() - seconds
    path = path.with_name(re.sub("-t[0-9a-f]+-", f"-t{int(at_s):x}-", path.name))
    path.touch()
    os.utime(path, (at_s, at_s))
    return path


def test_a_process_that_lives_is_at_work_however_long_it_waits_and_a_dead_one_is_not(tmp_path: Path) -> None:
    mine = _aged(tmp_path / asides.unique(), DAY_S - 60)
    assert not asides.is_abandoned(mine)
    assert asides.is_abandoned(_aged(tmp_path / name_of_the_dead(mine.name), 0))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not show the states of processes")
def test_a_process_whose_end_nobody_has_asked_for_is_dead(tmp_path: Path) -> None:
    mine = tmp_path / asides.unique()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        its = tmp_path / mine.name.replace(f"-p{os.getpid()}-", f"-p{other.pid}-")
        its.touch()
        assert not asides.is_abandoned(its)
        other.kill()
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and its number is kept
        assert asides.is_abandoned(its)


@pytest.mark.parametrize("name", ["another computer", "no writer"])
def test_where_no_process_can_be_asked_for_a_day_tells(tmp_path: Path, name: str) -> None:
    dead = name_of_the_dead(asides.unique())
    path = tmp_path / (re.sub("^h[0-9a-f]+", f"h{0:012x}", dead) if name == "another computer" else ".sils-0123.part")
    assert not asides.is_abandoned(_aged(path, DAY_S - 60))
    assert asides.is_abandoned(_aged(path, DAY_S + 60))


def test_a_second_name_of_an_old_file_is_as_new_as_the_name(tmp_path: Path) -> None:
    old = tmp_path / "old.png"
    old.touch()
    os.utime(old, (1, 1))
    second = tmp_path / asides.unique()
    os.link(old, second)
    assert not asides.is_abandoned(second)
    assert asides.is_abandoned(_aged(second, DAY_S + 60))


def test_what_is_gone_is_nobodys(tmp_path: Path) -> None:
    assert not asides.is_abandoned(tmp_path / asides.unique())


class _Kernel:
    """What of Windows is asked for processes; a handle is the number of its process."""

    def __init__(self, *, ended: set[int], refused: set[int]) -> None:
        self._ended, self._refused, self.closed = ended, refused, list[int]()

    def OpenProcess(self, right: int, inherited: bool, process: int) -> int:  # noqa: N802
        return 0 if process in self._refused or process == 99 else process

    def WaitForSingleObject(self, handle: int, milliseconds: int) -> int:  # noqa: N802
        return 0 if handle in self._ended else 258

    def CloseHandle(self, handle: int) -> None:  # noqa: N802
        self.closed.append(handle)


def test_windows_is_asked_for_its_own_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = _Kernel(ended={12}, refused={13})
    last = iter((87, 5))  # there is none, then: it is somebody else's
    monkeypatch.setattr(ctypes, "WinDLL", lambda name, use_last_error: kernel, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: next(last), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    name = asides.unique()
    found = {process: tmp_path / name.replace(f"-p{os.getpid()}-", f"-p{process}-") for process in (11, 12, 99, 13)}
    for path in found.values():
        path.touch()
    assert [process for process, path in found.items() if asides.is_abandoned(path)] == [12, 99]
    assert kernel.closed == [11, 12]
