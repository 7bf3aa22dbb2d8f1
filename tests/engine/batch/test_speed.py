"""The speed of a batch is measured by a real one, and its limit follows from the steps."""

import cv2
import pytest

from engine.batch.speed import _limit, measure
from engine.runtime import Device


def test_a_small_batch_gives_a_speed_and_leaves_nothing() -> None:
    speed = measure(Device.CPU, photos=3, megapixels=1)
    assert speed.photos_per_hour > 0
    assert min(speed.read_s, speed.separate_s, speed.write_s) > 0
    assert "1 megapixels an hour" in speed.as_text()


def test_opencv_opens_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows it cannot, where the user's folder, and so that of temporary files, has an "ä" in its name."""
    monkeypatch.setattr(cv2, "imread", lambda *_: None)
    monkeypatch.setattr(cv2, "imwrite", lambda *_: False)
    assert measure(Device.CPU, photos=1, megapixels=1).photos_per_hour > 0


def test_the_step_that_keeps_its_threads_longest_is_the_limit() -> None:
    assert _limit(1.0, 0.5, 1.0).startswith("reading")
    assert _limit(0.1, 0.5, 0.6).startswith("the network")
    assert _limit(0.1, 0.5, 9.0).startswith("packing")
