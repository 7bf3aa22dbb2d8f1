"""One thread that answers the newest request; requests that came too late to be worked on are forgotten."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from engine.errors import Cancelled
from engine.progress import Progress
from sils_gui.state.problems import Problem

Request = TypeVar("Request")


class _Home(QObject):
    answered = Signal(object)


class Latest(Generic[Request]):
    """Calls `answer(request, progress)` in a thread; a newer request cancels the older one's progress.

    What it returns, or a Problem, comes home through `deliver` in the thread that made this object.
    """

    def __init__(
        self, name: str, answer: Callable[[Request, Progress], object], deliver: Callable[[object], None]
    ) -> None:
        self._answer = answer
        self._home = _Home()
        self._home.answered.connect(deliver, Qt.ConnectionType.QueuedConnection)
        self._wake = threading.Condition()
        self._next: Request | None = None
        self._progress = Progress()
        self._busy = self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, request: Request, *, interrupts: bool = True) -> None:
        """Answer this instead of anything that waits; what runs now ends early if `interrupts`."""
        with self._wake:
            self._next = request
            if interrupts:
                self._progress.cancel()
            self._wake.notify()

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing runs."""
        with self._wake:
            return self._next is None and not self._busy

    def close(self) -> None:
        """End the thread after what it is doing now."""
        with self._wake:
            self._closed = True
            self._progress.cancel()
            self._wake.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._busy = False
                self._wake.wait_for(lambda: self._next is not None or self._closed)
                if self._closed:
                    return
                request, self._next = self._next, None
                progress = self._progress = Progress()
                self._busy = True
            assert request is not None, "woken for a request"
            self._deliver(request, progress)
            del request  # what it holds may be large

    def _deliver(self, request: Request, progress: Progress) -> None:
        try:
            answer = self._answer(request, progress)
        except Cancelled:
            return
        except Exception as error:  # told, never fatal
            sentence = QCoreApplication.translate("Work", "The preview could not be drawn ({0}).").format(error)
            answer = Problem("preview-failed", sentence, details=traceback.format_exc())
        self._home.answered.emit(answer)
