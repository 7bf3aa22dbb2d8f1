"""Contact sheets: rows of pictures with a title over each column, so that a person can judge them."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from torch import Tensor

from training.checkpoint import write_whole

TITLE_PX, GAP_PX = 22, 4


def sheet(columns: Sequence[tuple[str, Tensor]]) -> np.ndarray:
    """(H, W, 3) uint8 RGB from titled columns of encoded pictures (B, 3, h, w), all of one size."""
    drawn = [_column(title, pictures) for title, pictures in columns]
    return np.concatenate(drawn, axis=1)


def write_png(path: Path, picture: np.ndarray) -> None:
    """Writes RGB uint8 pixels; raises TrainingError where the disk does not take them."""
    content = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1]
    write_whole(path, content.tobytes())


def _column(title: str, pictures: Tensor) -> np.ndarray:
    pixels = (pictures.detach().float().clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).cpu().numpy()
    rows = [np.pad(picture, ((0, GAP_PX), (0, GAP_PX), (0, 0))) for picture in pixels]
    shown = title.encode(errors="replace").decode()  # OpenCV crashes on names that are no text
    heading = np.zeros((TITLE_PX, rows[0].shape[1], 3), np.uint8)
    cv2.putText(heading, shown, (2, 15), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (255, 255, 255), 1, cv2.LINE_AA)
    return np.concatenate([heading, *rows])
