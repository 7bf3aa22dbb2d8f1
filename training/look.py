"""Look: a contact sheet of what separators make of real photos, whose layers nobody knows."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.opened import Opened, Way, open_separator
from training.photos import read_folder
from training.sheet import sheet, write_png
from training.telling import advancing
from training.truth import encoded

SIDE_PX = 256


def look(separators: Sequence[Path], folder: Path, target: Path, *, working_px: int) -> str:
    """Writes a row for each photo: the photo, its long side no more than `working_px`, and the layers that every
    separator finds, asked as the engine asks it. Says which photos were left out; raises SilsError."""
    opened = [(path.name, open_separator(path)) for path in separators]
    files, left_out = read_folder(folder, short_px=working_px, crop_px=1)
    rows = [_row(opened, _shrunk(file.pixels, working_px)) for file in advancing(files, len(files))]
    columns = [(column[0][0], torch.cat([picture for _, picture in column])) for column in zip(*rows, strict=True)]
    write_png(target, sheet(columns))
    return "\n".join([*(notice.sentence for notice in left_out), f"{target}: {len(rows)} photos"])


def _row(opened: Sequence[tuple[str, Opened]], photo: np.ndarray) -> list[tuple[str, Tensor]]:
    """Titled pictures (1, 3, 256, 256), encoded; files of one name keep the order in which they were given."""
    row = [("photo", _fitted(photo))]
    for name, separator in opened:
        layers = zip(separator.layer_names, separator.separate(photo, {}, Way()), strict=True)
        row += [(f"{name}: {layer}", _fitted(encoded(light))) for layer, light in layers]
    return row


def _shrunk(pixels: Tensor, long_px: int) -> np.ndarray:
    """An encoded photo (H, W, 3) float32 from sRGB codes (3, H, W), its longer side no more than `long_px`."""
    factor = min(1.0, long_px / max(pixels.shape[1:]))
    size = [max(1, int(side * factor)) for side in pixels.shape[1:]]
    photo = F.interpolate(pixels[None].float() / 255, size, mode="bilinear", antialias=True)
    return photo[0].clamp(0, 1).permute(1, 2, 0).numpy()


def _fitted(picture: np.ndarray) -> Tensor:
    """(1, 3, 256, 256): the whole picture in the middle of a black square."""
    whole = torch.from_numpy(picture.astype(np.float32)).permute(2, 0, 1)[None]
    height, width = (max(1, round(side * SIDE_PX / max(picture.shape[:2]))) for side in picture.shape[:2])
    small = F.interpolate(whole, (height, width), mode="bilinear", antialias=True)
    top, left = (SIDE_PX - height) // 2, (SIDE_PX - width) // 2
    return F.pad(small, (left, SIDE_PX - width - left, top, SIDE_PX - height - top))
