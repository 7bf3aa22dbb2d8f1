"""The one entry: no arguments, or photos, open the window; a verb runs the command line, without Qt."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def main() -> int:
    """Run and return the exit status: 0 all done, 1 some failed, 2 usage, 3 device."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["batch"]:
        _keep_pauses()
    with _loading():
        from engine.cli.app import VERBS, run
    if arguments and (arguments[0] in VERBS or arguments[0].startswith("-") or _is_mistyped(arguments[0])):
        return run(arguments)
    with _loading():
        from sils_gui.app import open_window  # Qt is loaded for the window alone
    return open_window(arguments)


def _is_mistyped(argument: str) -> bool:
    """Whether a first argument is a verb with a slip rather than a photo."""
    return argument.isalpha() and not os.path.exists(argument)


def _keep_pauses() -> None:
    """Have the system keep a SIGUSR1, of which the program would die, until the batch can answer it."""
    if hasattr(signal, "SIGUSR1"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})


@contextmanager
def _loading() -> Iterator[None]:
    """While in this block, Ctrl+C ends the program at once: nothing is begun, and loading cannot be left in order.

    A library that is missing, of Python's or the system's, is told, and the status is 1.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    except ImportError as error:
        print(
            f"sils: A part of SILS cannot be loaded ({error}); install what it lacks. [part-missing]", file=sys.stderr
        )
        sys.exit(1)
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    sys.exit(main())
