"""Which files at a photo's names are the batch's own: those its journal knows, and those it was moving when it died."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from engine.batch.order import Order
from engine.batch.outcome import Written
from engine.documents import Document
from engine.files import Owner


class Moving(Document):
    """A line of a photo's note: files that are whole and about to be moved, as they will lie at their targets."""

    files: tuple[Written, ...]


class Own(Owner):
    """The owner of an order's files. What the journal has is its own whatever became of it since, other files only if
    they are, byte for byte, those of its note: of a half that a killed process or a worker that died has left.

    `written` is what was moved last, by target.
    """

    def __init__(self, order: Order) -> None:
        self._names, self._note = order.own, order.note
        self._halves = _read(order.note) if order.note else {}
        self.written: Mapping[Path, Written] = {}

    def owns(self, target: Path) -> bool:
        """Whether the batch has written what lies there."""
        return str(target) in self._names or any(half.is_valid() for half in self._halves.get(str(target), ()))

    def moves(self, files: Mapping[Path, Path]) -> None:
        """Note the files, on disk before any of them is moved; raises OSError."""
        self.written = {target: Written.of(aside, target) for aside, target in files.items()}
        if self._note is not None:
            self._note.parent.mkdir(parents=True, exist_ok=True)
            line = Moving(files=tuple(self.written.values())).model_dump_json()
            with self._note.open("ab") as note:
                note.write(f"\n{line}\n".encode())  # after what a crash tore
                note.flush()
                os.fsync(note.fileno())


def _read(note: Path) -> dict[str, list[Written]]:
    """What was ever about to lie at each target; nothing where there is no note."""
    found: dict[str, list[Written]] = {}
    try:
        lines = note.read_bytes().split(b"\n")
    except OSError:
        return found
    for line in filter(None, lines):
        try:
            files = Moving.model_validate_json(line).files
        except ValidationError:
            continue  # torn: none of it was moved
        for file in files:
            found.setdefault(file.path, []).append(file)
    return found
