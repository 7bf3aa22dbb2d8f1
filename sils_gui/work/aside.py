"""Files that are in the way and may hold something of value: kept aside under another name, never overwritten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.errors import WriteError


def put_aside(path: Path) -> Path:
    """Give a file the first free name `NAME.kept-1`, `NAME.kept-2` and so on, and return it; raises WriteError."""
    numbers = iter(range(1, 10_000))
    aside = next(place for number in numbers if not (place := path.with_name(f"{path.name}.kept-{number}")).exists())
    try:
        path.rename(aside)
    except OSError as error:
        sentence = QCoreApplication.translate("Work", "{0} could not be kept aside ({1}).")
        raise WriteError("write-failed", sentence.format(path.name, error.strerror)) from error
    return aside
