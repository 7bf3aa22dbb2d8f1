"""Layers on disk, by photo, separator, settings and hints, so that reopening never runs the network again.

The files are plain NumPy arrays: whoever asks gets them mapped into memory, also in another process than wrote them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine import asides
from engine.color import Pixels
from engine.documents import Document, parse
from engine.errors import DocumentError, Notice, PhotoError, WriteError
from engine.layer_key import LayerKey
from engine.moving import moved
from engine.picture import Layer, Photo, Separation
from engine.refusals import is_full
from engine.spec import SeparatorSpec

_ENTRY = "entry.json"
_PART = ".part-"
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST, errno.EACCES)
"""What moving a folder fails with where another is; the last on Windows, also while layers of either are in use."""
_ALL_OPEN = (errno.EMFILE, errno.ENFILE)


class _Entry(Document):
    spec: SeparatorSpec
    separator_digest: str
    notices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LayerCache:
    """A folder with one folder for each separation, the longest unused of which go when `limit_bytes` is passed."""

    folder: Path
    limit_bytes: int

    def find(self, key: LayerKey, photo: Photo) -> Separation | None:
        """The separation of this photo, its layers mapped read-only, or None where it is not here or is damaged.

        Raises PhotoError `too-many-files`: each layer that is mapped is an open file.
        """
        place = self.folder / key.name
        try:
            entry = parse(_Entry, (place / _ENTRY).read_bytes(), what="entry", code="cache-entry")
            layers = tuple(
                Layer(spec.name, spec.title, _mapped(place / f"{index}.npy", photo.pixels.shape))
                for index, spec in enumerate(entry.spec.layers)
            )
        except (OSError, ValueError, DocumentError) as error:
            if isinstance(error, OSError) and error.errno in _ALL_OPEN:
                sentence = f"{photo.path.name}: too many files are open at once; close some photos."
                raise PhotoError("too-many-files", sentence) from error
            return None
        with contextlib.suppress(OSError):
            os.utime(place / _ENTRY)
        notices = tuple(Notice(code, sentence) for code, sentence in entry.notices)
        return Separation(photo, entry.spec, entry.separator_digest, layers, notices)

    def store(self, key: LayerKey, separation: Separation) -> None:
        """Write a separation, whole or not at all, then make room; raises WriteError.

        Where another process stores the same at the same moment, either's layers stay.
        """
        place, part, old = self.folder / key.name, self.place_aside(), self.place_aside()
        try:
            part.mkdir(parents=True)
            _write(part, separation)
            with contextlib.suppress(FileNotFoundError):
                moved(place, old)
            moved(part, place)
        except OSError as error:
            if error.errno not in _TAKEN or self.find(key, separation.photo) is None:
                raise not_kept(self.folder, error) from error
        finally:
            for aside in (part, old):
                shutil.rmtree(aside, ignore_errors=True)
        self.trim(keep=key)

    def place_aside(self) -> Path:
        """Where a new folder may be made for what is not whole yet; it goes once its process is dead."""
        return self.folder / f"{_PART}{asides.unique()}"

    def used_bytes(self) -> int:
        """What the entries take up on disk, and the halves of some."""
        return sum(_bytes_of(place) for place in (*self._places(), *self._halves()))

    def trim(self, keep: LayerKey | None = None) -> None:
        """Remove what killed processes left, then the longest unused entries until the limit is kept, never `keep`."""
        self._sweep()
        used = self.used_bytes()
        for place in sorted(self._places(), key=_last_use):
            if used <= self.limit_bytes:
                return
            if keep is None or place.name != keep.name:
                size = _bytes_of(place)
                used -= size if self._removed(place) else 0

    def clear(self) -> None:
        """Remove every entry; layers that are in use stay readable, on Windows with their entry."""
        self._sweep()
        for place in list(self._places()):
            self._removed(place)

    def _places(self) -> Iterator[Path]:
        if self.folder.is_dir():
            entries = (place for place in self.folder.iterdir() if not place.name.startswith(_PART))
            yield from (place for place in entries if (place / _ENTRY).is_file())

    def _halves(self) -> list[Path]:
        """Folders that are being written, or were when their process died."""
        return list(self.folder.glob(f"{_PART}*"))

    def _removed(self, place: Path) -> bool:
        """Whether an entry could be removed: as a whole or not at all, or nothing would find the rest again."""
        aside = self.place_aside()
        try:
            os.replace(place, aside)
        except OSError:
            return False
        shutil.rmtree(aside, ignore_errors=True)
        return True

    def _sweep(self) -> None:
        for place in self._halves():
            if asides.is_abandoned(place):
                shutil.rmtree(place, ignore_errors=True)


def save_array(path: Path, array: NDArray[np.float32]) -> None:
    """Write what `np.load` reads; where that fails, raises the system's OSError: that of `np.save` counts values."""
    whole = np.ascontiguousarray(array)
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(whole))
        file.write(whole.data)


def not_kept(folder: Path, error: OSError) -> WriteError:
    """Why layers cannot be kept in a folder."""
    if is_full(error):
        return WriteError("disk-full", f"There is no room for layers in {folder}; free some space.")
    return WriteError("cache-unwritable", f"The layers cannot be kept in {folder}: {error.strerror or error}.")


def _write(place: Path, separation: Separation) -> None:
    for index, layer in enumerate(separation.layers):
        save_array(place / f"{index}.npy", layer.pixels)
    entry = _Entry(
        spec=separation.spec,
        separator_digest=separation.separator_digest,
        notices=tuple((notice.code, notice.sentence) for notice in separation.notices),
    )
    (place / _ENTRY).write_text(entry.to_json(), encoding="utf-8")


def _mapped(path: Path, shape: tuple[int, ...]) -> Pixels:
    pixels = np.lib.format.open_memmap(path, mode="r").view(np.ndarray)
    if pixels.shape != shape or pixels.dtype != np.float32:
        raise ValueError(f"{path} is not what it was")
    return pixels


def _bytes_of(place: Path) -> int:
    with contextlib.suppress(OSError):
        return sum(file.stat().st_size for file in place.iterdir())
    return 0


def _last_use(place: Path) -> float:
    with contextlib.suppress(OSError):
        return (place / _ENTRY).stat().st_mtime
    return 0.0
