"""The packages that the extra `train` brings: without them the commands end with a sentence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needing_extra() -> Iterator[None]:
    """While modules are imported in this block, a package that is missing ends the process, with status 1."""
    try:
        yield
    except ModuleNotFoundError as error:
        sys.exit(f'The training needs {error.name}, which is not installed; run: pip install ".[train]"')
