"""Photos that are not shown give their memory back: their pixels lie in a file of ours, mapped, from then on."""

from __future__ import annotations

import errno
import os
import shutil
import weakref
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt

from engine.color import Pixels, Plane
from engine.layer_cache import LayerCache
from engine.preview import Pyramid
from engine.progress import Progress
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.work.jobs import Job, Jobs

_SHARE_OF_DISK = 0.5
"""So much of what is free may be taken for one photo."""


class Resting(QObject):
    """Lays pixels down once their photo is not shown any more, and anew after it got other layers.

    Where the disk has not much room, they stay in memory, and nothing is told.
    """

    def __init__(self, desk: Desk, cache: Callable[[], LayerCache], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._cache = desk, cache
        self._jobs = Jobs(self)
        self._asked: dict[int, weakref.ref[Pyramid]] = {}
        desk.current_changed.connect(self._look)
        desk.documents_changed.connect(self._follow)

    def close(self) -> None:
        """End the thread."""
        self._jobs.close()

    def _follow(self) -> None:
        for document in self._desk.documents:
            document.separation_changed.connect(self._look, Qt.ConnectionType.UniqueConnection)
        serials = {document.serial for document in self._desk.documents}
        self._asked = {serial: asked for serial, asked in self._asked.items() if serial in serials}

    def _look(self) -> None:
        for document in self._desk.documents:
            asked = self._asked.get(document.serial)
            if document is not self._desk.current and (asked is None or asked() is not document.levels):
                self._lay_down(document)

    def _lay_down(self, document: Document) -> None:
        levels, cache = document.levels, self._cache()
        self._asked[document.serial] = weakref.ref(levels)
        done = partial(self._take, document, weakref.ref(levels))
        self._jobs.add(Job(document.name, partial(laid_down, levels, cache), done, lambda problem: None))

    def _take(self, document: Document, before: weakref.ref[Pyramid], laid: Pyramid) -> None:
        if document in self._desk.documents and before() is document.levels:
            self._asked[document.serial] = weakref.ref(laid)
            _hold(document, laid)


def laid_down(levels: Pyramid, cache: LayerCache, progress: Progress) -> Pyramid:
    """The same pictures and transparency, all but the layers at full size mapped read-only from a file that has no
    name any more.

    Those are mapped already, from the layer cache. Raises OSError where there is not much room, Cancelled.
    """
    (photo, *layers), *smaller = levels.levels
    pictures = [photo, *(picture for level in smaller for picture in level)]
    covers = [alpha for alpha in levels.alphas if alpha is not None]
    place = cache.place_aside()
    try:
        place.mkdir(mode=0o700, parents=True)
        mapped = iter(_mapped([*pictures, *covers], place / "pixels", progress))
    finally:
        shutil.rmtree(place, ignore_errors=True)  # where the system keeps what is mapped, it is swept later
    first = (next(mapped), *layers)
    laid = (first, *(tuple(next(mapped) for _ in level) for level in smaller))
    return Pyramid(laid, tuple(None if alpha is None else next(mapped) for alpha in levels.alphas))


def _mapped(pictures: list[Pixels | Plane], path: Path, progress: Progress) -> list[Pixels | Plane]:
    wanted = sum(picture.nbytes for picture in pictures)
    if wanted > _SHARE_OF_DISK * shutil.disk_usage(path.parent).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    with path.open("wb") as file:
        for picture in pictures:
            progress.check()
            file.write(np.ascontiguousarray(picture).data)
    whole = np.memmap(path, np.float32, "r").view(np.ndarray)
    ends = accumulate((picture.size for picture in pictures), initial=0)
    return [whole[a:b].reshape(p.shape) for (a, b), p in zip(pairwise(ends), pictures, strict=True)]


def _hold(document: Document, levels: Pyramid) -> None:
    """Have a document hold these pictures, which are the very same, in place of those that it holds."""
    photo = replace(document.photo, pixels=levels.levels[0][0], alpha=levels.alphas[0])
    document.levels, document.photo = levels, photo
    if document.separation is not None:
        document.separation = replace(document.separation, photo=photo)
