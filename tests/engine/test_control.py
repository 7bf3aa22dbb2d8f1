"""Keys that steer a batch, on a terminal of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
