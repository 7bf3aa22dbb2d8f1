"""Finding the photos of a batch: every file below the inputs, with a reason for each one that is left out."""

from __future__ import annotations

import mimetypes
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path, PurePath

from engine.batch.outcome import Stamp, State
from engine.codecs.sniff import endless, no_text, sniff
from engine.errors import Notice, PhotoError, SilsError
from engine.paths import canonical, is_text

_TYPES = mimetypes.MimeTypes()
_UNFINISHED = (".crdownload", ".download", ".filepart", ".part", ".partial", ".tmp", "~")
"""How names end under which other programs write what is not whole yet, or keep what was before."""
_FOLDERS = re.compile(r"(?<![^/])(?:\*\*/)+")
Identity = tuple[int, int | str]
HERE = PurePath()


@dataclass(frozen=True)
class Found:
    """A file, and the folder its results go to, from the output folder; `reason` says why it is left out.

    `stamp` is from before the file was looked into; there is none where name or place said all.
    """

    path: Path
    folder: PurePath
    fate: State = State.WAITING
    reason: Notice | None = None
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Patterns:
    """Which files are wanted, by shell patterns for their name or their path below the folder; case does not matter.
    A file that was named has its name alone.

    `**/` is any number of folders, none too; with `./` at its beginning a pattern is for paths alone.
    """

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()

    def wants(self, relative: PurePath) -> bool:
        """Whether a file is included, by one pattern at least if there are any, and excluded by none."""
        return (not self.include or _matches(relative, self.include)) and not _matches(relative, self.exclude)


class Finder:
    """Looks through folders; what it met once, under whatever name, it does not take twice."""

    def __init__(self, patterns: Patterns, out: Path) -> None:
        self._patterns = patterns
        self._out = _identity(out)
        self._seen: dict[Identity, Path] = {}

    def file(self, path: Path, folder: PurePath = HERE) -> Found:
        """A file, wanted whatever it holds, unless it is there already."""
        if not is_text(str(path)):
            return _unnamed(path, folder, is_wanted=True)
        try:
            found = path.stat()
        except OSError:
            return Found(path, folder)  # reading it will say what is wrong
        if not stat.S_ISREG(found.st_mode):
            why = endless(path)
            return _left_out(path, folder, why.code, why.sentence)
        known = self._seen.setdefault(_identity_in(found, path), path)
        if known is not path:
            reason = Notice("same-file", f"{path.name} is the same file as {known}, which is made once.")
            return Found(path, folder, State.SKIPPED, reason)
        return Found(path, folder, stamp=Stamp.from_stat(found))

    def named(self, path: Path, folder: PurePath = HERE) -> Found:
        """A file that was named by the user: as `file`, where its name is among those asked for."""
        if is_text(path.name) and not self._patterns.wants(PurePath(path.name)):
            return _excluded(path, folder)
        return self.file(path, folder)

    @staticmethod
    def refused(path: Path, error: SilsError, stamp: Stamp | None) -> Found:
        """A file that was named by the user and leads to nothing, with its stamp from before it was read."""
        return Found(path, HERE, State.FAILED, Notice(error.code, error.sentence), stamp)

    def below(self, root: Path, folder: PurePath = HERE) -> Iterator[Found]:
        """Every file below a folder, in the order of names; `folder` is where the results of its own files go."""
        yield from self._walk(root, HERE, folder, ())

    def _walk(self, place: Path, relative: PurePath, folder: PurePath, above: tuple[Identity, ...]) -> Iterator[Found]:
        here = _identity(place)
        if here is not None and here in above:
            yield _left_out(place, folder, "link-loop", f"{place} leads back to a folder above it.")
            return
        if here is not None and here == self._out and above:
            yield _left_out(place, folder, "output-folder", f"{place} is where the results go.")
            return
        if here is not None and self._seen.setdefault(here, place) is not place:
            sentence = f"{place} is the same folder as {self._seen[here]}."
            yield _left_out(place, folder, "same-folder", sentence)
            return
        try:
            # A file goes before a link to it, which is then known to be the same.
            entries = sorted(os.scandir(place), key=lambda entry: (entry.is_symlink(), entry.name))
        except OSError as error:
            sentence = f"The folder {place} cannot be read ({error.strerror or error})."
            yield Found(place, folder, State.FAILED, Notice("folder-unreadable", sentence))
            return
        for entry in entries:
            path, below = Path(entry.path), relative / entry.name
            if not is_text(entry.name):
                yield _unnamed(path, folder, is_wanted=_is_folder(entry) or self._patterns.wants(below))
            elif _is_folder(entry):
                if entry.name.startswith("."):
                    yield _left_out(path, folder, "hidden", f"{path} is a hidden folder.")
                else:
                    yield from self._walk(path, below, folder / entry.name, (*above, *((here,) if here else ())))
            elif entry.name.startswith("."):  # other programs write there what is not whole yet
                yield _left_out(path, folder, "hidden", f"{path.name} is a hidden file.")
            elif not self._patterns.wants(below):
                yield _excluded(path, folder)
            else:
                yield self._among_others(path, folder)

    def _among_others(self, path: Path, folder: PurePath) -> Found:
        """A file in a folder: left out where it is no photo by name and content, or another program's for now."""
        if path.name.lower().endswith(_UNFINISHED):
            sentence = f"{path.name} is named like a file that another program is writing or keeps aside."
            return _left_out(path, folder, "unfinished", sentence)
        found = self.file(path, folder)
        kind = _TYPES.guess_type(path.name)[0] or ""
        if found.reason is not None or kind.startswith("image/"):
            return found
        try:
            sniff(path)
        except PhotoError as error:
            if kind or error.code in ("not-a-photo", "photo-empty"):
                why = Notice("not-a-photo", f"{path.name} is not a photo.")
                return replace(found, fate=State.IGNORED, reason=why)
        return found


