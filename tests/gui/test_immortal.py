"""What PySide6 drops must not be what everything rests on."""

from __future__ import annotations

import sys

from sils_gui.app import application


def test_none_outlives_any_number_of_calls() -> None:
    application()
    assert sys.version_info >= (3, 12) or min(map(sys.getrefcount, (None, True, False))) > 1 << 39
