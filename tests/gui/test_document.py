"""What a photo's document keeps when layers come: no step of the history, and no edit, is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine.marks import Whole
from engine.mix import LayerMix, Mix
from engine.picture import Layer, Photo, Separation
from engine.preview import Pyramid
from engine.separator import Quality
from engine.spec import SeparatorSpec, parse_spec
from sils_gui.state.document import Document
from sils_gui.state.mixing import first_mix
from sils_gui.state.project import job_of, kept_of
from sils_gui.state.saved import Waiting
from sils_gui.state.scribble import MASK
from tests.engine.pictures import spec_of
from tests.engine.separators import spec

pytestmark = pytest.mark.gui
PIXELS = np.random.default_rng(0).random((16, 16, 3)).astype(np.float32)
WITH_HINTS = parse_spec(json.dumps(spec(name="hinted", hints=True)), source="hinted")
WITHOUT_HINTS = parse_spec(json.dumps(spec(name="plain", hints=False)), source="plain")


@pytest.fixture
def document(qapp: object) -> Document:
    made = Document(Photo(Path("photo.png"), PIXELS, digest="a" * 64), Pyramid.over([PIXELS]))
    separate(made, WITH_HINTS)
    return made


def separate(document: Document, separator: SeparatorSpec) -> None:
    layers = tuple(Layer(layer.name, layer.title, PIXELS * np.float32(0.5)) for layer in separator.layers)
    painted = document.painted_for(separator)
    separation = Separation(document.photo, separator, "b" * 64, layers)
    document.set_separation(separation, document.levels, Quality.STANDARD, painted, painted.hints)


def test_no_step_of_the_history_takes_back_hints_that_came_with_layers(document: Document) -> None:
    document.paint("reflection", Whole.FILL, "Fill")
    document.mark_saved(kept_of(document))
    separate(document, WITHOUT_HINTS)
    document.paint(MASK, Whole.FILL, "Fill")
    separate(document, WITH_HINTS)
    document.undo_stack.undo()
    assert document.painted.hints.keys() == {"reflection"}


def test_a_mix_that_waiting_edits_would_replace_is_asked_about(document: Document) -> None:
    assert document.mix is not None
    crashed = job_of(document, Path("photo.sils.json"))
    assert crashed is not None
    document.take_up(Waiting(crashed, is_on_disk=False))
    assert not document.would_lose(WITH_HINTS)
    document.edit(document.mix.with_layer(0, strength=0.7), "Amount")
    assert document.would_lose(WITH_HINTS)


@pytest.mark.parametrize(("law", "count"), [("additive", 2), ("additive", 3), ("additive", 5), ("multiplicative", 3)])
def test_the_first_mix_of_a_sum_is_its_base_layer_alone_and_of_a_product_the_photo(law: str, count: int) -> None:
    mix = first_mix(spec_of(law, count))
    others = 0.0 if law == "additive" else 1.0
    assert mix == Mix(layers=tuple(LayerMix(strength=1.0 if i == 0 else others) for i in range(count)))
