"""The mixer stays as it was left: unfolded, and scrolled to where the hand works."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from engine.mix import LayerMix
from engine.separator import Quality
from sils_gui.state.settings import TASK, THEME
from sils_gui.view.mixer import Mixer
from sils_gui.view.theme import LAYER_COLORS
from tests.gui.eyes import grabbed
from tests.gui.fingers import LEFT
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo of three layers, of which the last two are unfolded and in sight."""
    mixer = separated.window.docks.mixer
    for strip in mixer.strips[1:]:
        separated.click(strip.disclose)
    QApplication.processEvents()
    mixer.verticalScrollBar().setValue(100)
    assert unfolded(mixer) == [False, True, True]
    assert scrolled(mixer) == 100
    return separated


def test_each_strip_shows_the_colour_of_its_layer(hand: Hand) -> None:
    for strip, color in zip(hand.window.docks.mixer.strips, LAYER_COLORS, strict=False):
        wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
        assert (grabbed(strip) == wanted).all(axis=-1).sum() > 40


def test_the_layer_that_keys_are_for_is_seen_and_named(hand: Hand) -> None:
    strips, actions = hand.window.docks.mixer.strips, hand.window.actions_
    looks = []
    for index, title in ((0, "Background"), (1, "Reflection")):
        hand.sils.state.looking.set(layer=index)
        looks.append([grabbed(strip)[0] for strip in strips])
        assert [strip.mute.toolTip().endswith(" (M)") for strip in strips] == [at == index for at in range(3)]
        assert [strip.solo.toolTip().endswith(" (S)") for strip in strips] == [at == index for at in range(3)]
        assert [bool(strip.accessibleDescription()) for strip in strips] == [at == index for at in range(3)]
        texts = [actions.of(name).text().replace("&", "") for name in ("solo", "mute")]
        assert texts == [f"Solo {title}", f"Mute {title}"]
    assert [bool((one != other).any()) for one, other in zip(*looks, strict=True)] == [True, True, False]


def test_solo_and_mute_name_no_layer_where_there_is_none(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("second.png", 130))
    assert hand.window.actions_.of("mute").text() == "&Mute layer"


def test_layers_that_were_muted_before_a_solo_are_so_after_it(hand: Hand) -> None:
    strips = hand.window.docks.mixer.strips
    hand.click(strips[2].mute)
    for index in (0, 1, 1):  # another layer has the solo in between
        hand.click(strips[index].solo)
    assert seen_layers(hand) == [True, True, False]
    hand.click(strips[0].solo)
    for modifiers in (CTRL, CTRL | SHIFT):  # undone and done again it is the same solo
        hand.key("z", modifiers)
    hand.click(strips[0].solo)
    assert seen_layers(hand) == [True, True, False]


def test_a_lit_solo_that_muting_made_brings_all_layers_back(hand: Hand) -> None:
    strips = hand.window.docks.mixer.strips
    for index in (1, 2):
        hand.click(strips[index].mute)
    for index in (1, 0):
        hand.click(strips[index].solo)
    assert seen_layers(hand) == [True, False, False]
    hand.click(strips[0].solo)
    assert seen_layers(hand) == [True, True, True]


def seen_layers(hand: Hand) -> list[bool]:
    assert hand.document.mix is not None
    return [layer.visible for layer in hand.document.mix.layers]


def unfolded(mixer: Mixer) -> list[bool]:
    tints = [strip.controls.get("tint") for strip in mixer.strips]
    return [tint is not None and tint.isVisibleTo(mixer) for tint in tints]


def scrolled(mixer: Mixer) -> int:
    QApplication.processEvents()
    return mixer.verticalScrollBar().value()


def test_after_separating_again(hand: Hand) -> None:
    hand.separate()
    assert unfolded(hand.window.docks.mixer) == [False, True, True]
    assert scrolled(hand.window.docks.mixer) == 100


def test_after_another_photo_was_shown(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("second.png", 130))
    assert not hand.window.docks.mixer.strips
    hand.key(Qt.Key.Key_PageUp)
    assert unfolded(hand.window.docks.mixer) == [False, True, True]
    assert scrolled(hand.window.docks.mixer) == 100


def test_in_another_theme(hand: Hand) -> None:
    hand.sils.state.settings.set(THEME, "light")
    assert unfolded(hand.window.docks.mixer) == [False, True, True]
    assert scrolled(hand.window.docks.mixer) == 100


def test_what_is_folded_again_stays_folded(hand: Hand) -> None:
    hand.click(hand.window.docks.mixer.strips[2].disclose)
    hand.separate()
    assert unfolded(hand.window.docks.mixer) == [False, True, False]


