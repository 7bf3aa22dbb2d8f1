"""How a person steers a batch: Ctrl+C, once and twice, a signal to pause it, and keys on a terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue

from engine.batch.gate import Gate
from engine.cli.console import Console
from engine.cli.endings import asking_to_end

PAUSE_KEY, STOP_KEY = "p", "q"
_WITHOUT_LETTER = ("\x00", "\xe0")
"""What Windows puts before the code of an arrow or function key; that of "down" is P."""
_LOOK_AGAIN_S = 0.2


@contextmanager
def steered(gate: Gate, console: Console) -> Iterator[None]:
    """While in this block, signals and keys act on the gate.

    Ctrl+C, SIGTERM, SIGHUP or q: finish the files that are being written and stop; a second time: drop them. SIGUSR1
    or p: pause, or go on.
    """

    def stop() -> None:
        if gate.is_stopped:
            gate.break_off()
        else:
            console.say("Stopping once the files at hand are written; once more drops them.")
            gate.stop()

    answers: dict[int, Callable[[], None]] = dict.fromkeys((signal.SIGINT, *asking_to_end()), stop)
    if hasattr(signal, "SIGUSR1"):
        answers[signal.SIGUSR1] = gate.toggle_pause
    is_main = threading.current_thread() is threading.main_thread()
    keys = {PAUSE_KEY: gate.toggle_pause, STOP_KEY: stop}
    with _signals(answers if is_main else {}), _keys(keys), _keys_of_windows(keys):
        yield


@contextmanager
def _signals(answers: dict[int, Callable[[], None]]) -> Iterator[None]:
    """Answer signals while in this block, those too that the system has kept until now.

    The answers take locks and write to streams, which the interrupted code may be about to do itself: a thread of their
    own gives them.
    """
    asked: SimpleQueue[int | None] = SimpleQueue()  # the one queue that a handler may put into

    def answer() -> None:
        while (number := asked.get()) is not None:
            answers[number]()

    thread = threading.Thread(target=answer, name="signals", daemon=True)
    thread.start()
    before = {number: signal.signal(number, lambda number, _: asked.put(number)) for number in answers}
    try:
        with _let_through(answers):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        asked.put(None)
        thread.join()


@contextmanager
def _let_through(numbers: Iterable[int]) -> Iterator[None]:
    """Let signals come to this thread while in this block; after it as before."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _keys(answers: dict[str, Callable[[], None]]) -> Iterator[None]:
    """Answer single keys while in this block, where there is a POSIX terminal to press them on."""
    try:
        import termios
        import tty

        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
    except (ImportError, OSError, ValueError, AttributeError):
        yield
        return
    except Exception as error:  # termios.error is an Exception of its own: no terminal
        if type(error).__module__ != "termios":
            raise
        yield
        return

    def is_ours() -> bool:
        try:
            return os.tcgetpgrp(handle) == os.getpgrp()  # in the background the terminal is somebody else's
        except OSError:  # it was closed
            return False

    def listen(ended: threading.Event) -> None:
        while not ended.is_set():
            if not is_ours():
                ended.wait(_LOOK_AGAIN_S)
            elif select.select([handle], [], [], _LOOK_AGAIN_S)[0]:
                for key in os.read(handle, 64).decode(errors="replace").lower():
                    answers.get(key, lambda: None)()

    def take(*_: object) -> None:
        if is_ours():
            tty.setcbreak(handle)  # after Ctrl+Z and fg the shell has put its own way back

    take()
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGCONT, take)
    try:
        with _heard(listen):
            yield
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGCONT, signal.SIG_DFL)
        if is_ours():
            termios.tcsetattr(handle, termios.TCSADRAIN, before)


@contextmanager
def _keys_of_windows(answers: dict[str, Callable[[], None]]) -> Iterator[None]:
    """The same on a console of Windows, which keeps what is pressed until somebody asks."""
    if sys.platform != "win32" or sys.stdin is None or not sys.stdin.isatty():
        yield
        return
    import msvcrt

    def listen(ended: threading.Event) -> None:
        while not ended.wait(_LOOK_AGAIN_S):
            while msvcrt.kbhit():
                key = msvcrt.getwch()
                if key in _WITHOUT_LETTER:
                    msvcrt.getwch()
                else:
                    answers.get(key.lower(), lambda: None)()

    with _heard(listen):
        yield


@contextmanager
def _heard(listen: Callable[[threading.Event], None]) -> Iterator[None]:
    """While in this block, a thread listens for keys, until the event that it is given."""
    ended = threading.Event()
    thread = threading.Thread(target=listen, args=(ended,), name="keys", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
