"""The separators at hand: those that ship with SILS and those the user added."""

import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import platformdirs

import resources
from engine.errors import SeparatorError, SilsError, UsageError, WriteError
from engine.files import sweep, written_aside
from engine.paths import canonical, is_text
from engine.separator import check_file
from engine.separator_file import SeparatorFile, read_separator_file
from engine.user_files import each_in

SUFFIX = ".onnx"


def shipped_folder() -> Path:
    """Where the separators of this installation lie."""
    return resources.path("separators")


def own_folder() -> Path:
    """Where the separators lie that the user added; may not exist yet."""
    return platformdirs.user_data_path("sils", appauthor=False) / "separators"


def all_separators() -> Iterator[SeparatorFile | SilsError]:
    """Every separator, the user's before the shipped ones; for one that cannot be used, why not."""
    for folder in (own_folder(), shipped_folder()):
        yield from each_in(folder, SUFFIX, read_separator_file, partial(SeparatorError, "separators-unreadable"))


def find(name: str) -> Path:
    """The path of a separator given by its name or its own path; a task's name means the first one for that task.

    Raises UsageError, for a path that is no text too.
    """
    if _is_path(name):
        if not is_text(str(canonical(Path(name)))):
            raise UsageError("separator-name", f"The name of {name!a} is no text on this computer; rename it.")
        return Path(name)
    return _first(name, ("name", "task"), f"There is no separator {name!r}")


def name_from(folder: Path, name: str) -> str:
    """A separator as it is given in a folder, by its name or its path, for use in any other."""
    return str(canonical(folder / name)) if _is_path(name) else name


def name_of(path: Path, name: str) -> str:
    """How a separator is found again: by its name where it is one of those at hand, else by its path."""
    folders = [canonical(folder) for folder in (own_folder(), shipped_folder())]
    return name if canonical(path).parent in folders else canonical(path).as_posix()


def for_task(task: str) -> Path:
    """The path of the first separator for a task; raises UsageError."""
    return _first(task, ("task",), f"There is no separator for the task {task!r}")


def chosen(name: str, task: str) -> Path:
    """The separator named, or without a name the first one for the task; raises UsageError."""
    return find(name) if name else for_task(task)


def add(path: Path) -> Path:
    """Check a file fully and copy it among the user's separators, over an older one of its name; returns the copy.

    Raises SeparatorError, WriteError.
    """
    spec = check_file(path)
    target = own_folder() / f"{spec.name}{SUFFIX}"
    sweep(target.parent)
    try:
        with written_aside(target) as aside:
            shutil.copyfile(path, aside)
    except WriteError as error:
        if error.code not in ("folder-missing", "folder-unwritable"):
            raise
        sentence = f"Your separators lie in {target.parent}, which is no folder that can be written to; change that."
        raise WriteError(error.code, sentence) from error  # nobody can choose another here
    return target


def _is_path(name: str) -> bool:
    return name.endswith(SUFFIX) or "/" in name or "\\" in name


def _first(wanted: str, fields: Sequence[str], otherwise: str) -> Path:
    """The first separator whose spec says what is wanted in the first of these fields, else the next; or UsageError."""
    offers: set[str] = set()
    for field in fields:
        for file in all_separators():
            if isinstance(file, SeparatorFile):
                said = getattr(file.spec, field)
                if said == wanted:
                    return file.path
                offers.add(said)
    known = ", ".join(sorted(offers)) or "nothing"
    raise UsageError("unknown-separator", f"{otherwise}; there is {known}.")
