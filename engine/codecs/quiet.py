"""Libraries that say on standard output or error what an exception or a notice of ours tells already: kept quiet."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

_NOBODY = logging.NullHandler()
_one_at_a_time = threading.Lock()


def unlogged(library: str) -> None:
    """From now on what a library logs goes only to handlers that somebody has set, not to standard error."""
    logging.getLogger(library).addHandler(_NOBODY)


@contextmanager
def unprinted() -> Iterator[None]:
    """While in this block, what the calling thread prints on standard output is dropped; other threads are heard."""
    with _one_at_a_time:
        before = sys.stdout
        others = _Others(before, threading.get_ident())
        if before is not None:
            sys.stdout = cast(Any, others)
        try:
            yield
        finally:
            others.unheard = None
            if sys.stdout is others:  # else another thread has put its own stream there, over this one
                sys.stdout = before


class _Others:
    """A stream for all threads but one, or for all."""

    def __init__(self, stream: Any, unheard: int | None) -> None:
        self._stream = stream
        self.unheard = unheard

    def write(self, text: str) -> int:
        return len(text) if threading.get_ident() == self.unheard else self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
