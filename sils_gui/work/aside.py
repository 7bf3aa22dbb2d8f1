"""Files that are in the way and may hold something of value: kept aside under another name, never overwritten."""

from __future__ import annotations

import itertools
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.errors import WriteError


def put_aside(path: Path, *with_it: Path) -> Path:
    """Give a file the first free name `NAME.kept-1`, `NAME.kept-2` and so on, and return it; raises WriteError.

    Those that belong to it get the same number, so that it still names them when all have their names back.
    """
    files = (path, *with_it)
    numbered = ([file.with_name(f"{file.name}.kept-{number}") for file in files] for number in itertools.count(1))
    asides = next(places for places in numbered if not any(place.exists() for place in places))
    for file, aside in zip(files, asides, strict=True):
        try:
            file.rename(aside)
        except OSError as error:
            sentence = QCoreApplication.translate("Work", "{0} could not be kept aside ({1}).")
            raise WriteError("write-failed", sentence.format(file.name, error.strerror)) from error
    return asides[0]
