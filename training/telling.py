"""What a command says, on both streams: how far it is, what it has done, and its exit status."""

import io
import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from engine.errors import SilsError
from training.devices import first_process
from training.errors import Interrupted
from training.interruption import killed_politely

Item = TypeVar("Item")
STOPPED = "Stopped; what was finished is kept, nothing is half-written."


def told(work: Callable[[], str]) -> int:
    """Does the work, prints what it says and gives the exit status; every failure, and an interruption by Ctrl-C or
    SIGTERM, is one sentence on the error stream. Of many processes the first alone speaks."""
    _take_any_name()
    try:
        with killed_politely():
            result = work()
        if first_process():
            print(result)
    except SilsError as error:
        print(error.sentence, file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        if first_process():
            print(STOPPED, file=sys.stderr)
        return Interrupted.exit_status
    return 0


def advancing(items: Iterable[Item], count: int) -> Iterable[Item]:
    """The items, with a bar on a terminal's error stream that says how long the rest of them takes."""
    console = Console(stderr=True)
    return track(items, "", total=count, console=console, transient=True, disable=not console.is_terminal)


def _take_any_name() -> None:
    """Lets standard output show every name, be it of a file whose letters are none of the terminal's; what is no text
    of its own encoding is shown by its code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
