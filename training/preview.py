"""Preview: a contact sheet of mixtures and their layers, so that a person can judge the synthesis."""

from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from training.batches import Batches
from training.config import Config
from training.curves import encode
from training.sheet import sheet, write_png
from training.sources import Folders, open_sources
from training.tasks import task_named


def preview(config: Config, folders: Folders, target: Path, *, rows: int, crop_px: int) -> str:
    """Writes `rows` mixtures as the training would see them: photo, each layer, scribbles over the photo. Says which
    photos were left out."""
    device = torch.device("cpu")
    task = task_named(config.task)
    config = replace(config, stages=(replace(config.stages[0], share=1.0, crop_px=crop_px),))  # the sheet's own crops
    sources = open_sources(task, folders, config, device)
    groups = range(-(-rows // config.group))
    batch = Batches(task, sources.training, config, device, purpose="preview").at(0, groups=groups, crop_px=crop_px)
    layers = encode(batch.layers)
    columns = [("photo", batch.photo), *((name, layers[:, i]) for i, name in enumerate(task.layer_names))]
    columns.append(("scribbles", _drawn(batch.photo, batch.hints)))
    write_png(target, sheet([(title, pictures[:rows]) for title, pictures in columns]))
    return "\n".join([*(notice.sentence for notice in sources.notices), f"{target}: {rows} mixtures"])


def _drawn(photo: Tensor, hints: Tensor) -> Tensor:
    """Scribbles of each layer in a color of its own over the darkened photo, (B, 3, H, W)."""
    colors = torch.tensor([[0.2, 0.9, 0.3], [0.95, 0.3, 0.9], [0.3, 0.7, 1.0], [1.0, 0.8, 0.2]])
    picture = 0.5 * photo
    for index in range(hints.shape[1]):
        mask = hints[:, index : index + 1]
        picture = picture * (1 - mask) + mask * colors[index % len(colors)].view(1, 3, 1, 1)
    return picture
