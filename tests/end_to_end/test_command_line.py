"""The verbs as a user types them: files in, files out, sentences and exit statuses."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image

from engine import asides
from engine.cli.app import run
from engine.cli.endings import asking_to_end, ending_signals
from engine.codecs.reading import read_photo
from engine.job import load_job, save_job
from engine.mix import Mix
from engine.picture import Photo, Separation
from engine.separator import Separator
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.separators import halving_separator
from tests.engine.test_asides import name_of_the_dead

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources/samples/glass_3_mixture.jpg"
LAYERS = ("background", "reflection")
OTHER = ROOT / "resources/samples/glass_17_mixture.jpg"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A photo of 96 × 64 in 16 bits."""
    codes = np.random.default_rng(0).integers(0, 65536, (64, 96, 3), dtype=np.uint16)
    path = tmp_path / "small.png"
    cv2.imwrite(str(path), cv2.GaussianBlur(codes, (9, 9), 3))
    return path


def _codes(path: Path) -> np.ndarray:
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_UNCHANGED))


def _light(path: Path) -> np.ndarray:
    return read_photo(path).pixels


def test_separate_writes_layers_that_add_back_and_a_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "folder"
    assert run(["separate", str(SAMPLE), "-o", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "glass_3_mixture.sils.json",
        "glass_3_mixture_background.png",
        "glass_3_mixture_reflection.png",
    ]
    printed = capsys.readouterr().out.split()
    assert printed == [str(out / f"glass_3_mixture_{name}.png") for name in ("background", "reflection")]
    total = np.sum([_light(Path(path)) for path in printed], axis=0)
    photo = read_photo(SAMPLE)
    off = np.abs(photo.color.encode(total, 8).astype(int) - photo.color.encode(photo.pixels, 8))
    assert off.max() <= 1
    assert (off > 0).mean() < 1e-3
    job = load_job(out / "glass_3_mixture.sils.json")
    assert (out / job.photo).resolve() == SAMPLE
    assert job.photo_sha256 == photo.digest
    assert job.files == {name: f"glass_3_mixture_{name}.png" for name in ("background", "reflection")}


def test_the_reflection_is_neither_nothing_nor_the_photo(tmp_path: Path) -> None:
    assert run(["separate", str(OTHER), "-o", str(tmp_path)]) == 0
    photo, reflection = _light(OTHER), _light(tmp_path / "glass_17_mixture_reflection.png")
    share = float(reflection.sum() / photo.sum())
    assert 0.005 < share < 0.5
    assert np.corrcoef(photo.ravel(), reflection.ravel())[0, 1] < 0.98


@pytest.mark.parametrize("bits", ["8", "16"])
def test_the_neutral_mix_gives_back_the_very_same_codes(tmp_path: Path, small: Path, bits: str) -> None:
    if bits == "8":
        cv2.imwrite(str(small), (_codes(small) >> 8).astype(np.uint8))
    assert run(["remix", str(small), "-o", str(tmp_path), "--balance", "0"]) == 0
    assert np.array_equal(_codes(tmp_path / "small_remix.png"), _codes(small))


def test_a_job_is_remixed_without_naming_its_settings_again(tmp_path: Path, small: Path) -> None:
    out = tmp_path / "out"
    assert run(["separate", str(small), "-o", str(out), "--quality", "draft"]) == 0
    job = out / "small.sils.json"
    assert run(["remix", str(job), "-o", str(out), "--preset", "remove-reflection"]) == 0
    remixed, background = _codes(out / "small_remix.png").astype(int), _codes(out / "small_background.png")
    assert np.abs(remixed - background).max() <= 1  # the layer's file also takes up the rounding of the other
    again = load_job(out / "small_remix.sils.json")
    assert again.mix is not None
    assert (again.quality, again.mix.layers[1].strength) == ("draft", 0.0)
    assert run(["remix", str(out / "small_remix.sils.json"), "-o", str(out), "--strength", "reflection=1"]) == 0
    assert np.array_equal(_codes(out / "small-2_remix.png"), _codes(small))


def test_separate_takes_a_job_and_options_go_before_it(tmp_path: Path, small: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    given = ["--quality", "draft", "--format", "tiff", "--bits", "32"]
    assert run(["separate", str(small), "-o", str(first), "-q", *given]) == 0
    job = first / "small.sils.json"
    assert run(["separate", str(job), "-o", str(second), "-q"]) == 0
    again = load_job(second / "small.sils.json")
    assert (again.quality, again.outputs.bits) == ("draft", 32)
    assert (second / "small_background.tif").read_bytes() == (first / "small_background.tif").read_bytes()
    assert run(["separate", str(job), "-o", str(third), "-q", "--bits", "16", "--quality", "standard"]) == 0
    assert tifffile.imread(third / "small_background.tif").dtype == np.uint16
    assert load_job(third / "small.sils.json").quality == "standard"


def test_separate_writes_the_layers_as_they_were_found_whatever_a_job_mixes(tmp_path: Path, small: Path) -> None:
    plain, mixed = tmp_path / "plain", tmp_path / "mixed"
    assert run(["separate", str(small), "-o", str(plain), "-q"]) == 0
    path = plain / "small.sils.json"
    adjusted = Mix.neutral(2).with_layer(1, exposure_ev=1.0)
    save_job(load_job(path).model_copy(update={"mix": adjusted}), path)
    assert run(["separate", str(path), "-o", str(mixed), "-q"]) == 0
    for name in ("small_background.png", "small_reflection.png"):
        assert np.array_equal(_codes(mixed / name), _codes(plain / name))
    assert load_job(mixed / "small.sils.json").mix == adjusted
    assert run(["separate", str(path), "-o", str(plain), "-q", "--collision", "overwrite"]) == 0
    assert load_job(path).mix == adjusted


def test_a_number_for_a_layer_shows_it_where_a_job_has_it_switched_off(tmp_path: Path, small: Path) -> None:
    assert run(["separate", str(small), "-o", str(tmp_path), "-q"]) == 0
    path = tmp_path / "small.sils.json"
    job = load_job(path)
    save_job(job.model_copy(update={"mix": Mix.neutral(2).with_layer(1, visible=False)}), path)
    assert run(["remix", str(path), "-o", str(tmp_path), "-q", "--strength", "reflection=1"]) == 0
    assert np.array_equal(_codes(tmp_path / "small_remix.png"), _codes(small))


def test_of_two_numbers_for_a_layer_the_last_counts(tmp_path: Path, small: Path) -> None:
    out = tmp_path / "out"
    assert run(["remix", str(small), "-o", str(out), "--strength", "reflection=0", "--strength", "reflection=0.5"]) == 0
    mix = load_job(out / "small_remix.sils.json").mix
    assert mix is not None
    assert mix.layers[1].strength == 0.5


def test_a_job_finds_a_separator_that_lies_anywhere(tmp_path: Path, small: Path) -> None:
    out, separator = tmp_path / "out", tmp_path / "mine.onnx"
    separator.write_bytes(halving_separator().SerializeToString())
    assert run(["separate", str(small), "-o", str(out), "--separator", str(separator)]) == 0
    job = out / "small.sils.json"
    assert Path(load_job(job).separator) == separator.resolve()
    assert run(["remix", str(job), "-o", str(out), "--strength", "reflection=0.5"]) == 0


def test_too_little_memory_is_a_sentence_and_stops_no_other_photo(
    tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fails = iter((MemoryError(), cv2_without_memory(), KeyError("ours")))

    def separate(self: Separator, photo: Photo, **more: object) -> Separation:
        for error in fails:
            raise error
        return whole(self, photo, **more)  # type: ignore[arg-type]

    whole = Separator.separate
    monkeypatch.setattr(Separator, "separate", separate)
    assert run(["separate", *[str(small)] * 4, "-o", str(tmp_path / "out"), "--json"]) == 1
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event.get("code") for event in events] == ["photo-too-large", "photo-too-large", "unexpected", None]


def cv2_without_memory() -> cv2.error:
    """What OpenCV raises where memory cannot be had."""
    error = cv2.error("Insufficient memory")
    error.code = cv2.Error.StsNoMem
    return error


@pytest.mark.skipif(not hasattr(os, "forkpty"), reason="needs a terminal of its own")
def test_a_batch_works_in_the_background_of_a_terminal(tmp_path: Path, small: Path) -> None:
    """It must not touch the terminal there, which would stop it for good."""
    command = shlex.join([sys.executable, str(ROOT / "main.py"), "batch", str(small), "-o", str(tmp_path / "out")])
    on_a_terminal = [sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])"]
    shell = ["bash", "--norc", "-i", "-c", f"set -m; {command} & wait -f"]
    subprocess.run([*on_a_terminal, *shell], cwd=ROOT, stdin=subprocess.DEVNULL, timeout=120, check=False)
    assert (tmp_path / "out" / "small_background.png").exists()


def test_a_changed_photo_is_noticed(tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["separate", str(small), "-o", str(tmp_path), "-q"]) == 0
    cv2.imwrite(str(small), _codes(small) // 2)
    assert run(["remix", str(tmp_path / "small.sils.json"), "-o", str(tmp_path), "--json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["code"] for event in events if event["event"] == "notice"] == ["photo-changed"]


def test_outside_the_mask_not_a_code_changes(tmp_path: Path, small: Path) -> None:
    mask = np.zeros((64, 96), np.uint8)
    mask[:, 48:] = 255
    cv2.imwrite(str(tmp_path / "mask.png"), mask)
    changes = ["--mask", str(tmp_path / "mask.png"), "--exposure", "background=1"]
    assert run(["remix", str(small), "-o", str(tmp_path), *changes]) == 0
    before, after = _codes(small), _codes(tmp_path / "small_remix.png")
    assert np.array_equal(before[:, :48], after[:, :48])
    assert not np.array_equal(before[:, 48:], after[:, 48:])


def test_a_hint_changes_the_separation(tmp_path: Path, small: Path) -> None:
    cv2.imwrite(str(tmp_path / "mask.png"), np.full((64, 96), 255, np.uint8))
    assert run(["separate", str(small), "-o", str(tmp_path), "-q"]) == 0
    hint = f"reflection={tmp_path / 'mask.png'}"
    assert run(["separate", str(small), "-o", str(tmp_path), "--hint", hint, "-q"]) == 0
    plain, hinted = (_light(tmp_path / f"small{n}_reflection.png").mean() for n in ("", "-2"))
    assert hinted != plain
    assert (tmp_path / load_job(tmp_path / "small-2.sils.json").hints["reflection"]).resolve() == tmp_path / "mask.png"


def test_collisions_number_skip_or_overwrite(tmp_path: Path, small: Path) -> None:
    arguments = ["separate", str(small), "-o", str(tmp_path), "-q", "--collision"]
    for collision in ("number", "number", "skip", "overwrite"):
        assert run([*arguments, collision]) == 0
    assert sorted(path.name for path in tmp_path.glob("*background*")) == [
        "small-2_background.png",
        "small_background.png",
    ]


def test_skipping_writes_what_is_missing_and_leaves_the_rest_alone(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = {"small.sils.json": "the edits of the window", "small_background.png": "mine"}
    for name, text in mine.items():
        (tmp_path / name).write_text(text)
    assert run(["separate", str(small), "-o", str(tmp_path), "--collision", "skip"]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "small_reflection.png")]
    assert {name: (tmp_path / name).read_text() for name in mine} == mine


def test_a_photo_is_never_overwritten_by_what_is_made_of_it(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = small.read_bytes()
    arguments = ["remix", str(small), "-o", str(tmp_path), "--balance", "50", "--name", "{name}", "--collision"]
    assert run([*arguments, "overwrite"]) == 1
    assert "[over-photo]" in capsys.readouterr().err
    assert run([*arguments, "number"]) == 0
    assert small.read_bytes() == before
    assert (tmp_path / "small-2.png").exists()


def test_two_calls_at_once_keep_out_of_each_others_names(tmp_path: Path, small: Path) -> None:
    other = tmp_path / "other" / small.name
    other.parent.mkdir()
    cv2.imwrite(str(other), 65535 - _codes(small))
    command = [sys.executable, str(ROOT / "main.py"), "separate", "-q", "-o", str(tmp_path / "out")]
    calls = [subprocess.Popen([*command, str(photo)], cwd=ROOT) for photo in (small, other)]
    assert [call.wait(120) for call in calls] == [0, 0]
    jobs = [load_job(path) for path in (tmp_path / "out").glob("*.sils.json")]
    assert sorted((tmp_path / "out" / job.photo).resolve() for job in jobs) == sorted((small, other))
    assert len(list((tmp_path / "out").iterdir())) == 2 * 3


def test_format_and_bits_are_what_was_asked_for(tmp_path: Path, small: Path) -> None:
    assert run(["separate", str(small), "-o", str(tmp_path), "--format", "tiff", "--bits", "32"]) == 0
    assert tifffile.imread(tmp_path / "small_background.tif").dtype == np.float32
    assert run(["separate", str(small), "-o", str(tmp_path), "--format", "jpeg"]) == 0
    with Image.open(tmp_path / "small-2_reflection.jpg") as picture:
        assert picture.size == (96, 64)


def test_one_bad_photo_does_not_stop_the_rest(tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(SAMPLE.read_bytes()[:20000])
    out = tmp_path / "out"
    status = run(["separate", str(bad), str(tmp_path / "none.jpg"), str(small), "-o", str(out), "--json"])
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert [(event["event"], event.get("code")) for event in events] == [
        ("failed", "photo-truncated"),
        ("failed", "photo-missing"),
        ("separated", None),
    ]
    assert all(Path(file).exists() for file in events[2]["files"].values())
    assert len(list(out.iterdir())) == 3


def test_what_a_photo_or_a_job_has_wrong_does_not_stop_the_rest(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long, odd, job = tmp_path / f"{'l' * 235}.png", tmp_path / "f\udcfcr.png", tmp_path / "a.sils.json"
    for path in (long, odd):
        shutil.copyfile(small, path)
    job.write_text(json.dumps({"task": "reflection", "separator": "snow", "photo": small.name}))
    out = tmp_path / "out"
    assert run(["separate", str(long), str(odd), str(job), str(small), "-o", str(out), "--json"]) == 1
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event.get("code") for event in events] == ["name-too-long", "photo-name", "unknown-separator", None]
    assert len(list(out.iterdir())) == 3


@pytest.mark.parametrize(
    ("job", "code"),
    [
        ({"task": "reflection", "hints": {"glass": "small.png"}}, "unknown-layer"),
        ({"task": "intrinsic", "hints": {"shading": "small.png"}}, "hints-unsupported"),
    ],
)
def test_a_job_whose_hints_do_not_fit_does_not_stop_the_rest(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str], job: dict[str, object], code: str
) -> None:
    saved = tmp_path / "a.sils.json"
    saved.write_text(json.dumps({**job, "photo": small.name}))
    assert run(["separate", str(saved), str(small), "-o", str(tmp_path / "out"), "--json"]) == 1
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event.get("code") for event in events] == [code, None]


def test_any_name_can_be_printed_anywhere(tmp_path: Path, small: Path) -> None:
    photo = small.rename(tmp_path / "\u0444\u043e\u0442\u043e.png")
    command = [sys.executable, str(ROOT / "main.py"), "separate", str(photo), "-o", str(tmp_path / "out")]
    said = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=True
    )
    assert b"_background.png" in said.stdout


def test_a_verb_with_a_slip_is_told_without_a_window() -> None:
    command = [sys.executable, str(ROOT / "main.py"), "seperate", "photo.jpg"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "seperate" in said.stderr
    assert "[usage]" in said.stderr


def test_a_folder_goes_again_where_nothing_came_of_it_unless_it_was_there(tmp_path: Path, small: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    assert run(["separate", str(tmp_path / "none.png"), str(small), "-o", str(tmp_path / "made" / "inner"), "-q"]) == 1
    assert len(list((tmp_path / "made" / "inner").iterdir())) == 3
    assert run(["separate", str(tmp_path / "none.png"), "-o", str(tmp_path / "empty" / "inner")]) == 1
    assert not (tmp_path / "empty").exists()
    assert run(["separate", str(tmp_path / "none.png"), "-o", str(before / "inner")]) == 1
    assert list(before.iterdir()) == []


def test_a_hint_for_a_layer_alone_counts_apart_and_with_its_job(tmp_path: Path) -> None:
    """The lamp behind the glass, 342 px across and 114 px down, is missed without."""
    mask = np.zeros((400, 600), np.uint8)
    cv2.rectangle(mask, (322, 108), (364, 120), 255, -1)
    cv2.imwrite(str(tmp_path / "lamp.png"), mask)
    shares = []
    for name in ("reflection", "reflection.only"):
        out = tmp_path / name
        assert run(["separate", str(SAMPLE), "-o", str(out), "--hint", f"{name}={tmp_path / 'lamp.png'}", "-q"]) == 0
        light = [_light(out / f"glass_3_mixture_{layer}.png")[110:119, 326:361].sum() for layer in LAYERS]
        shares.append(light[1] / sum(light))
    assert shares[1] > shares[0] + 0.2
    job = tmp_path / "reflection.only" / "glass_3_mixture.sils.json"
    assert load_job(job).hints == {"reflection.only": "../lamp.png"}
    assert run(["separate", str(job), "-o", str(tmp_path / "again"), "-q"]) == 0
    for layer in LAYERS:
        first, again = (tmp_path / each / f"glass_3_mixture_{layer}.png" for each in ("reflection.only", "again"))
        assert np.array_equal(_codes(first), _codes(again))


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["separate"], 2, "usage"),
        (["separate", "PHOTO"], 2, "usage"),
        (["nonsense"], 2, "usage"),
        (["separate", "", "-o", "OUT"], 2, "usage"),
        (["separate", "PHOTO", "-o", ""], 2, "usage"),
        (["remix", "PHOTO", "-o", "OUT", "--mask", ""], 2, "usage"),
        (["batch", "PHOTO", "", "-o", "OUT"], 2, "usage"),
        (["separate", "PHOTO", "-o", "OUT", "--task", "snow"], 2, "unknown-separator"),
        (["separate", "PHOTO", "-o", "OUT", "--separator", "snow"], 2, "unknown-separator"),
        (["separate", "PHOTO", "-o", "OUT", "--separator", "OUT/none.onnx"], 1, "separator-missing"),
        (["separate", "PHOTO", "-o", "OUT", "--separator", "NOTES.onnx"], 1, "separator-not-onnx"),
        (["separate", "PHOTO", "-o", "OUT", "--quality", "finest"], 2, "unknown-quality"),
        (["separate", "PHOTO", "-o", "OUT", "--device", "tpu"], 2, "unknown-device"),
        (["separate", "PHOTO", "-o", "OUT", "--format", "gif"], 2, "unknown-format"),
        (["separate", "PHOTO", "-o", "OUT", "--bits", "12"], 2, "unknown-bits"),
        (["separate", "PHOTO", "-o", "OUT", "--bits", "32", "--format", "png"], 2, "format-bits"),
        (["separate", "PHOTO", "-o", "OUT", "--collision", "ask"], 2, "unknown-collision"),
        (["separate", "PHOTO", "-o", "OUT", "--hint", "reflection"], 2, "bad-hint"),
        (["separate", "PHOTO", "-o", "OUT", "--hint", "snow=PHOTO"], 2, "unknown-layer"),
        (["separate", "PHOTO", "-o", "OUT", "--hint", "snow.only=PHOTO"], 2, "unknown-layer"),
        (["separate", "PHOTO", "-o", "OUT", "--hint", "reflection=a", "--hint", "reflection=b"], 2, "repeated-hint"),
        (["separate", "PHOTO", "-o", "OUT", "--hint", "reflection=OTHER"], 1, "mask-size"),
        (["separate", "PHOTO", "-o", "PHOTO"], 1, "folder-missing"),
        (["remix", "PHOTO", "-o", "OUT", "--preset", "sunshine"], 2, "unknown-preset"),
        (["remix", "PHOTO", "-o", "OUT", "--preset", "flatten-light"], 2, "preset-unfit"),
        (["remix", "PHOTO", "-o", "OUT", "--balance", "101"], 2, "bad-balance"),
        (["remix", "PHOTO", "-o", "OUT", "--strength", "reflection=5"], 2, "bad-strength"),
        (["remix", "PHOTO", "-o", "OUT", "--strength", "reflection=nan"], 2, "bad-strength"),
        (["remix", "PHOTO", "-o", "OUT", "--strength", "snow=1"], 2, "unknown-layer"),
        (["remix", "JOB.json", "-o", "OUT"], 1, "job-invalid"),
        (["remix", "NONE.json", "-o", "OUT"], 1, "job-unreadable"),
        (["remix", "RECIPE.json", "-o", "OUT"], 1, "job-without-photo"),
        (["separators", "check", "PHOTO"], 1, "separator-not-onnx"),
        (["separators", "show", "snow"], 2, "unknown-separator"),
        (["doctor", "--device", "tpu"], 2, "unknown-device"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, code: str
) -> None:
    (tmp_path / "NOTES.onnx").write_text("notes")
    (tmp_path / "JOB.json").write_text('{"version": 1}')
    (tmp_path / "RECIPE.json").write_text('{"task": "reflection"}')
    out = tmp_path / "out"
    places = {"PHOTO": str(small), "OTHER": str(OTHER), "OUT": str(out), "OUT/none.onnx": str(out / "none.onnx")}
    files = {name: str(tmp_path / name) for name in ("NOTES.onnx", "JOB.json", "NONE.json", "RECIPE.json")}
    places |= files | {"reflection=OTHER": f"reflection={OTHER}"}
    places |= {f"{layer}=PHOTO": f"{layer}={small}" for layer in ("snow", "snow.only")}
    assert run([places.get(argument, argument) for argument in arguments]) == status
    said = capsys.readouterr()
    assert said.out == ""
    sentence = said.err.strip().splitlines()[-1]
    assert sentence.startswith("sils: ")
    assert sentence.endswith(f" [{code}]")
    assert "Traceback" not in said.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("export", "--format psd|ora|tiff|exr"),
        ("separate", "--format png|tiff|jpeg"),
        ("batch", "layered (all layers"),
        ("remix", "Like the photo, without loss (PNG or TIFF) by default."),
    ],
)
def test_help_tells_what_each_verb_writes(verb: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "--help"]) == 0
    assert told in " ".join(capsys.readouterr().out.split())


def test_doctor_tells_the_device_and_proves_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--device", "cpu", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["device"].startswith("CPU · ")
    assert "layers add back" in report["test_run"]


def test_separators_are_added_listed_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.engine.separators import halving_separator

    monkeypatch.setattr("engine.library.own_folder", lambda: tmp_path / "own")
    made = tmp_path / "made.onnx"
    made.write_bytes(halving_separator().SerializeToString())
    assert run(["separators", "check", str(made)]) == 0
    assert run(["separators", "add", str(made)]) == 0
    capsys.readouterr()
    assert run(["separators", "list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == ["half", "intrinsic-sils", "reflection-sils", "window-sils"]
    assert run(["separators", "show", "half", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["spec"]["title"] == "Half"
    (tmp_path / "own" / "broken.onnx").write_text("broken")
    assert run(["separators", "list"]) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals")
def test_a_terminal_that_closes_is_not_heard_under_nohup() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert signal.SIGHUP not in asking_to_end()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        assert signal.SIGHUP in asking_to_end()
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_signals_are_heard_before_the_first_file_is_written(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    number = signal.Signals[name]
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    deaf: list[bool] = []
    monkeypatch.setattr("engine.files._prove", lambda _: signal.raise_signal(number))
    before = {each: signal.signal(each, lambda *_: deaf.append(True)) for each in ending_signals()}
    try:
        assert run(["separate", str(tmp_path / "a.png"), "-o", str(tmp_path / "out")]) == 130
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert not deaf
    assert "Stopped" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrupting_leaves_nothing_half_written(tmp_path: Path, name: str) -> None:
    large = tmp_path / "large.png"
    ramp = np.linspace(0, 255, 5000).astype(np.uint8)
    cv2.imwrite(str(large), np.repeat(np.add.outer(ramp, ramp)[..., None], 3, axis=2))
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "separate", *[str(large)] * 9, "-o", str(out)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    while not (out.exists() and list(out.glob(".sils-*.part"))):
        assert process.poll() is None, "it ended before it could be interrupted"
        time.sleep(0.005)
    while process.poll() is None:  # an impatient person
        process.send_signal(getattr(signal, name))
        time.sleep(0.05)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert not list(out.glob(".sils-*"))
    for path in out.glob("*.png"):
        assert cv2.imread(str(path)) is not None
    assert os.path.exists(large)


def test_files_are_named_and_described_as_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.effect_noise((60, 40), 90).convert("RGB").save(tmp_path / "a.jpg", exif=b"Exif\0\0" + exif_block())
    asked = ["--name", "{layer} of {name}", "--metadata", "copyright"]
    assert run(["separate", str(tmp_path / "a.jpg"), "-o", str(tmp_path / "out"), *asked]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["a.sils.json", "background of a.png", "reflection of a.png"]
    exif = read_photo(tmp_path / "out" / "background of a.png").metadata.exif
    assert b"A. Bcdef" in exif
    assert MAKER_NOTE not in exif
    capsys.readouterr()
    assert run(["separate", str(tmp_path / "a.jpg"), "-o", str(tmp_path / "out"), "--name", "{name}"]) == 2
    assert "[same-names]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ([], "small_layered.psd"),
        (["--format", "ora"], "small_layered.ora"),
        (["--format", "tiff", "--layer-mode", "physical"], "small_layered.tif"),
        (["--format", "exr"], "small_layered.exr"),
    ],
)
def test_export_writes_all_layers_into_one_file(tmp_path: Path, small: Path, asked: list[str], name: str) -> None:
    out = tmp_path / "out"
    assert run(["export", str(small), "-o", str(out), *asked]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["small.sils.json", name]
    assert load_job(out / "small.sils.json").files == {"layered": name}
    if name.endswith(".tif"):
        photo = read_photo(small)
        again = read_photo(out / name)
        assert again.color.curves[0].decode(np.array([0.25])) == 0.25
        assert np.abs(again.pixels - photo.pixels).max() <= 0.501 / 65535


def test_a_remix_of_a_saved_job_is_exported(tmp_path: Path, small: Path) -> None:
    out = tmp_path / "out"
    assert run(["separate", str(small), "-o", str(out)]) == 0
    changes = ["--preset", "halve-reflection", "--format", "tiff"]
    assert run(["export", str(out / "small.sils.json"), "-o", str(out), *changes]) == 0
    assert run(["remix", str(small), "-o", str(out), "--preset", "halve-reflection"]) == 0
    assert np.array_equal(_codes(out / "small-2_layered.tif"), _codes(out / "small_remix.png"))


def test_export_says_what_it_cannot_write(tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked, code in (
        (["--format", "png"], "unknown-format"),
        (["--layer-mode", "linear"], "unknown-layer-mode"),
        (["--bits", "32"], "format-bits"),
        (["--bits", "8", "--layer-mode", "physical"], "format-bits"),
        (["--format", "exr", "--bits", "16"], "format-bits"),
    ):
        assert run(["export", str(small), "-o", str(tmp_path / "out"), *asked]) == 2
        assert f"[{code}]" in capsys.readouterr().err
    assert not [path for path in (tmp_path / "out").glob("*") if path.is_file()]


@pytest.mark.parametrize("verb", [["separate"], ["remix", "--preset", "remove-reflection"], ["export"]])
def test_halves_that_a_killed_call_left_are_swept(tmp_path: Path, small: Path, verb: list[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    living, dead = (out / f".sils-{name}.part" for name in (asides.unique(), name_of_the_dead(asides.unique())))
    for half in (living, dead):
        half.touch()
    assert run([*verb, str(small), "-o", str(out), "--quality", "draft", "-q"]) == 0
    assert living.exists()
    assert not dead.exists()
