"""Alt and a letter lead to one thing: no letter is given twice within a menu, a dialog or the window itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QLabel, QMenu, QMenuBar, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from engine.job import Job
from sils_gui.state.problems import Problem
from sils_gui.view.questions import about_unfinished
from sils_gui.view.recipe_dialog import RecipeDialog
from sils_gui.work.queue_leftover import Leftover
from tests.gui.hand import Hand, Make

pytestmark = pytest.mark.gui
QTS_OWN = {
    "en": {QDialogButtonBox.StandardButton.Cancel: "&Cancel", QDialogButtonBox.StandardButton.Close: "&Close"},
    "de": {QDialogButtonBox.StandardButton.Cancel: "&Abbrechen", QDialogButtonBox.StandardButton.Close: "Schl&ießen"},
}
"""What Qt's own buttons say on GNOME; elsewhere they have no letters."""


def clashes(texts: Iterable[str]) -> list[str]:
    """Texts whose letter another one has, too."""
    found = [(text, re.search(r"&(\w)", text.replace("&&", ""))) for text in texts]
    letters = [match[1].lower() for _, match in found if match]
    return [text for text, match in found if match and letters.count(match[1].lower()) > 1]


def entries(holder: QMenu | QMenuBar) -> list[str]:
    return [action.text() for action in holder.actions() if action.isVisible()]


def letters_of(widget: QWidget, language: str) -> Iterator[str]:
    """Texts with what Alt and a letter press or lead to in a widget; Qt's own buttons as they are on GNOME."""
    shown = [child for child in widget.findChildren(QWidget) if child.isVisibleTo(widget)]
    yield from (child.text() for child in shown if isinstance(child, QAbstractButton) and "&" in child.text())
    yield from (child.text() for child in shown if isinstance(child, QLabel) and child.buddy() and "&" in child.text())
    for box in widget.findChildren(QDialogButtonBox):
        yield from (text for button, text in QTS_OWN[language].items() if box.button(button) is not None)


def test_no_two_entries_of_a_menu_have_one_letter(language: str, separated: Hand) -> None:
    window = separated.window
    menus = [menu for bar in (window.menuBar(), window.docks.queue.bar) for menu in bar.findChildren(QMenu)]
    assert len(menus) > 7
    assert [clashes(entries(menu)) for menu in menus] == [[] for _ in menus]


def test_the_window_itself_gives_no_letter_twice(
    language: str, separated: Hand, make_window: Make, tmp_path: Path
) -> None:
    separated.set_amount(40)
    separated.crash(tmp_path / "recovery")
    sils = make_window()
    for code in ("one", "two"):
        sils.state.problems.tell(Problem(code, "Something is wrong."))
    center = sils.window.centralWidget()
    assert center is not None
    texts = [*entries(sils.window.menuBar()), *letters_of(center, language)]
    assert len(texts) == 12
    assert clashes(texts) == []


@pytest.mark.parametrize("command", ["export", "preferences", "separators", "about"])
def test_no_two_things_of_a_dialog_have_one_letter(language: str, separated: Hand, command: str) -> None:
    for code in ("one", "two"):
        separated.sils.state.problems.tell(Problem(code, "Something is wrong."))
    separated.window.actions_.of(command).trigger()
    texts = list(letters_of(separated.dialog(QDialog), language))
    assert len(texts) > 2
    assert clashes(texts) == []


def test_no_two_things_of_a_recipe_have_one_letter(language: str, separated: Hand) -> None:
    separated.window.docks.queue.show()
    separated.click(separated.window.docks.queue.recipe)
    texts = list(letters_of(separated.dialog(RecipeDialog), language))
    assert len(texts) > 14
    assert clashes(texts) == []


def test_no_two_answers_have_one_letter(language: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: texts.extend(letters_of(box, language)))
    window = QWidget()
    qtbot.addWidget(window)
    about_unfinished(Leftover(Path("out"), Job(task="half"), ()), window)
    assert len(texts) > 3
    assert clashes(texts) == []
