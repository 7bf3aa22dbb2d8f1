"""Without a screen Qt ends the process with a text of its own; here that becomes a sentence and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from engine.cli.console import Console
from engine.errors import SilsError

_TROUBLE = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)


@contextmanager
def needing_screen() -> Iterator[None]:
    """While the application is made in this block, what Qt would abort for ends the process with a sentence.

    It is a display that is not there, or a library of the system that Qt's plug-in for the display lacks.
    """
    said: list[str] = []
    causes: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            if "QT_DEBUG_PLUGINS" in os.environ:
                _print(said)
            _end(causes[0] if causes else text)  # the first is the cause; of what follows from it some is wrong
        said.append(text)
        if kind in _TROUBLE and context.category != "default":  # not what Qt says of the locale
            causes.append(text)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        _print(said)


def _print(said: list[str]) -> None:
    for text in said:
        print(text, file=sys.stderr)


def _end(reason: str) -> None:
    advice = "start it where there is a screen, or use the command line: sils --help"
    error = SilsError(
        "no-display", f"The window of SILS cannot open ({' '.join(reason.split()).rstrip('.')}); {advice}."
    )
    Console().failure(error)
    os._exit(error.exit_status)
