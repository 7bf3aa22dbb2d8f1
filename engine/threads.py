"""Waiting for threads so that Ctrl+C and other signals are answered meanwhile."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")
_LOOK_AGAIN_S = 0.1


def waited(future: Future[T]) -> T:
    """A thread's result, or what it raised, waited for in short steps."""
    while True:
        try:
            return future.result(timeout=_LOOK_AGAIN_S)
        except TimeoutError:
            if future.done():
                return future.result()
