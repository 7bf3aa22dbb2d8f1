"""The law itself, on numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formation import ADDITIVE, FORMATIONS, MULTIPLICATIVE, Formation

LIGHT = np.array([0.0, 0.25, 1.0, 2.0], np.float32)
BOTH = pytest.mark.parametrize("formation", FORMATIONS.values(), ids=list(FORMATIONS))


def test_layers_add_up_or_multiply() -> None:
    layers = list(np.array([[0.5, 2.0], [0.25, 3.0], [2.0, 0.0]], np.float32))
    assert ADDITIVE.compose(layers).tolist() == [2.75, 5.0]
    assert MULTIPLICATIVE.compose(layers).tolist() == [0.25, 0.0]


@BOTH
def test_strength_one_changes_nothing_and_zero_leaves_nothing(formation: Formation) -> None:
    assert np.array_equal(formation.weigh(LIGHT, 1.0), LIGHT)
    assert (formation.weigh(LIGHT, 0.0) == formation.neutral).all()


def test_half_strength_is_half_the_light_or_its_root() -> None:
    assert ADDITIVE.weigh(LIGHT, 0.5).tolist() == [0.0, 0.125, 0.5, 1.0]
    assert MULTIPLICATIVE.weigh(LIGHT, 0.5) == pytest.approx([0.0, 0.5, 1.0, 2**0.5])


def test_the_mean_is_arithmetic_for_sums_and_geometric_for_products() -> None:
    one, other = np.array([1.0, 4.0], np.float32), np.array([4.0, 0.25], np.float32)
    assert ADDITIVE.mean([one, other]).tolist() == [2.5, 2.125]
    assert ADDITIVE.mean([one, other], (0.25, 0.75)).tolist() == [3.25, 1.1875]
    assert MULTIPLICATIVE.mean([one, other]) == pytest.approx([2.0, 1.0])
    assert MULTIPLICATIVE.mean([one, other], (0.25, 0.75)) == pytest.approx([2**1.5, 0.5])


@BOTH
@given(photo=st.floats(0, 4, width=32), other=st.floats(0.125, 4, width=32))
def test_the_remainder_completes_the_photo(formation: Formation, photo: float, other: float) -> None:
    rest = formation.remainder(np.float32(photo), [np.float32(other)])
    assert formation.compose([rest, np.float32(other)]) == pytest.approx(photo, abs=1e-6)
