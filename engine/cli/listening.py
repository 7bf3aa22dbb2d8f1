"""Standard output and error for as long as somebody takes what is said; lost, the work goes on without them."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

from engine.errors import WriteError


class Listener:
    """A stream of text. What it no longer takes, for a full disk or a pipe that nobody reads, is dropped.

    `lost` is what the system said of it then, None as long as all goes well.
    """

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = stream
        self.lost: OSError | None = None

    def write(self, text: str) -> int:
        with self._dropping():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._dropping():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _dropping(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.lost = self.lost or error
            with suppress(OSError):  # what is left in the buffer must go somewhere, or Python fails at its end
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._stream.fileno())
                os.close(nowhere)


@contextmanager
def listening() -> Iterator[Listener | None]:
    """While in this block, a lost standard output or error stops nothing. Gives standard output, None where there is
    none from the beginning."""
    before = sys.stdout, sys.stderr
    out, err = (Listener(cast(io.TextIOBase, stream)) if stream is not None else None for stream in before)
    sys.stdout, sys.stderr = cast(Any, out), cast(Any, err)
    try:
        yield out
    finally:
        sys.stdout, sys.stderr = before


def is_closed_pipe(error: OSError) -> bool:
    """Whether nobody reads a pipe any more; Windows calls writing there an argument that is invalid."""
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


def output_lost(error: OSError) -> WriteError:
    """The error of a standard output that was lost on the way."""
    sentence = f"Standard output was lost ({error.strerror or error}); the work was done without it."
    return WriteError("output-lost", sentence)
