"""Files that are in the way and may hold something of value: kept aside under another name, never overwritten."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.errors import WriteError
from engine.paths import is_there


def put_aside(path: Path, *with_it: Path) -> Mapping[Path, Path]:
    """Give a file the first free name `NAME.kept-1`, `NAME.kept-2` and so on; the new names by the old ones.

    Those that belong to it get the same number, so that it still names them when all have their names back.
    Raises WriteError where one cannot be renamed; all have their names then.
    """
    files = (path, *with_it)
    numbered = ([file.with_name(f"{file.name}.kept-{number}") for file in files] for number in itertools.count(1))
    asides = next(places for places in numbered if not any(is_there(place) for place in places))
    with ExitStack() as undoing:
        for file, aside in zip(files, asides, strict=True):
            try:
                file.rename(aside)
            except OSError as error:
                sentence = QCoreApplication.translate("Work", "{0} could not be kept aside ({1}).")
                raise WriteError("write-failed", sentence.format(file.name, error.strerror)) from error
            undoing.callback(put_back, {file: aside})
        undoing.pop_all()
    return dict(zip(files, asides, strict=True))


def put_back(asides: Mapping[Path, Path]) -> None:
    """Give files their names back as far as that can be done, since what was to take their place did not come."""
    for file, aside in asides.items():
        with suppress(OSError):
            aside.rename(file)
