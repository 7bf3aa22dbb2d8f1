"""Files and folders in the programs that the desktop has for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from sils_gui.state.problems import Problem, Problems


def open_outside(path: Path, problems: Problems) -> None:
    """Open a file or a folder outside of the window; where nothing can, that is told."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        sentence = QCoreApplication.translate("Outside", "There is no program here that opens {0}.").format(path)
        problems.tell(Problem("no-program", sentence))
