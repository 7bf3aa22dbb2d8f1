"""The packages that the extra `train` brings: without them the commands end with a sentence."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needing_extra() -> Iterator[None]:
    """While modules are imported in this block, which takes seconds, a package that is missing ends the process, with
    status 1, and Ctrl-C does so at once: nothing is begun, and torch's loading cannot be left in order."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    except ModuleNotFoundError as error:
        sys.exit(f'The training needs {error.name}, which is not installed; run: pip install ".[train]"')
    finally:
        signal.signal(signal.SIGINT, before)
