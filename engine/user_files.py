"""What a user keeps for SILS: the folder of the settings, and the files of one kind in any folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import platformdirs

from engine.errors import SilsError

T = TypeVar("T")


def config_folder() -> Path:
    """Where this user's settings and presets lie; SILS_CONFIG names another folder. It may not exist yet."""
    return Path(os.environ.get("SILS_CONFIG") or platformdirs.user_config_path("sils", appauthor=False))


def each_in(
    folder: Path, ending: str, read: Callable[[Path], T], refused: Callable[[str], SilsError]
) -> Iterator[T | SilsError]:
    """What `read` makes of every file with this ending, by name; for one that cannot be used, why not.

    A folder that is missing has none; of one that cannot be read, `refused` makes an error out of the sentence.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.match(f"*{ending}"))
    except FileNotFoundError:
        return
    except OSError as error:
        yield refused(f"The folder {folder} cannot be read ({error.strerror or error}); change its permissions.")
        return
    for path in paths:
        try:
            yield read(path)
        except SilsError as error:
            yield error