def _unnamed(path: Path, folder: PurePath, *, is_wanted: bool) -> Found:
    """A file or folder whose name is no text, under one that is."""
    is_picture = is_wanted and (_TYPES.guess_type(path.name)[0] or "image/").startswith("image/")
    shown = Path(os.fsencode(path).decode(errors="backslashreplace"))
    why = no_text(path)
    return Found(shown, folder, State.FAILED if is_picture else State.IGNORED, Notice(why.code, why.sentence))


def _left_out(path: Path, folder: PurePath, code: str, sentence: str) -> Found:
    return Found(path, folder, State.IGNORED, Notice(code, sentence))


def _excluded(path: Path, folder: PurePath) -> Found:
    return _left_out(path, folder, "excluded", f"{path.name} is not among the files asked for.")


def _matches(relative: PurePath, patterns: Sequence[str]) -> bool:
    name, path = _plain(relative.name), _plain(relative.as_posix())
    return any(
        _is_like(path, pattern.removeprefix("./")) or _is_like(name, pattern) for pattern in map(_plain, patterns)
    )


def _plain(text: str) -> str:
    """Small letters, each in one sign: macOS may keep "ä" in two, and nobody types it so; "ß" stays one for a "?"."""
    return unicodedata.normalize("NFC", text.lower())


def _is_like(path: str, pattern: str) -> bool:
    """Whether a path is what a pattern says; a `**/` goes on at the nearest folder that will do, since every further
    one can be come to from there."""
    *heads, last = _FOLDERS.split(pattern)
    folders = [0, *(slash.end() for slash in re.finditer("/", path))]
    starts = [0]
    for head in heads:
        ends = [end for end in folders if any(start <= end and fnmatch(path[start:end], head) for start in starts)]
        starts = [folder for folder in folders if ends and folder >= ends[0]]
    return any(fnmatch(path[start:], last) for start in starts)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _identity(path: Path) -> Identity | None:
    try:
        return _identity_in(path.stat(), path)
    except OSError:
        return None


def _identity_in(found: os.stat_result, path: Path) -> Identity:
    """What tells a file or folder from all others; the path, where a drive numbers none and says 0 of each."""
    return found.st_dev, found.st_ino or str(canonical(path))
