"""Files on disk: written aside and moved into place, one by one or together, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from pathlib import Path

from engine import asides
from engine.errors import NameTakenError, WriteError
from engine.free_names import Collision
from engine.moving import moved
from engine.paths import is_there
from engine.refusals import is_full, not_moved, not_written


class Owner:
    """Who writes files that belong together; nobody in particular owns nothing."""

    def owns(self, target: Path) -> bool:
        """Whether what lies there is the writer's own work, which it replaces unasked."""
        return False

    def moves(self, files: Mapping[Path, Path]) -> None:
        """Hear of files, with their targets, that are whole and will be moved now; raises OSError."""


NOBODY = Owner()
_waiting: ContextVar[dict[Path, Path] | None] = ContextVar("waiting", default=None)
"""Files of this thread that lie aside, by where they lie, with their targets; None outside of `moved_together`."""


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to, moved onto it when the block ends well and removed when it does not.

    The folder is made where it is missing. An OSError in the block, or in moving, becomes a WriteError.
    """
    aside = _beside(target)
    waiting = _waiting.get()
    try:
        _make_folder(target.parent)
        yield aside
        if waiting is None:
            _move(aside, target)
        else:
            waiting[aside] = target
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        if waiting is None or aside not in waiting:
            _forget(aside)


@contextmanager
def moved_together(collision: Collision = Collision.OVERWRITE, *, owner: Owner = NOBODY) -> Iterator[set[Path]]:
    """Files that are written aside in this block are moved at its end, all of them, and none if it does not end well.

    So a photo whose last file finds no room leaves what an earlier run made of it as it was. What lies at a target by
    then, which another program may have written meanwhile, is replaced only by `OVERWRITE` or where it is the owner's;
    `SKIP` leaves it, and the set that the block was given has it afterwards; `NUMBER` raises NameTakenError, and
    nothing was moved.
    """
    waiting: dict[Path, Path] = {}
    kept: set[Path] = set()
    before = _waiting.set(waiting)
    try:
        yield kept
        _tell(owner, waiting)
        kept.update(_move_all(waiting, collision, owner))
    finally:
        _waiting.reset(before)
        for aside in waiting:
            _forget(aside)


def check_folder(folder: Path) -> None:
    """Make the folder if it is missing and prove that files can be written there; raises WriteError."""
    try:
        _make_folder(folder)
        _prove(_beside(folder / "proof"))
    except OSError as error:
        if is_full(error):
            raise not_written(error, folder / "the files") from error
        sentence = f"{folder} cannot be made or written to ({error.strerror or error}); choose another folder."
        raise WriteError("folder-unwritable", sentence) from error


@contextmanager
def folder_for_files(folder: Path) -> Iterator[None]:
    """The same, and folders that were made for this are gone again where nothing has come to lie in them."""
    made = [each for each in (folder, *folder.parents) if not is_there(each)]
    try:
        check_folder(folder)
        yield
    finally:
        with suppress(OSError):  # the first that something lies in stays, and those above it
            for each in made:
                each.rmdir()


def sweep(folder: Path) -> None:
    """Remove the files that killed processes left written aside, where they can be found; those of processes at work
    stay."""
    with suppress(OSError):
        for aside in folder.glob(".sils-*.part"):
            if asides.is_abandoned(aside):
                _forget(aside)


def _prove(proof: Path) -> None:
    """Write a file and remove it; raises OSError. Not by `tempfile`, which tries for ever where Windows takes none."""
    try:
        with proof.open("xb", buffering=0) as file:  # else closing fails
            file.write(b" ")
    finally:
        _forget(proof)


def _tell(owner: Owner, waiting: Mapping[Path, Path]) -> None:
    try:
        owner.moves(waiting)
    except OSError as error:
        raise not_written(error, Path(error.filename or "the files")) from error


def _move_all(waiting: Mapping[Path, Path], collision: Collision, owner: Owner) -> Iterable[Path]:
    """Every file onto its target; where one cannot be moved, the targets moved before become what they were. Returns
    the targets that were left alone."""
    kept = []
    with ExitStack() as links, ExitStack() as undoing:
        for aside, target in waiting.items():
            undo = _way_back(target, links)
            try:
                _move(aside, target, over=collision is Collision.OVERWRITE or owner.owns(target))
            except NameTakenError:
                if collision is not Collision.SKIP:
                    raise
                kept.append(target)
            else:
                undoing.callback(undo)
        undoing.pop_all()
    return kept


def _way_back(target: Path, links: ExitStack) -> Callable[[], None]:
    """What makes a target again what it is now, through a second name of its file, which `links` removes; nothing where
    the disk knows no second names."""
    if not os.path.exists(target):
        return partial(_forget, target)
    old = _beside(target)
    try:
        os.link(target, old)
    except OSError:
        return lambda: None
    links.callback(_forget, old)
    return partial(_put_back, old, target)


def _put_back(old: Path, target: Path) -> None:
    with suppress(OSError):
        moved(old, target)


def _beside(target: Path) -> Path:
    """A hidden name in the target's folder that nobody else has."""
    return target.with_name(f".sils-{asides.unique()}.part")


def _move(aside: Path, target: Path, *, over: bool = True) -> None:
    try:
        if not over and _took_name(aside, target):
            return
        moved(aside, target)
    except OSError as error:
        raise not_moved(error, target) from error


def _took_name(aside: Path, target: Path) -> bool:
    """Whether the file has the target's name now, too; false where the disk knows no second names and nobody has it.

    Raises NameTakenError: unlike moving, a second name never replaces anything.
    """
    try:
        os.link(aside, target)
    except OSError as error:
        if os.path.lexists(target):
            raise NameTakenError("name-taken", f"Another program has just written {target.name}.") from error
        return False
    return True


def _forget(aside: Path) -> None:
    with suppress(OSError):
        aside.unlink()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise WriteError("folder-missing", f"{folder} is not a folder; choose another.") from error
