"""Enlarging: what is added stays within the photo, and how much of its own detail a factor of a product takes along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from engine.color import Pixels, Plane
from engine.fullsize import bring_up, enlarged
from engine.geometry import Size
from engine.picture import size_of
from engine.progress import SILENT
from engine.runtime import Device
from engine.separator import Separator
from engine.shrinking import shrunk_to
from tests.engine.pictures import photo_of, spec_of

SCALE = 4
UNEVEN = np.random.default_rng(0).uniform(0.2, 1.0, (24, 24)).astype(np.float32)


def grey(plane: Plane) -> Pixels:
    return np.repeat(np.asarray(plane, np.float32)[..., None], 3, axis=2)


def of_cells(cells: Plane) -> Plane:
    """The plane in which each of these is a square of SCALE × SCALE pixels."""
    return np.kron(cells, np.ones((SCALE, SCALE))).astype(np.float32)


def taken(plane: Plane, power: float) -> tuple[Plane, Plane]:
    """In logs, what a factor that is a power of the shrunk photo takes of its detail, and all of this detail."""
    photo = photo_of(grey(plane))
    shrunk = shrunk_to(photo.pixels, size_of(plane[::SCALE, ::SCALE]))
    factor = shrunk**power
    _, layer = bring_up(photo, shrunk, [shrunk / factor, factor], spec_of("multiplicative", 2), SILENT)
    without = enlarged(np.log(np.ascontiguousarray(factor)), photo.size)
    detail = np.log(np.maximum(plane, 1e-4)) - enlarged(np.log(np.ascontiguousarray(shrunk[..., 0])), photo.size)
    return (np.log(layer) - without)[..., 0], detail


@pytest.mark.parametrize(("power", "share"), [(-2.0, 0.0), (2.0, 1.0)])
def test_a_factor_takes_none_of_the_detail_or_all_of_it_but_never_more(power: float, share: float) -> None:
    detail = np.random.default_rng(1).uniform(0.9, 1.1, (96, 96))
    found, everything = taken(of_cells(UNEVEN) * detail.astype(np.float32), power)
    assert found == pytest.approx(share * everything, abs=1e-4)


def test_detail_goes_with_the_factor_as_far_as_four_cells_from_an_edge_that_it_follows() -> None:
    cells = np.full((24, 24), 0.8, np.float32)
    cells[:, 12:] = 0.2
    texture = np.where(np.indices((96, 96)).sum(axis=0) % 2, 1.1, 0.9)
    found, everything = taken(of_cells(cells) * texture.astype(np.float32), 1.0)
    share = np.abs(found / everything).reshape(96, 24, SCALE).mean(axis=(0, 2))
    assert share[9:15].min() > 0.9
    assert max(share[:6].max(), share[18:].max()) < 0.01


def test_a_black_speck_darkens_the_factor_by_no_more_than_four_in_logs() -> None:
    plane = of_cells(UNEVEN)
    plane[50, 50] = 0.0
    found, everything = taken(plane, 1.0)
    assert everything[50, 50] < -6
    assert found[50, 50] == pytest.approx(-4.0, abs=0.4)


@pytest.mark.parametrize("name", ["half", "three"])
def test_layers_of_an_edge_are_never_darker_than_nothing_nor_brighter_than_the_photo(
    separators: Mapping[str, Path], name: str
) -> None:
    edge = np.zeros((256, 250, 3), np.float32)
    edge[:, 125:] = 1.0
    swing = enlarged(shrunk_to(edge, Size(62, 64)), Size(250, 256))
    assert swing.min() < -0.01
    assert swing.max() > 1.01
    for layer in Separator(separators[name], Device.CPU).separate(photo_of(edge)).layers:
        assert layer.pixels.min() >= 0.0
        assert (layer.pixels <= edge + 1e-6).all()
