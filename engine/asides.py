"""Names of what is written aside: they tell who writes, so that leftovers are told from work at hand."""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import platform
import re
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path

_WRITER = re.compile(r"h([0-9a-f]{12})-p(\d+)-(?:t([0-9a-f]+)-)?")
_ABANDONED_S = 24 * 3600.0
_SYNCHRONIZE, _NO_PROCESS, _HAS_ENDED = 0x100000, 87, 0
"""Of Windows: the right to wait for a process, its error where there is none, what waiting says of one that ended."""


def unique() -> str:
    """A piece of a name that nobody else has, with this computer, process and time in it."""
    return f"h{_here()}-p{os.getpid()}-t{int(time.time()):x}-{secrets.token_hex(6)}"


def is_abandoned(path: Path) -> bool:
    """Whether nobody writes at this file or folder any more.

    Its process is dead; or it is a day old, where that cannot be asked for: on another computer, and for names that
    tell no writer. So is what seems to live, since numbers of processes are given again. What was named today is no
    day old, though it may be a second name of an old file. False where nothing is there.
    """
    writer = _WRITER.search(path.name)
    named_s = int(writer[3], 16) if writer is not None and writer[3] else 0
    try:
        age_s = time.time() - max(path.stat().st_mtime, named_s)
    except OSError:
        return False
    is_dead = writer is not None and writer[1] == _here() and not _lives(int(writer[2]))
    return is_dead or age_s > _ABANDONED_S


@functools.cache
def _here() -> str:
    """This computer, and the container in it: within the two, numbers stand for processes."""
    about = platform.node()
    with suppress(OSError):
        about += f" {os.stat('/proc/self/ns/pid').st_ino}"
    return hashlib.sha256(about.encode(errors="replace")).hexdigest()[:12]


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # signal 0 is Ctrl+C there
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)
        if not handle:
            return ctypes.get_last_error() != _NO_PROCESS
        has_ended = kernel.WaitForSingleObject(handle, 0) == _HAS_ENDED
        kernel.CloseHandle(handle)
        return not has_ended
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Whether a process has ended, and only its number is kept until its parent asks how, which in a container may be
    never; False where the system does not show it."""
    try:
        about = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return False
    return about.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])  # behind the name, which may have any letters
