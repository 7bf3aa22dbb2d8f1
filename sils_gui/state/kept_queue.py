"""The queue's list as a document, so that it outlives its window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import model_validator

from engine.documents import Document, version_of
from sils_gui.state.queue import Fate, Row

VERSION = 1


class KeptRow(Document):
    """A row without its progress; paths are absolute."""

    photo: str
    folder: str = ""
    job: str = ""
    painted: str = ""
    fate: Fate = Fate.WAITING
    sentence: str = ""
    files: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Row) -> Self:
        """What is kept of a row: what was being made waits again."""
        return cls(
            photo=str(row.photo),
            folder=row.folder,
            job=str(row.job or ""),
            painted=str(row.painted or ""),
            fate=Fate.WAITING if row.fate is Fate.WORKING else row.fate,
            sentence=row.sentence,
            files=tuple(map(str, row.files)),
        )

    def row(self) -> Row:
        """The row again."""
        return Row(
            photo=Path(self.photo),
            folder=self.folder,
            job=Path(self.job) if self.job else None,
            painted=Path(self.painted) if self.painted else None,
            fate=self.fate,
            sentence=self.sentence,
            files=tuple(map(Path, self.files)),
        )


class KeptQueue(Document):
    """All rows in their order; recipe and folder are settings."""

    version: Literal[1] = VERSION
    rows: tuple[KeptRow, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _is_not_newer(cls, found: Any) -> Any:
        version_of(found, VERSION)
        return found

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        """The list of these rows."""
        return cls(rows=tuple(KeptRow.of(row) for row in rows))
