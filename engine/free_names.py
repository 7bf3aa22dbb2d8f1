"""Names for files that harm nothing that is already there, and that every system allows."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import count
from pathlib import Path
from typing import TypeVar

from engine.errors import NameTakenError

T = TypeVar("T")

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?", re.IGNORECASE)


class Collision(Enum):
    """What to do where a file of the wanted name exists."""

    NUMBER = "number"
    SKIP = "skip"
    OVERWRITE = "overwrite"


def numbers(first: str = "") -> Iterator[str]:
    """What makes names free, one after the other: "", "-2", "-3" and so on, from the first one on."""
    yield first
    yield from (f"-{number}" for number in count(int(first.removeprefix("-") or 1) + 1))


def free_number(folder: Path, names: Callable[[str], Sequence[str]], collision: Collision) -> str | None:
    """What makes the names of a group of files free: "", or "-2" and so on; None to skip, since all exist."""

    def taken(number: str) -> list[bool]:
        return [os.path.lexists(folder / name) for name in names(number)]

    if collision is Collision.SKIP:
        return None if all(taken("")) else ""
    if collision is Collision.OVERWRITE:
        return ""
    return next(number for number in numbers() if not any(taken(number)))


def safe_name(name: str) -> str:
    """The name with what Windows, macOS or Linux forbid replaced by "_"; never empty."""
    clean = _NOT_IN_NAMES.sub("_", name).rstrip(". ")
    return f"_{clean}" if not clean or _RESERVED.fullmatch(clean) else clean


def with_free_names(write: Callable[[], T]) -> T:
    """What `write` returns, which looks for free names itself; again, as long as another program takes them first."""
    while True:
        try:
            return write()
        except NameTakenError:
            continue
