"""Contact sheets of real photos: every photo in a row, whole and in its own shape, and what was left out is said."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from training.devices import Devices
from training.errors import TrainingError
from training.look import look
from training.loop import Command, fit
from training.schedule import Budget
from training.sheet import GAP_PX, TITLE_PX, sheet


def test_every_photo_has_a_row_of_its_layers(tiny, run: Path, tmp_path: Path) -> None:
    fit(Command(tiny(), Budget(steps=2), run, devices=Devices("cpu")))
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, shape in (("1.png", (40, 80, 3)), ("2.png", (640, 320, 3))):
        cv2.imwrite(str(folder / name), np.full(shape, 200, np.uint8))
    (folder / "broken.png").write_bytes(b"no picture")
    said = look([run / "checkpoint.pt", run / "best.pt"], folder, tmp_path / "sheet.png", working_px=64)
    assert "broken.png cannot be read" in said
    assert "2 photos" in said
    picture = np.asarray(Image.open(tmp_path / "sheet.png"))
    assert picture.shape == (TITLE_PX + 2 * (256 + GAP_PX), 5 * (256 + GAP_PX), 3)
    wide, tall = picture[TITLE_PX : TITLE_PX + 256, :256], picture[-256 - GAP_PX : -GAP_PX, :256]
    assert (wide[64:192] == 200).all()
    assert not wide[:64].any()
    assert (tall[:, 64:192] == 200).all()
    assert not tall[:, 192:].any()


def test_a_title_may_be_no_text() -> None:
    pictures = torch.zeros(1, 3, 4, 60)
    assert (sheet([("caf\udce9", pictures)]) == sheet([("caf?", pictures)])).all()


def test_a_photo_of_one_line_is_shown(tiny, run: Path, tmp_path: Path) -> None:
    fit(Command(tiny(), Budget(steps=1), run, devices=Devices("cpu")))
    (tmp_path / "photos").mkdir()
    cv2.imwrite(str(tmp_path / "photos" / "line.png"), np.full((2, 2000, 3), 200, np.uint8))
    assert "1 photos" in look([run / "checkpoint.pt"], tmp_path / "photos", tmp_path / "sheet.png", working_px=64)


def test_a_folder_without_photos_is_a_sentence(tiny, run: Path, tmp_path: Path) -> None:
    fit(Command(tiny(), Budget(steps=1), run, devices=Devices("cpu")))
    with pytest.raises(TrainingError, match="holds no photos"):
        look([run / "checkpoint.pt"], tmp_path / "run" / "tensorboard", tmp_path / "sheet.png", working_px=64)
    assert not (tmp_path / "sheet.png").exists()
