"""Going back and forth: steps of the history, snapshots, presets, settings carried to another photo."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QMessageBox

from engine.cli.app import run
from engine.job import load_job
from engine.mix import Mix
from engine.own_presets import OwnPreset
from tests.gui.fingers import LEFT
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(separated: Hand) -> Hand:
    return separated


def amount(hand: Hand) -> float:
    assert hand.document.mix is not None
    return hand.document.mix.layers[1].strength


def texts(rows: QListWidget) -> list[str]:
    return [rows.item(row).text() for row in range(rows.count())]


def save_preset(hand: Hand, name: str) -> None:
    hand.write(hand.window.docks.presets.name, name)
    hand.click(hand.window.docks.presets.save)


def no_question(hand: Hand) -> None:
    """Wait until the question about a preset is answered."""
    hand.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def own_presets(hand: Hand) -> tuple[OwnPreset, ...]:
    return hand.sils.state.own_presets.all()


def test_a_click_on_a_step_goes_there_and_back(hand: Hand) -> None:
    for percent in (10, 20, 30):
        hand.set_amount(percent)
    hand.window.docks.tabs.setCurrentIndex(2)
    hand.pick(hand.window.docks.history.steps, 1)
    assert amount(hand) == pytest.approx(0.1)
    hand.pick(hand.window.docks.history.steps, 0)
    assert amount(hand) == 0.0
    hand.pick(hand.window.docks.history.steps, 3)
    assert amount(hand) == pytest.approx(0.3)


def test_a_snapshot_is_named_brought_back_and_removed(hand: Hand) -> None:
    history = hand.window.docks.history
    hand.window.docks.tabs.setCurrentIndex(2)
    hand.set_amount(40)
    hand.write(history.name, "hazy")
    hand.click(history.take)
    hand.click(history.take)
    assert texts(history.snapshots) == ["hazy", "Snapshot 2"]
    hand.set_amount(90)
    hand.pick(history.snapshots, 0)
    hand.qtbot.keyClick(history.snapshots, Qt.Key.Key_Return)
    assert amount(hand) == pytest.approx(0.4)
    assert hand.document.undo_stack.undoText() == "Snapshot “hazy”"
    hand.click(history.forget)
    assert texts(history.snapshots) == ["Snapshot 2"]


def test_taking_and_removing_a_snapshot_are_steps_of_the_history(hand: Hand) -> None:
    history = hand.window.docks.history
    hand.window.docks.tabs.setCurrentIndex(2)
    hand.set_amount(40)
    hand.write(history.name, "hazy")
    hand.click(history.take)
    hand.pick(history.snapshots, 0)
    hand.click(history.forget)
    steps = hand.document.undo_stack
    assert [steps.text(index) for index in (1, 2)] == ["Take snapshot “hazy”", "Remove snapshot “hazy”"]
    hand.key("z", CTRL)
    assert texts(history.snapshots) == ["hazy"]
    hand.key("z", CTRL)
    assert texts(history.snapshots) == []
    assert amount(hand) == pytest.approx(0.4)
    for _ in range(2):
        hand.key("z", CTRL | SHIFT)
    assert texts(history.snapshots) == []
    assert not steps.canRedo()


def test_a_snapshot_of_a_free_name_never_replaces_another(hand: Hand) -> None:
    history = hand.window.docks.history
    hand.window.docks.tabs.setCurrentIndex(2)
    for _ in range(3):
        hand.click(history.take)
    hand.pick(history.snapshots, 0)
    hand.click(history.forget)
    hand.click(history.take)
    assert len(texts(history.snapshots)) == 3


def test_a_snapshot_of_a_taken_name_gets_a_number(hand: Hand) -> None:
    history = hand.window.docks.history
    hand.window.docks.tabs.setCurrentIndex(2)
    for percent in (40, 60, 80):
        hand.set_amount(percent)
        hand.write(history.name, "hazy")
        hand.click(history.take)
    assert texts(history.snapshots) == ["hazy", "hazy 2", "hazy 3"]
    hand.pick(history.snapshots, 0)
    hand.qtbot.keyClick(history.snapshots, Qt.Key.Key_Return)
    assert amount(hand) == pytest.approx(0.4)


def test_a_snapshot_waits_for_the_layers_that_it_was_taken_of(hand: Hand, photo_file: PhotoFile) -> None:
    history = hand.window.docks.history
    hand.window.docks.tabs.setCurrentIndex(2)
    hand.set_amount(40)
    hand.click(history.take)
    hand.save()
    hand.choose(hand.window.tool_bar.task, "shade")
    hand.separate()
    before = hand.document.mix
    for _ in range(2):
        hand.pick(history.snapshots, 0)
        hand.qtbot.keyClick(history.snapshots, Qt.Key.Key_Return)
        assert hand.document.mix == before
        assert history.snapshots.item(0).toolTip() == "For other layers: Background, Reflection"
        hand.save()
        hand.key("w", CTRL)
        hand.open(photo_file())
        hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    hand.choose(hand.window.tool_bar.task, "half")
    hand.separate()
    hand.pick(history.snapshots, 0)
    hand.qtbot.keyClick(history.snapshots, Qt.Key.Key_Return)
    assert amount(hand) == pytest.approx(0.4)
    assert not history.snapshots.item(0).toolTip()


def test_snapshots_come_back_with_the_saved_photo(hand: Hand, photo_file: PhotoFile) -> None:
    history = hand.window.docks.history
    hand.window.docks.tabs.setCurrentIndex(2)
    hand.set_amount(40)
    hand.write(history.name, "hazy")
    hand.click(history.take)
    hand.save()
    hand.key("w", CTRL)
    assert hand.sils.state.desk.current is None
    hand.open(photo_file())
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None)
    assert texts(history.snapshots) == ["hazy"]
    assert amount(hand) == pytest.approx(0.4)
    assert hand.document.is_saved


def test_a_shipped_preset_is_one_step(hand: Hand) -> None:
    presets = hand.window.docks.presets
    hand.window.docks.tabs.setCurrentIndex(1)
    assert texts(presets.presets) == [
        "As photographed",
        "Remove reflection",
        "Halve reflection",
        "Reflection only",
    ]
    hand.pick(presets.presets, 2)
    hand.click(presets.apply)
    assert amount(hand) == pytest.approx(0.5)
    assert hand.document.undo_stack.undoText() == "Halve reflection"
    assert not presets.remove.isEnabled()
    hand.key("z", CTRL)
    assert amount(hand) == 0.0


def test_an_own_preset_is_saved_for_other_photos_and_removed(hand: Hand, photo_file: PhotoFile) -> None:
    presets = hand.window.docks.presets
    hand.window.docks.tabs.setCurrentIndex(1)
    hand.set_amount(40)
    hand.write(presets.name, "My: haze")
    hand.click(presets.save)
    kept = hand.document.mix
    hand.open(photo_file("second.png", 130))
    hand.separate()
    row = texts(presets.presets).index("My: haze")
    hand.pick(presets.presets, row)
    assert hand.document.undo_stack.count() == 0
    hand.qtbot.keyClick(presets.presets, Qt.Key.Key_Return)
    assert hand.document.mix == kept
    hand.click(presets.remove)
    assert "My: haze" not in texts(presets.presets)


def test_an_own_preset_is_known_to_the_command_line(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.window.docks.tabs.setCurrentIndex(1)
    hand.set_amount(40)
    save_preset(hand, "My: haze")
    monkeypatch.setenv("SILS_CONFIG", str(tmp_path / "config"))
    given = ["--separator", "half", "--device", "cpu", "--preset", "My: haze"]
    assert run(["remix", str(hand.document.photo.path), "-o", str(tmp_path / "out"), *given]) == 0
    assert load_job(tmp_path / "out" / "photo_remix.sils.json").mix == hand.document.mix


def test_a_preset_that_cannot_be_read_stays_when_another_gets_its_name(hand: Hand, tmp_path: Path) -> None:
    """A newer SILS, whose settings are shared, may have saved it."""
    hand.window.docks.tabs.setCurrentIndex(1)
    save_preset(hand, "Mine")
    (newer,) = (tmp_path / "config" / "presets").iterdir()
    newer.write_text(newer.read_text().replace('"version": 1', '"version": 2'))
    assert own_presets(hand) == ()
    hand.set_amount(40)
    save_preset(hand, "Mine")
    hand.set_amount(60)
    hand.answer_with("Replace")
    save_preset(hand, "Mine")
    no_question(hand)
    assert '"version": 2' in newer.read_text()
    assert [own.mix for own in own_presets(hand)] == [hand.document.mix]


def test_a_click_chooses_a_preset_and_a_second_applies_it(hand: Hand) -> None:
    presets = hand.window.docks.presets.presets
    hand.window.docks.tabs.setCurrentIndex(1)
    assert not hand.window.docks.presets.apply.isEnabled()
    hand.pick(presets, 2)
    assert hand.document.undo_stack.count() == 0
    at = presets.visualItemRect(presets.item(2)).center()
    hand.qtbot.mouseDClick(presets.viewport(), LEFT, pos=at)
    assert hand.document.undo_stack.undoText() == "Halve reflection"


def test_own_presets_of_one_name_for_other_layers_are_both_kept(hand: Hand) -> None:
    presets = hand.window.docks.presets
    hand.window.docks.tabs.setCurrentIndex(1)
    save_preset(hand, "Mine")
    hand.choose(hand.window.tool_bar.task, "shade")
    hand.separate()
    save_preset(hand, "Mine")
    assert {(own.title, own.layers[0]) for own in own_presets(hand)} == {("Mine", "background"), ("Mine", "albedo")}
    hand.pick(presets.presets, texts(presets.presets).index("Mine"))
    hand.click(presets.remove)
    assert [own.layers[0] for own in own_presets(hand)] == ["background"]


def test_own_presets_whose_names_no_file_can_tell_apart_are_both_kept(hand: Hand) -> None:
    hand.window.docks.tabs.setCurrentIndex(1)
    for name in ("A/B", "A:B"):
        save_preset(hand, name)
    hand.answer_with("Replace")
    save_preset(hand, "A/B")
    no_question(hand)
    assert sorted(own.title for own in own_presets(hand)) == ["A/B", "A:B"]


def test_an_own_preset_of_an_older_file_is_replaced_and_removed(hand: Hand, tmp_path: Path) -> None:
    presets = hand.window.docks.presets
    hand.window.docks.tabs.setCurrentIndex(1)
    save_preset(hand, "Mine")
    (file,) = (tmp_path / "config" / "presets").iterdir()
    file.rename(file.with_name("Mine.sils-preset.json"))
    hand.set_amount(40)
    hand.answer_with("Replace")
    save_preset(hand, "Mine")
    no_question(hand)
    (own,) = own_presets(hand)
    assert own.mix == hand.document.mix
    hand.pick(presets.presets, texts(presets.presets).index("Mine"))
    hand.click(presets.remove)
    assert own_presets(hand) == ()


@pytest.mark.parametrize(("answer", "percent"), [("Cancel", 40), ("Replace", 90)])
def test_an_own_preset_is_replaced_only_where_that_is_the_answer(hand: Hand, answer: str, percent: int) -> None:
    hand.window.docks.tabs.setCurrentIndex(1)
    hand.set_amount(40)
    save_preset(hand, "Mine")
    hand.set_amount(90)
    asked = hand.answer_with(answer)
    save_preset(hand, "Mine")
    no_question(hand)
    assert asked == ["There is a preset “Mine” already.\nReplace it? The older one is lost."]
    (own,) = own_presets(hand)
    assert own.mix.layers[1].strength == percent / 100


def test_settings_are_copied_to_another_photo(hand: Hand, photo_file: PhotoFile) -> None:
    hand.set_amount(40)
    hand.key("c", CTRL | SHIFT)
    kept = hand.document.mix
    hand.open(photo_file("second.png", 130))
    paste = hand.window.actions_.of("paste")
    assert not paste.isEnabled()
    hand.separate()
    assert paste.isEnabled()
    hand.key("v", CTRL | SHIFT)
    assert hand.document.mix == kept
    hand.key("z", CTRL)
    assert hand.document.mix != kept


def test_reset_gives_the_photo_back_as_one_step(hand: Hand) -> None:
    hand.set_amount(40)
    hand.key("r", CTRL)
    assert hand.document.mix == Mix.neutral(2)
    hand.key("z", CTRL)
    assert amount(hand) == pytest.approx(0.4)


def test_closing_asks_for_edits_and_cancel_keeps_them(hand: Hand) -> None:
    hand.set_amount(40)
    asked = hand.answer_question(QMessageBox.StandardButton.Cancel)
    assert not hand.window.close()
    assert asked == ["The edits to photo.png are not saved."]
    assert amount(hand) == pytest.approx(0.4)


def test_closing_a_photo_saves_its_edits_when_asked_to(hand: Hand) -> None:
    hand.set_amount(40)
    path = hand.document.photo.path
    hand.answer_question(QMessageBox.StandardButton.Save)
    hand.key("w", CTRL)
    hand.qtbot.waitUntil(lambda: hand.sils.state.desk.current is None, timeout=WAIT_MS)
    assert path.with_name("photo.sils.json").exists()
    assert hand.window.welcome.isVisible()


def test_discarding_leaves_no_file(hand: Hand) -> None:
    hand.set_amount(40)
    path = hand.document.photo.path
    asked = hand.answer_question(QMessageBox.StandardButton.Discard)
    assert hand.window.close()
    assert len(asked) == 1
    assert not path.with_name("photo.sils.json").exists()


def test_an_own_preset_that_cannot_be_removed_stays(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    presets = hand.window.docks.presets
    hand.window.docks.tabs.setCurrentIndex(1)
    save_preset(hand, "Mine")
    hand.pick(presets.presets, texts(presets.presets).index("Mine"))

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "unlink", refuse)
        hand.click(presets.remove)
    problem = hand.sils.state.problems.current
    assert problem is not None
    assert problem.code == "preset-stays"
    assert "Permission denied" in problem.sentence
    assert [own.title for own in own_presets(hand)] == ["Mine"]
