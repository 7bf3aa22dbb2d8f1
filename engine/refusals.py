"""What file systems refuse, in sentences: no room, no right, a name that is too long, a file that is in use."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from engine.errors import WriteError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_SHORT_ENOUGH = 180
"""So long a path may be on Windows, which may allow 259 letters, with what is written aside under a longer name."""


def is_full(error: OSError) -> bool:
    """Whether a disk has no room left, or gives its user no more."""
    return error.errno in _FULL


def not_written(error: OSError, target: Path) -> WriteError:
    """What to say where a file could not be written."""
    if is_full(error):
        return WriteError("disk-full", f"There is no room left for {target.name} in {target.parent}; free some space.")
    if _is_too_long(error, target):
        sentence = f"The name {target.name[:40]}… is too long for {target.parent}; give the photo a shorter one."
        return WriteError("name-too-long", sentence)
    if error.errno in _FORBIDDEN and not target.is_dir():  # Windows forbids to replace a folder by a file
        return WriteError("folder-unwritable", f"{target.parent} may not be written to; choose another folder.")
    return WriteError("write-failed", f"{target.name} could not be written ({error.strerror or error}).")


def not_moved(error: OSError, target: Path) -> WriteError:
    """What to say where a file is whole, aside in the target's folder, and could not get its name."""
    if sys.platform == "win32" and isinstance(error, PermissionError) and not target.is_dir():
        sentence = f"{target.name} cannot be replaced; close it in other programs, or choose another name."
        return WriteError("file-in-use", sentence)
    return not_written(error, target)


def _is_too_long(error: OSError, target: Path) -> bool:
    """Whether a path has too many letters; of such a one Windows says that nothing is there, or that it is no name."""
    if sys.platform != "win32":
        return error.errno == errno.ENAMETOOLONG
    is_refused = error.errno in (errno.ENOENT, errno.EINVAL) and target.parent.is_dir()
    return is_refused and len(str(target.absolute())) > _SHORT_ENOUGH