def test_adjustments_are_made_when_they_are_first_unfolded(hand: Hand) -> None:
    assert [len(strip.controls) for strip in hand.window.docks.mixer.strips] == [1, 7, 7]
    hand.click(hand.window.docks.mixer.strips[2].disclose)
    hand.sils.state.settings.set(TASK, "half")
    separating_again(hand)
    assert [len(strip.controls) for strip in hand.window.docks.mixer.strips] == [1, 7]


def test_numbers_that_were_set_while_folded_are_seen_unfolded(hand: Hand) -> None:
    strip, before = hand.window.docks.mixer.strips[0], hand.document.mix
    assert before is not None
    hand.document.edit(before.with_layer(0, exposure_ev=1.25, contrast=0.5), "Preset")
    assert strip.disclose.text() == "Adjust •"
    hand.click(strip.disclose)
    shown = {field: (control.entry.value(), control.slider.value()) for field, control in strip.controls.items()}
    assert (shown.pop("exposure_ev"), shown.pop("contrast")) == ((1.25, 125), (50, 500))
    assert shown == {
        "strength": (100, 1000), "temperature": (0, 0), "tint": (0, 0), "saturation": (0, 0), "softness_px": (0, 0),
    }  # fmt: skip
    assert strip.controls["contrast"].slider.accessibleDescription() == "50.0 %"
    hand.key("z", CTRL)
    assert strip.controls["exposure_ev"].entry.value() == 0
    assert strip.disclose.text() == "Adjust"


def test_what_was_made_late_changes_its_layer_and_is_reset(hand: Hand) -> None:
    strip, document = hand.window.docks.mixer.strips[0], hand.document
    hand.window.docks.mixer.verticalScrollBar().setValue(0)
    hand.click(strip.disclose)
    QApplication.processEvents()
    hand.drag(strip.controls["tint"], 0.5, 0.6, 0.9)
    hand.type(strip.controls["softness_px"], "3")
    hand.qtbot.mouseDClick(strip.controls["tint"].slider, LEFT)
    assert document.mix is not None
    assert document.mix.layers[0] == LayerMix(softness_px=3)
    steps = [document.undo_stack.text(index) for index in range(document.undo_stack.count())]
    assert steps == ["Background: Tint", "Background: Softness", "Background: Tint"]
    assert hand.sils.state.looking.layer == 0


def test_a_number_that_is_typed_while_the_same_layers_come_is_taken(hand: Hand) -> None:
    entry = hand.window.docks.mixer.strips[1].controls["strength"].entry
    entry.setFocus()
    entry.selectAll()
    hand.qtbot.keyClicks(entry, "2")
    separating_again(hand)
    hand.sils.state.settings.set(THEME, "light")
    assert entry.hasFocus()
    hand.qtbot.keyClicks(entry, "5")
    hand.qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == 0.25


def test_a_slider_stays_under_the_mouse_while_the_same_layers_come(hand: Hand) -> None:
    slider = hand.window.docks.mixer.strips[1].controls["strength"].slider
    hand.qtbot.mousePress(slider, LEFT, pos=QPoint(30, 8))
    separating_again(hand)
    hand.qtbot.mouseMove(slider, QPoint(5, 8))
    hand.qtbot.mouseRelease(slider, LEFT, pos=QPoint(5, 8))
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == 0


@pytest.mark.parametrize("field", ["strength", "tint"])
def test_the_focus_is_given_back_where_layers_of_the_same_names_come(hand: Hand, field: str) -> None:
    hand.window.docks.mixer.strips[1].controls[field].slider.setFocus()
    hand.sils.state.settings.set(TASK, "half")
    separating_again(hand)
    assert len(hand.window.docks.mixer.strips) == 2
    assert hand.window.docks.mixer.strips[1].controls[field].slider.hasFocus()


def separating_again(hand: Hand) -> None:
    """Separate without a click, which would take the focus."""
    file, before = hand.sils.shop.choosing.file, hand.document.separation
    assert file is not None
    hand.sils.shop.separating.separate(hand.document, file, Quality.DRAFT)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not before, timeout=WAIT_MS)


def test_the_mixer_says_that_layers_are_being_made(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("other.png", 170))
    mixer, jobs = hand.window.docks.mixer, hand.sils.shop.jobs
    assert mixer.hint is not None
    before = mixer.hint.text()
    hand.window.actions_.of("separate").trigger()
    assert mixer.hint.text() == "The layers of this photo are being made."
    jobs.cancel()
    hand.qtbot.waitUntil(lambda: jobs.running is None, timeout=WAIT_MS)
    assert mixer.hint.text() == before
    hand.separate()
    assert mixer.hint is None
