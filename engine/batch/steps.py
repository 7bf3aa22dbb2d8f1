"""The three steps of one photo of a batch, and what becomes of a photo in which one of them fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from engine.batch.order import Order, Workshop
from engine.batch.outcome import Outcome, Stamp, State, failed, stamp_of
from engine.batch.owning import Own
from engine.batch.thumbnails import thumbnails
from engine.errors import Cancelled, DeviceError, Notice, OutOfDeviceMemory
from engine.making import Making
from engine.mishaps import told
from engine.picture import Separation
from engine.progress import SILENT, Progress
from engine.recipe import Ready, changes_since

T = TypeVar("T")


@dataclass(frozen=True)
class Piece:
    """A photo on its way: what has come of it so far, and the seconds it took."""

    order: Order
    making: Making
    ready: Ready
    stamp: Stamp | None
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Result:
    """What became of an order; `pictures` is a small JPEG of the photo and what was made of it, empty without any."""

    outcome: Outcome
    pictures: bytes = b""


def carry_out(order: Order, workshop: Workshop) -> Result:
    """All steps of one order, one after the other; raises DeviceError."""
    piece = attempt(order.photo, lambda: read(order, workshop))
    if isinstance(piece, Result):
        return piece
    with workshop.turn:
        separated = attempt(order.photo, lambda: separate(piece, SILENT))
    if isinstance(separated, Result):
        return separated
    return attempt(order.photo, lambda: write(*separated, SILENT))


def read(order: Order, workshop: Workshop) -> Piece:
    """The photo in memory; raises SilsError."""
    started, stamp = time.perf_counter(), stamp_of(order.photo)
    making = workshop.making(order)
    ready = making.read(order.photo)
    return Piece(order, making, ready, stamp, {"read": time.perf_counter() - started})


def separate(piece: Piece, progress: Progress) -> tuple[Piece, Separation]:
    """Its layers; raises SilsError, Cancelled."""
    started = time.perf_counter()
    separation = piece.making.separate(piece.ready, progress)
    return replace(piece, seconds={**piece.seconds, "separate": time.perf_counter() - started}), separation


def write(piece: Piece, separation: Separation, progress: Progress) -> Result:
    """Its files, all of them or none; raises SilsError, Cancelled."""
    started, making, own = time.perf_counter(), piece.making, Own(piece.order)
    made = making.write(separation, progress, owner=own)
    assert made is not None, "the number of an order decides its names"
    files = {
        name: own.written[path] for name, path in {**made.written, "job": made.job}.items() if path not in made.kept
    }
    photo = separation.photo
    notices = (*changes_since(piece.order.job, separation), *made.notices)
    seconds = {**piece.seconds, "write": time.perf_counter() - started}
    outcome = Outcome(
        photo=str(piece.order.photo),
        state=State.DONE,
        stamp=piece.stamp,
        photo_sha256=photo.digest,
        job_sha256=piece.order.job_sha256,
        separator_sha256=separation.separator_digest,
        megapixels=round(photo.size.pixels / 1e6, 2),
        number=made.targets.number,
        files=files,
        kept=tuple(map(str, sorted(made.kept))),
        notices=tuple((notice.code, notice.sentence) for notice in notices),
        seconds={step: round(spent, 3) for step, spent in seconds.items()},
        device=str(making.recipe.separator.device),
    )
    return Result(outcome, thumbnails(separation, making.mix))


def attempt(photo: Path, step: Callable[[], T]) -> T | Result:
    """A step's result, or the failure as an outcome: whatever goes wrong with one photo stays with it.

    Not so what every other photo would meet too: raises DeviceError where no other may be used, and Cancelled.
    """
    try:
        return step()
    except OutOfDeviceMemory as error:
        return Result(failed(photo, error))
    except (Cancelled, DeviceError):
        raise
    except Exception as error:  # our mistakes too: never fatal to the other photos
        return Result(failed(photo, told(error, photo)))


def same_content(outcome: Outcome, earlier: str) -> Outcome:
    """The outcome with a notice that another photo has the very same content."""
    note = Notice("same-content", f"{Path(outcome.photo).name} has the same content as {earlier}.")
    return outcome.model_copy(update={"notices": (*outcome.notices, (note.code, note.sentence))})
