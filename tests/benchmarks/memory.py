"""How much memory a process takes with those that it started: private pages, and shared ones once (Linux)."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

_LOOK_S = 0.03


class PeakOf:
    """Looks from a process of its own, from now on, until `gib` asks for the most that was seen."""

    def __init__(self, process_id: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_look, args=(process_id, theirs), daemon=True)
        self._process.start()
        assert self._pipe.recv() == "ready", "it looks before there is something to see"

    def gib(self) -> float:
        self._pipe.send("enough")
        peak_kib = self._pipe.recv()
        self._process.join()
        return peak_kib / 1024**2


def _look(process_id: int, pipe: Connection) -> None:
    pipe.send("ready")
    peak_kib, own = 0, multiprocessing.current_process().pid
    while not pipe.poll(_LOOK_S):
        peak_kib = max(peak_kib, sum(_shared_fairly_kib(each) for each in _family(process_id) if each != own))
    pipe.send(peak_kib)


def _family(process_id: int) -> Iterator[int]:
    yield process_id
    for children in Path(f"/proc/{process_id}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _shared_fairly_kib(process_id: int) -> int:
    """The proportional set size: a page that several processes have counts in each as its share."""
    lines = _text(Path(f"/proc/{process_id}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process has ended
        return ""
