"""Libraries are kept quiet, and nobody else."""

from __future__ import annotations

import struct
import sys
import threading
import zlib
from io import StringIO
from pathlib import Path

import pytest

from engine.codecs.png_chunks import SIGNATURE, chunk
from engine.codecs.quiet import unprinted
from engine.codecs.reading import read_photo


def test_only_the_calling_thread_is_unheard_and_only_in_the_block(capsys: pytest.CaptureFixture[str]) -> None:
    with unprinted():
        print("mine")
        other = threading.Thread(target=print, args=("theirs",))
        other.start()
        other.join()
    print("after")
    assert capsys.readouterr().out == "theirs\nafter\n"


def test_a_stream_that_another_part_puts_there_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    there, newer = StringIO(), StringIO()
    monkeypatch.setattr("sys.stdout", there)
    with unprinted():
        others, sys.stdout = sys.stdout, newer
    assert sys.stdout is newer
    print("said", file=others)
    assert there.getvalue() == "said\n"


def test_libpngs_warnings_reach_nobody_who_did_not_ask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes(14))) + chunk(b"IEND", b"")
    (tmp_path / "a.png").write_bytes(SIGNATURE + header + chunk(b"tRNS", b"\0") + pixels)
    monkeypatch.setattr("logging.root.handlers", [])  # those of pytest; without any, Python has one of the last resort
    assert read_photo(tmp_path / "a.png").notices == ()
    assert capsys.readouterr().err == ""
