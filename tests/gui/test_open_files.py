"""As many files may be open as the system gives."""

from __future__ import annotations

import sys

import pytest

from sils_gui.open_files import allow_many_files


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limits")
def test_the_limit_that_can_be_raised_is_raised() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, before[1]), before[1]))
    try:
        allow_many_files()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 256
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
