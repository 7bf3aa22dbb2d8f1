"""Coarse views: a network that sees the photo at another size too, and layers that are the mean of both."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from engine.color import Pixels
from engine.errors import DocumentError
from engine.progress import SILENT, Progress
from engine.runtime import Device, Session
from engine.separator import Quality, Separator
from tests.engine.pictures import noise, photo_of
from tests.engine.separators import leaning_separator

EVEN = np.full((40, 64, 3), 0.4, np.float32)
RISING = np.linspace(0.2, 0.9, 64)


@pytest.fixture(params=["additive", "multiplicative"])
def formation(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def coarse(tmp_path: Path, formation: str) -> Separator:
    """Sees photos at 64 and at 32 px; the reflection's share rises from left to right in every view."""
    path = tmp_path / "coarse.onnx"
    path.write_bytes(leaning_separator(formation, coarse_px=32).SerializeToString())
    return Separator(path, Device.CPU)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Pixels]:
    """The pictures that the network was shown, (H, W, 3)."""
    pictures: list[Pixels] = []
    run = Session.run

    def noted(session: Session, feeds: Mapping[str, Pixels], progress: Progress = SILENT) -> Pixels:
        pictures.append(feeds["photo"][0].transpose(1, 2, 0))
        return run(session, feeds, progress)

    monkeypatch.setattr(Session, "run", noted)
    return pictures


@pytest.mark.parametrize(
    ("quality", "size", "widths"),
    [
        (Quality.DRAFT, (40, 64), [32]),
        (Quality.STANDARD, (40, 64), [64, 32]),
        (Quality.BEST, (40, 64), [64, 32, 64, 32]),
        (Quality.STANDARD, (160, 96), [40, 24]),
        (Quality.STANDARD, (30, 48), [48, 32]),
        (Quality.STANDARD, (30, 47), [48]),
        (Quality.BEST, (20, 32), [32, 32]),
    ],
)
def test_photos_that_are_much_larger_are_seen_coarsely_too(
    coarse: Separator, seen: list[Pixels], quality: Quality, size: tuple[int, int], widths: list[int]
) -> None:
    """Their sides at the network are filled up to multiples of 8."""
    coarse.separate(photo_of(noise(*size, low=0.2)), quality=quality)
    assert [picture.shape[1] for picture in seen] == widths


def test_a_coarse_view_is_the_photo_made_small_and_mirrored(coarse: Separator, seen: list[Pixels]) -> None:
    photo = noise(32, 64, low=0.2)
    photo[:, 32:] *= 0.5
    coarse.separate(photo_of(photo))
    fine, small = seen
    assert fine[:, :32].mean() > 1.2 * fine[:, 32:].mean()
    assert small[:, 16:].mean() == pytest.approx(fine[:, :32].mean(), rel=0.02)
    assert small[:, :16].mean() == pytest.approx(fine[:, 32:].mean(), rel=0.02)


@pytest.mark.parametrize("quality", Quality)
def test_layers_are_the_mean_of_all_views_by_the_law(coarse: Separator, formation: str, quality: Quality) -> None:
    """In a sum the mean of the share and its mirror image is even."""
    separation = coarse.separate(photo_of(EVEN), quality=quality)
    share = separation.layers[1].pixels[20, :, 0] / (0.4 if formation == "additive" else 1)
    views = np.stack([RISING] if quality is Quality.DRAFT else [RISING, RISING[::-1]])
    expected = views.mean(axis=0) if formation == "additive" else np.exp(np.log(views).mean(axis=0))
    assert share[4:-4] == pytest.approx(expected[4:-4], abs=0.02)
    assert separation.formation.compose([layer.pixels for layer in separation.layers]) == pytest.approx(EVEN, abs=1e-5)


def test_layers_add_back_whatever_the_photo(coarse: Separator) -> None:
    photo = photo_of(noise(150, 97))
    assert coarse.separate(photo).largest_residual() < 1e-5


@pytest.mark.parametrize("px", [0, 8, 64, 100])
def test_a_coarse_view_that_is_none_is_refused(tmp_path: Path, px: int) -> None:
    path = tmp_path / "wrong.onnx"
    path.write_bytes(leaning_separator("additive", coarse_px=px).SerializeToString())
    with pytest.raises(DocumentError, match="coarse_px"):
        Separator(path, Device.CPU)
