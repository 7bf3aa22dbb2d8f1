"""The one entry: no arguments, or photos, open the window; a verb runs the command line, without Qt."""

import os
import sys

from engine.cli.app import VERBS, run


def main() -> int:
    """Run and return the exit status: 0 all done, 1 some failed, 2 usage, 3 device."""
    arguments = sys.argv[1:]
    if arguments and (arguments[0] in VERBS or arguments[0].startswith("-") or _is_mistyped(arguments[0])):
        return run(arguments)
    from sils_gui.app import open_window  # Qt is loaded for the window alone

    return open_window(arguments)


def _is_mistyped(argument: str) -> bool:
    """Whether a first argument is a verb with a slip rather than a photo."""
    return argument.isalpha() and not os.path.exists(argument)


if __name__ == "__main__":
    sys.exit(main())
