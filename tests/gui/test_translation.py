"""Every string for people has its translation, and a window shows it."""

from __future__ import annotations

import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from engine.library import shipped_folder
from engine.separator_file import read_separator_file
from sils_gui.engine_sentences import TEMPLATES, in_words
from sils_gui.state.settings import LANGUAGE, LANGUAGES
from sils_gui.translating import engine_templates, strings, translations
from sils_gui.view.names import USUAL_METRICS, layer_title, metric_title, task_title
from sils_gui.view.numbers import figure_text, number_text
from sils_gui.view.preferences_dialog import PreferencesDialog
from sils_gui.view.scene import title_of
from sils_gui.view.separators_dialog import SeparatorsDialog
from sils_gui.view.status_bar import sentence_of
from sils_gui.work.jobs import Running
from tests.gui.hand import Hand, Make, PhotoFile

pytestmark = pytest.mark.gui
FILES = sorted(resources.path("translations").glob("*.ts"))
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def places(text: str) -> set[str]:
    """What is filled in between braces."""
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_every_language_that_can_be_chosen_has_a_file() -> None:
    assert {f"sils_{language}" for language in LANGUAGES} - {"sils_system", "sils_en"} == {file.stem for file in FILES}


@each_file
def test_every_string_is_translated(file: Path) -> None:
    """Where this fails, run `python -m sils_gui.translating`, fill in what is unfinished, and run it again."""
    assert strings() - translations(file).keys() == set()


@each_file
def test_no_translation_is_of_a_string_that_is_gone(file: Path) -> None:
    assert translations(file).keys() - strings() == set()


@each_file
def test_translations_fill_in_the_same_places(file: Path) -> None:
    for (context, source), translation in translations(file).items():
        if context != "PlaceChoice" or "{name}" not in source:
            assert places(source) == places(translation), source


def test_german_has_one_word_for_to_save_which_is_that_of_qts_own_buttons() -> None:
    known = translations(resources.path("translations") / "sils_de.ts")
    texts = [text for (_, source), text in known.items() if re.search(r"\b(un)?saved?\b", source, re.IGNORECASE)]
    assert len(texts) > 20
    assert [text for text in texts if "speicher" not in text.lower()] == []


@each_file
def test_the_packed_file_says_what_the_source_says(file: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    for (context, source), translation in translations(file).items():
        assert translator.translate(context, source) == translation


SAYS = """
from PySide6.QtWidgets import QDialogButtonBox
from sils_gui.app import application
from sils_gui.view.numbers import number_text
app = application("system")
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
own, qts = app.translate("StatusBar", "Cancel"), box.buttons()[0].text()
print(own, qts, number_text(33.5, 1), app.layoutDirection().name)
"""
ENGLISH, GERMAN = "Cancel Cancel 33.5 LeftToRight", "Abbrechen Abbrechen 33,5 LeftToRight"


@pytest.mark.parametrize(
    ("system", "said"),
    [
        ({"LC_ALL": "fr_FR.UTF-8"}, ENGLISH),
        ({"LC_ALL": "ar_EG.UTF-8"}, ENGLISH),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "en_US:de"}, ENGLISH),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:de"}, GERMAN),
        ({"LC_ALL": "de_AT.UTF-8"}, GERMAN),
    ],
)
def test_on_any_system_all_is_in_one_language_that_we_have(system: dict[str, str], said: str) -> None:
    others = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run([sys.executable, "-c", SAYS], env=others | system, capture_output=True, check=True)
    assert done.stdout.decode().strip() == said


REWRITTEN = """
import sys
from pathlib import Path
import resources
resources.path = lambda name: Path(sys.argv[1])
from sils_gui.app import application
app = application("de")
(Path(sys.argv[1]) / "sils_de.qm").write_bytes(b"")
print(app.translate("StatusBar", "Cancel"))
"""


