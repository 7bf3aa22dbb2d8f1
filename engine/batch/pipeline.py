"""A batch on this machine: reading, network and writing overlap, each photo in one of them at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Queue
from typing import TypeVar

from engine.batch.ears import Ears
from engine.batch.gate import Gate
from engine.batch.order import Order, Workshop
from engine.batch.room import Room, bytes_of
from engine.batch.steps import Piece, Result, attempt, read, separate, write
from engine.errors import Cancelled, DeviceError
from engine.picture import Separation
from engine.progress import Progress
from engine.threads import waited

Q = TypeVar("Q", "Piece", "_Separated")
WRITERS = min(4, max(2, os.cpu_count() or 1))
"""Threads that write: as many as there are cores, but from two to four."""


@dataclass(frozen=True)
class _Separated:
    piece: Piece
    separation: Separation


class Pipeline:
    """One thread reads, one runs the network, which uses all cores, and WRITERS write.

    Writers are many because a file is packed by one core. Between the threads there is room for one photo, and `room`
    keeps large photos from filling the memory.
    """

    def __init__(self, workshop: Workshop, gate: Gate, ears: Ears, room: Room | None = None) -> None:
        self._workshop, self._gate, self._ears = workshop, gate, ears
        self._room = room or Room()
        self._read: Queue[Piece | None] = Queue(1)
        self._separated: Queue[_Separated | None] = Queue(1)

    def run(self, orders: Iterator[Order]) -> None:
        """Carry out all orders; once the gate is stopped, only those whose files are being written."""
        with ThreadPoolExecutor(2 + WRITERS, "batch") as pool:
            threads = [pool.submit(self._reading, orders), pool.submit(self._separating)]
            threads += [pool.submit(self._writing) for _ in range(WRITERS)]
            for thread in threads:
                waited(thread)

    def _reading(self, orders: Iterator[Order]) -> None:
        try:
            while self._gate.passes() and (order := next(orders, None)) is not None:
                self._ears.stage(order.photo, 0.0, "read")
                piece = attempt(order.photo, lambda order=order: read(order, self._workshop))
                if isinstance(piece, Result):
                    self._ears.ended(piece)
                    continue
                self._room.take(_bytes(piece))
                self._read.put(piece)
                del piece  # the photo is the next thread's
        except BaseException as error:
            self._end_all(error)
            raise
        finally:
            self._read.put(None)

    def _separating(self) -> None:
        try:
            self._each(self._read, self._separate)
        finally:
            for _ in range(WRITERS):
                self._separated.put(None)

    def _writing(self) -> None:
        self._each(self._separated, self._write)

    def _separate(self, piece: Piece) -> None:
        with self._stoppable(piece, self._gate.dropping) as progress:
            found = attempt(piece.order.photo, lambda: separate(piece, progress.part(0.1, 0.4)))
        if isinstance(found, Result):
            self._end(piece, found)
        else:
            self._separated.put(_Separated(*found))

    def _write(self, separated: _Separated) -> None:
        piece = separated.piece
        with self._stoppable(piece, self._gate.breaking) as progress:
            step = progress.part(0.4, 1.0, "write")
            found = attempt(piece.order.photo, lambda: write(piece, separated.separation, step))
        self._end(piece, found)

    def _each(self, waiting: Queue[Q | None], work: Callable[[Q], None]) -> None:
        """Work on what comes, until None; what a stop or a mistake leaves over is dropped, never left in the way."""
        mistake: BaseException | None = None
        while (one := waiting.get()) is not None:
            piece = one.piece if isinstance(one, _Separated) else one
            assert isinstance(piece, Piece)
            try:
                if mistake is not None:
                    raise Cancelled
                work(one)
            except Cancelled:
                self._room.give(_bytes(piece))
                self._ears.dropped(piece.order.photo)
            except BaseException as error:
                mistake = error
                self._room.give(_bytes(piece))
                self._end_all(error)
            del one, piece  # or the photo would stay until the next one comes
        if mistake is not None:
            raise mistake

    def _end_all(self, error: BaseException) -> None:
        """No device, no more photos, but what is being written is good; a mistake of ours ends everything."""
        if isinstance(error, DeviceError):
            self._gate.stop()
        else:
            self._gate.break_off()

    def _end(self, piece: Piece, result: Result) -> None:
        self._room.give(_bytes(piece))
        self._ears.ended(result)

    @contextmanager
    def _stoppable(self, piece: Piece, stop: Progress) -> Iterator[Progress]:
        """A progress that ends with `stop`, or when the photo is dropped."""
        photo = piece.order.photo
        progress = Progress(lambda fraction, stage: self._ears.stage(photo, fraction, stage))
        with stop.on_cancel(progress.cancel), self._gate.unwanted(photo).on_cancel(progress.cancel):
            yield progress


def _bytes(piece: Piece) -> int:
    return bytes_of(piece.ready.photo.size, len(piece.making.recipe.separator.spec.layers))
