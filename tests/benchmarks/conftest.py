"""Collects rows of the README's tables while the benchmarks run, and prints them at the end."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

_HEADS = {
    "layered": "| layers of 24 megapixels | bits | time | file | memory before | peak |\n" + "|---" * 6 + "|",
    "separate": "| megapixels | files | read | network | bring-up | write | peak memory |\n" + "|---" * 7 + "|",
    "batch": "| 12 megapixels, JPEG → 2 PNG | photos an hour |\n|---|---|",
    "batch memory": "| small photos in a batch | peak memory |\n|---|---|",
    "devices": "| 0.2 megapixels | CUDA | CPU | |\n|---|---|---|---|",
    "strokes": "| one photo | without strokes | with one, the first time | again |\n|---|---|---|---|",
    "window": "| the window with 24 megapixels | took | bar |\n|---|---|---|",
    "render": "| render of 24 megapixels | time | against a copy of the photo |\n|---|---|---|",
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Offscreen, Qt warns of sizes that only a screen can hold a window to; a server with a card may have no Qt."""
    for item in items if config.pluginmanager.hasplugin("pytest-qt") else ():
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


class Rows:
    """Markdown rows by table."""

    def __init__(self) -> None:
        self.tables: dict[str, list[str]] = defaultdict(list)

    def add(self, table: str, row: str) -> None:
        self.tables[table].append(row)


_ROWS = Rows()


@pytest.fixture
def rows() -> Rows:
    return _ROWS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for table, lines in _ROWS.tables.items():
        terminalreporter.write_line("")
        for line in (_HEADS.get(table, ""), *lines):
            terminalreporter.write_line(line)
