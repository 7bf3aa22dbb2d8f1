"""The queue's process itself: makes batches by the engine's conductor, asking for each next photo. Knows no Qt."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from engine.batch.conductor import Conductor
from engine.batch.feeding import fed
from engine.batch.gate import Gate
from engine.batch.order import Workshop
from engine.batch.outcome import Outcome
from engine.batch.pipeline import Pipeline
from engine.batch.telling import Telling
from engine.errors import Notice, SilsError
from sils_gui.work.child import Failed
from sils_gui.work.process import stand_behind
from sils_gui.work.queue_messages import Begin, Drop, Dropped, Ended, Finished, Next, Staged, Steer, Wants

_NICENESS = 10
_STAGE_EVERY_S = 0.1
_GRACE_S = 5.0


Send = Callable[[object], None]


class _Run(Telling):
    """One batch; everything that happens in it is told to the window."""

    def __init__(self, begin: Begin, send: Send) -> None:
        self._begin, self._send, self._gate = begin, send, Gate()
        self._answers: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._staged_s = 0.0

    def make(self, workshop: Workshop) -> None:
        """Make it; raises SilsError."""
        begin, gate = self._begin, self._gate
        Conductor(
            begin.out,
            gate,
            lambda gate, ears: Pipeline(workshop, gate, ears),
            lambda planner: fed(planner, begin.device, gate, self._ask),
            self,
        ).make(begin.asked, begin.mode)

    def steer(self, message: object) -> None:
        match message:
            case Next(photo):
                self._answers.put(photo)
            case Drop(photo):
                self._gate.drop(photo)
            case Steer.BREAK_OFF:
                self._gate.break_off()
                self._answers.put(None)
            case Steer.PAUSE | Steer.GO_ON if self._gate.is_paused is (message is Steer.GO_ON):
                self._gate.toggle_pause()

    def stage(self, photo: Path, fraction: float, stage: str) -> None:
        now = time.monotonic()
        if now - self._staged_s > _STAGE_EVERY_S:
            self._staged_s = now
            self._send(Staged(photo, fraction, stage))

    def ended(self, outcome: Outcome) -> None:
        self._send(Ended(outcome, self._gate.pace.per_hour))

    def kept(self, outcome: Outcome) -> None:
        self.ended(outcome)

    def dropped(self, photo: Path) -> None:
        self._send(Dropped(photo))

    def notice(self, notice: Notice) -> None:
        self._send(notice)

    def _ask(self) -> Path | None:
        self._send(Wants.PHOTO)
        return self._answers.get()


def serve_batches(pipe: Connection) -> None:
    """Make batches until the pipe closes; the last thing this process does."""
    stand_behind(_NICENESS)  # whoever edits a photo meanwhile comes first
    lock, workshop = threading.Lock(), Workshop()
    runs: queue.SimpleQueue[_Run] = queue.SimpleQueue()

    def send(message: object) -> None:
        with lock, contextlib.suppress(OSError):  # the window is gone; the listener ends all
            pipe.send(message)

    threading.Thread(target=_listen, args=(pipe, runs, send), daemon=True).start()
    while True:
        send(_outcome(runs.get(), workshop))


def _listen(pipe: Connection, runs: queue.SimpleQueue[_Run], send: Send) -> None:
    run: _Run | None = None
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            if run is not None:
                run.steer(Steer.BREAK_OFF)
                time.sleep(_GRACE_S)
            os._exit(0)
        if isinstance(message, Begin):
            run = _Run(message, send)
            runs.put(run)
        elif run is not None:
            run.steer(message)


def _outcome(run: _Run, workshop: Workshop) -> Finished | Failed:
    try:
        run.make(workshop)
    except SilsError as error:
        return Failed(error.code, error.sentence)
    except Exception as error:  # our mistake: the window tells it and goes on
        sentence = f"The queue met something unexpected ({error}); please report it."
        return Failed("unexpected", sentence, traceback.format_exc())
    return Finished()
