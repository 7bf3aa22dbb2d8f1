"""The user's own presets: read as the window wrote them, refused in a sentence, and never needed by a job."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.batch.changes import Changes
from engine.documents import in_short
from engine.errors import DocumentError, SilsError, UsageError
from engine.job import Job
from engine.mix import Mix, MixChange
from engine.own_presets import SUFFIX, OwnPreset, all_presets, fitting, folder_in, load_preset, readable
from engine.user_files import config_folder
from tests.engine.pictures import mixes, spec_of

LAYERS = ("background", "reflection")
HALF = Mix.neutral(2).with_layer(1, strength=0.5)
MINE = OwnPreset(title="Mein Abend, „warm“", layers=LAYERS, mix=HALF)
OTHER = OwnPreset(title=MINE.title, layers=("background", "reflection", "rain"), mix=Mix.neutral(3))


def _kept(folder: Path, name: str, text: str = MINE.to_json()) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{SUFFIX}"
    path.write_text(text, encoding="utf-8")
    return path


@given(mixes(2), st.text())
def test_a_preset_survives_its_file(tmp_path_factory: pytest.TempPathFactory, mix: Mix, title: str) -> None:
    own = OwnPreset(title=title, layers=LAYERS, mix=mix)
    for mark in ("", "\ufeff"):  # editors on Windows put one before the text
        path = _kept(tmp_path_factory.mktemp("presets"), "a", mark + own.to_json())
        assert load_preset(path) == own


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Invalid JSON"),
        ("[]", "should be an object"),
        (MINE.to_json().replace('"strength": 0.5', '"strength": 5'), "mix.layers.1.strength"),
        (MINE.to_json().replace('"version": 1', '"version": 2'), "from a newer SILS"),
        (MINE.to_json().replace('"reflection"', '"reflection", "rain"'), "as many layers as it names"),
    ],
)
def test_a_damaged_preset_is_refused_in_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.sils-preset\.json is no preset of this SILS: .*{told}") as caught:
        load_preset(_kept(tmp_path, "a", text))
    assert caught.value.code == "preset-invalid"


def test_what_is_no_file_is_no_preset(tmp_path: Path) -> None:
    (tmp_path / f"folder{SUFFIX}").mkdir()
    for name in ("folder", "none"):
        with pytest.raises(DocumentError) as caught:
            load_preset(tmp_path / f"{name}{SUFFIX}")
        assert caught.value.code == "preset-unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"pipe{SUFFIX}")
    (found,) = all_presets(tmp_path)
    assert isinstance(found, DocumentError)
    assert found.code == "not-a-file"


def test_presets_beside_a_damaged_one_are_found(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    assert list(all_presets(folder)) == []
    _kept(folder, "a", "damaged")
    path = _kept(folder, "b")
    (folder / "notes.txt").write_text("no preset")
    damaged, found = all_presets(folder)
    assert isinstance(damaged, SilsError)
    assert found == (path, MINE)
    assert readable(folder) == {path: MINE}


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "presets").write_text("in the way")
    (found,) = all_presets(folder_in(tmp_path))
    assert isinstance(found, DocumentError)
    assert found.code == "presets-unreadable"
    assert str(tmp_path / "presets") in found.sentence


def test_the_folder_of_the_settings_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILS_CONFIG", str(tmp_path))
    assert config_folder() == tmp_path
    monkeypatch.delenv("SILS_CONFIG")
    assert config_folder().name == "sils"


def test_of_presets_with_one_title_that_for_the_layers_counts() -> None:
    three = OwnPreset(title="x", layers=spec_of("additive", 3).layer_names, mix=Mix.neutral(3).with_layer(2, tint=5.0))
    two = OwnPreset(title="x", layers=spec_of("additive", 2).layer_names, mix=HALF)
    assert fitting((three, two), spec_of("additive", 2)) == HALF
    assert fitting((three, two), spec_of("additive", 3)) == three.mix
    with pytest.raises(UsageError, match=r"^Preset 'x' is for .* or .*; .* makes ") as caught:
        fitting((three, two), spec_of("additive", 4))
    assert caught.value.code == "preset-unfit"


@given(own=mixes(2), before=st.none() | mixes(1) | mixes(2), exposure=st.floats(-5, 5))
def test_a_job_has_the_mix_of_an_own_preset_and_never_its_name(
    separators: dict[str, Path], own: Mix, before: Mix | None, exposure: float
) -> None:
    preset = "" if before else "remove-reflection"
    job = Job(task="half", separator=str(separators["half"]), mix=before, preset=preset)
    mine = MINE.model_copy(update={"mix": own})
    numbers = MixChange(layers={"background": {"exposure_ev": exposure}})
    for changes, mix in (
        (Changes(own=(OTHER, mine)), own),
        (Changes(own=(mine,), mix=numbers), own.with_layer(0, exposure_ev=exposure, visible=True)),
    ):
        made = changes.mixed(changes.on(job))
        assert (made.preset, made.mix) == ("", mix)


@given(mixes(2))
def test_a_journal_keeps_the_whole_preset_with_its_versions(mix: Mix) -> None:
    changes = Changes(own=(MINE.model_copy(update={"mix": mix}), OTHER))
    kept = in_short(changes)
    assert Changes.model_validate_json(kept) == changes
    assert [(own["version"], own["mix"]["version"]) for own in json.loads(kept)["own"]] == [(1, 1), (1, 1)]
