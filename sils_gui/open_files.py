"""How many files the program may have open: each layer of each open photo is one."""

from __future__ import annotations

import sys
from contextlib import suppress

_MOST_ON_A_MAC = 10240
"""Where its system says that there is no limit, there is this one."""


def allow_many_files() -> None:
    """Have as many as the system gives unasked; what it begins with, 256 or 1024, is for programs of old."""
    if sys.platform == "win32":
        return
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    with suppress(ValueError, OSError):
        soft = _MOST_ON_A_MAC if most == resource.RLIM_INFINITY else most
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, most))
