"""Standard output of the commands, where names of files may hold what a terminal's letters do not."""

import io
import sys


def take_any_name() -> None:
    """Lets standard output show every name; what is no text of its own encoding is shown by its code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