def test_words_stay_when_their_file_is_rewritten(tmp_path: Path) -> None:
    shutil.copy(resources.path("translations") / "sils_de.qm", tmp_path)
    done = subprocess.run([sys.executable, "-c", REWRITTEN, tmp_path], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "Abbrechen"


@each_file
def test_what_export_and_recipe_both_ask_for_has_one_name(file: Path) -> None:
    def named_in(*contexts: str) -> dict[str, str]:
        found = translations(file).items()
        return {
            source.replace("&", ""): text.replace("&", "") for (context, source), text in found if context in contexts
        }

    export = named_in("ExportDialog", "FileChoice", "PlaceChoice")
    recipe = named_in("RecipeFiles", "RecipeForm")
    both = export.keys() & recipe.keys()
    assert "Depth" in both
    assert {title: export[title] for title in both} == {title: recipe[title] for title in both}


@pytest.fixture
def german(german_words: None, qtbot: QtBot, make_window: Make) -> Hand:
    """A window whose titles are German."""
    return Hand(qtbot, make_window("three"))


def test_the_window_speaks_german(german: Hand) -> None:
    titles = [action.text().replace("&", "") for action in german.window.menuBar().actions()]
    assert titles == ["Datei", "Bearbeiten", "Ebenen", "Malen", "Ansicht", "Hilfe"]
    german.menu("Bearbeiten", "Einstellungen…")
    dialog = german.dialog(PreferencesDialog)
    assert dialog.windowTitle() == "Einstellungen"
    german.choose(dialog.language, "de")
    assert german.sils.state.settings.get(LANGUAGE) == "de"


def test_a_list_is_named_for_what_it_shows_and_no_command(german: Hand) -> None:
    assert german.window.docks.film_strip.accessibleName() == "Offene Fotos"


@pytest.fixture
def german_keys(qapp: QApplication) -> Iterator[None]:
    """Qt's own words are German, too."""
    translator = QTranslator()
    assert translator.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_tips_name_keys_as_menus_do(german_keys: None, german: Hand) -> None:
    save, wipe = (german.window.actions_.of(name) for name in ("save", "wipe"))
    assert save.shortcut().toString(QKeySequence.SequenceFormat.NativeText) == "Strg+S"
    assert (save.toolTip()[-8:], wipe.toolTip()[-12:]) == ("(Strg+S)", "(Umschalt+Y)")


def test_numbers_are_written_as_in_the_language(german_numbers: None, german: Hand) -> None:
    german.menu("Bearbeiten", "Einstellungen…")
    assert german.dialog(PreferencesDialog).used.text() == "0,00 GiB sind belegt"
    assert number_text(1234.5, 1) == "1234,5"


def test_figures_of_a_separator_have_german_names_and_numbers(german_numbers: None, german: Hand) -> None:
    german.menu("Hilfe", "Zerleger…")
    dialog = german.dialog(SeparatorsDialog)
    (row,) = dialog.list.findItems("Albedo und Schattierung", Qt.MatchFlag.MatchStartsWith)
    german.pick(dialog.list, dialog.list.row(row))
    lines = [line.strip() for line in dialog.about.toPlainText().split("\n")]
    assert lines[lines.index("mit10: LMSE der Albedo") + 1] == "0,0272"
    assert lines[lines.index("Minuten Training") + 1] == "7"


def test_all_figures_of_the_separators_that_ship_have_names() -> None:
    files = shipped_folder().glob("*.onnx")
    assert {name for file in files for name in read_separator_file(file).spec.metrics} == USUAL_METRICS.keys()


def test_figures_have_the_decimals_that_they_need(german_numbers: None) -> None:
    assert [figure_text(number) for number in (305492.0, 7.0, 0.0272, -1.5, 1234567)] == [
        "305492", "7", "0,0272", "-1,5", "1234567",
    ]  # fmt: skip
    assert metric_title("lpips_of_fog") == "lpips of fog"


def test_colours_that_are_ours_have_german_names(german: Hand, photo_file: PhotoFile) -> None:
    german.open(photo_file())
    assert german.window.status.profile.text() == "160 × 120 · 8 Bit · sRGB (angenommen)"
    assert in_words("Linear light, primaries of an EXR") == "Lineares Licht, Grundfarben eines EXR"


def test_one_that_waits_is_told_in_the_singular(german_words: None) -> None:
    told = [sentence_of(Running("Öffnen", waiting=count)) for count in (0, 1, 2)]
    assert told == ["Öffnen", "Öffnen · 1 wartet", "Öffnen · 2 warten"]


def test_layers_have_german_titles_wherever_they_are_named(german: Hand, photo_file: PhotoFile) -> None:
    german.open(photo_file())
    german.separate()
    assert [strip.title for strip in german.window.docks.mixer.strips] == ["Hintergrund", "Spiegelung", "Regen"]
    german.set_amount(40)
    assert german.document.undo_stack.text(0) == "Spiegelung: Stärke"
    strip = german.window.docks.mixer.strips[1]
    german.click(strip.disclose)
    german.type(strip.controls["saturation"], "5")
    assert german.document.undo_stack.text(1) == "Spiegelung: Sättigung"
    german.menu("Ebenen", "Spiegelung zeigen")
    shown = german.sils.state.looking.picture
    assert title_of(shown, german.document) == "Spiegelung"
    german.tool("brush")
    targets = german.window.brush_bar.target
    assert targets.itemText(targets.findData("reflection")) == "Spiegelung ist hier"
    assert german.export_dialog().parts["background"].text() == "Hintergrund"


def test_what_goes_wrong_in_a_thread_of_the_window_is_told_in_german(german: Hand, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    german.drop(tmp_path / "leer")
    assert german.told() == "Im Ordner leer sind keine Fotos."


def test_what_the_engine_cannot_read_is_told_in_german(german: Hand, tmp_path: Path) -> None:
    (tmp_path / "leer.jpg").touch()
    german.drop(tmp_path / "leer.jpg")
    assert german.told() == "leer.jpg ist leer; kopieren Sie die Datei noch einmal."


def test_the_list_of_the_engines_sentences_is_that_of_its_code() -> None:
    """Where this fails, run `python -m sils_gui.translating`."""
    assert set(TEMPLATES.read_text(encoding="utf-8").splitlines()) == engine_templates()


def test_each_sentence_of_the_engine_is_recognised_with_its_values(german_words: None) -> None:
    said = translations(FILES[0])
    for template in engine_templates():
        values = [f"Wert-{number}" for number in range(len(places(template)))]
        assert in_words(template.format(*values)) == _without_contexts(said["Engine", template]).format(*values)


def _without_contexts(translation: str) -> str:
    """A translation in which titles stay as they are."""
    return re.sub(r"(\{\d):\w+}", r"\1}", translation)


@pytest.mark.parametrize(
    ("said", "german"),
    [
        ("Shading is brighter", "Schattierung ist stellenweise heller"),
        ("Rain and Reflection is brighter", "Regen und Spiegelung ist stellenweise heller"),
        ("Fog is brighter", "Fog ist stellenweise heller"),
    ],
)
def test_titles_of_layers_in_a_sentence_are_translated(german_words: None, said: str, german: str) -> None:
    rest = " than white in places, which 8 bits cut off; --bits 32 keeps it."
    assert in_words(said + rest) == german + " als Weiß, was 8 Bit abschneiden; 32 Bit behalten es."


def test_titles_of_separators_in_a_sentence_are_translated_and_names_of_files_are_not(german_words: None) -> None:
    balance = "Balance needs two additive layers; Albedo and shading has no such pair."
    assert "; Albedo und Schattierung hat kein" in in_words(balance)
    assert in_words("Rain is empty; copy it again.").startswith("Rain ist leer")


def test_a_sentence_within_a_sentence_is_translated_too(german_words: None) -> None:
    sentence = "CUDA cannot be used: no NVIDIA driver was found. Check with nvidia-smi that the card is seen."
    assert in_words(sentence) == (
        "CUDA lässt sich nicht nutzen: es wurde kein NVIDIA-Treiber gefunden. "
        "Prüfen Sie mit nvidia-smi, ob die Karte gesehen wird."
    )


@given(st.text())
def test_what_the_engine_does_not_say_stays_as_it_is(text: str) -> None:
    assert in_words(text) == text


def test_a_layer_that_is_not_usual_keeps_the_title_of_its_separator(german: Hand) -> None:
    assert layer_title("Flare of the sun") == "Flare of the sun"
    assert task_title("lens-flare") == "Lens flare"
