"""Moving a file or folder in one step, as `os.replace` does, where other programs may have it open for a moment."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_PAUSES_S = (0.02, 0.05, 0.1, 0.2, 0.4)


def moved(source: Path, target: Path) -> None:
    """Give what lies at `source` the name `target`, in place of a file that has it; raises OSError.

    Windows refuses that while any program has either of them open, as virus scanners do with all that is new: there it
    is tried for a while.
    """
    for pause_s in _PAUSES_S if sys.platform == "win32" else ():
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause_s)
        else:
            return
    os.replace(source, target)
