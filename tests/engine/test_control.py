"""Keys that steer a batch, on a terminal of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from io import StringIO
from types import SimpleNamespace

import pytest

from engine.batch.gate import Gate
from engine.cli.console import Console
from engine.cli.control import steered

PRESSED_TOGETHER = """
import os, pty, sys
child, terminal = pty.fork()
if child:
    while b"ready" not in os.read(terminal, 100):
        pass
    os.write(terminal, b"pq")
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
from engine.batch.gate import Gate
from engine.cli.console import Console
from engine.cli.control import steered
gate = Gate()
with steered(gate, Console(quiet=True)):
    print("ready", flush=True)
    gate.wait(30)
os._exit(0 if gate.is_stopped else 1)
"""


@pytest.mark.skipif(not hasattr(os, "forkpty"), reason="needs a terminal of its own")
def test_keys_that_are_pressed_together_are_all_heard() -> None:
    assert subprocess.run([sys.executable, "-c", PRESSED_TOGETHER], timeout=60, check=False).returncode == 0


class ConsoleInput(StringIO):
    """Standard input on which keys are pressed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("pressed", "pauses", "stops"),
    [("p", True, False), ("xPpP", True, False), ("q", False, True), ("\xe0P\x00p", False, False)],
)
def test_keys_of_a_windows_console_steer_and_arrows_do_not(
    monkeypatch: pytest.MonkeyPatch, pressed: str, pauses: bool, stops: bool
) -> None:
    waiting, asked = list(pressed), threading.Semaphore(0)

    def kbhit() -> bool:
        if not waiting:
            asked.release()
        return bool(waiting)

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(kbhit=kbhit, getwch=lambda: waiting.pop(0)))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdin", ConsoleInput())
    gate = Gate()
    with steered(gate, Console(quiet=True)):
        assert asked.acquire(timeout=20)
        assert (gate.is_paused, gate.is_stopped) == (pauses, stops)


@pytest.mark.parametrize("stdin", [StringIO("pq"), None])
def test_without_a_console_no_keys_are_asked_for(monkeypatch: pytest.MonkeyPatch, stdin: StringIO | None) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", None)  # asking for it would fail
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdin", stdin)
    gate = Gate()
    with steered(gate, Console(quiet=True)):
        assert not gate.is_stopped
