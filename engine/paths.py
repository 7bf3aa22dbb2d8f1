"""What can be asked of every path, whatever lies there and whoever may look: nothing raises but `sha256_of`."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path


def is_text(name: str) -> bool:
    """Whether a name can be written down; some have bytes of another system, which no job or journal could tell."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_folder(path: Path) -> bool:
    """Whether there is a folder; not where nobody may look, where links lead in circles, or for a name too long."""
    return os.path.isdir(path)


def is_there(path: Path) -> bool:
    """Whether a file or folder lies there, as far as anybody may look."""
    return os.path.exists(path)


def is_stream(path: Path) -> bool:
    """Whether a pipe, a socket or a device lies there, which may keep a reader waiting for ever."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def from_root(path: Path) -> Path:
    """The path from the root; as it is where the folder that it goes on from is gone."""
    try:
        return path.absolute()
    except OSError:
        return path


def canonical(path: Path) -> Path:
    """The path from the root, without links as far as they can be followed."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # the way back from a folder that is gone, a name that no file can have
        return from_root(path)


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file: by their canonical forms or, where these write one name in two ways, as macOS
    and Windows let "ä" and "A" be written, by the file that lies under both."""
    here, there = canonical(one), canonical(other)
    if here == there or folded(str(here)) != folded(str(there)):
        return here == there
    try:
        return os.path.samefile(here, there)
    except OSError:
        return False


def folded(name: str) -> str:
    """What names have in common that some systems take for one: the case of a letter or the way "ä" is written."""
    return unicodedata.normalize("NFC", name).casefold()


def digest_of_file(path: Path) -> str:
    """SHA-256 of what lies in a file; empty where it cannot be read, which whoever needs it will say."""
    if is_stream(path):  # it may have no end
        return ""
    try:
        return sha256_of(path)
    except (OSError, ValueError):
        return ""


def sha256_of(path: Path) -> str:
    """SHA-256 of what lies in a file, in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
