"""Folders of photos, decoded once, and random crops of them as tensors in linear light."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from mimetypes import MimeTypes
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Generator, Tensor

from engine.codecs.reading import errors_told, read_photo
from engine.codecs.sniff import SUFFIXES
from engine.errors import Notice, PhotoError
from engine.picture import Depth
from training.album import Album
from training.curves import decode
from training.errors import TrainingError
from training.synthesis.development import developed
from training.synthesis.draw import color, log_uniform

BMP = ".bmp"
TYPES = MimeTypes()
SCALES = (0.4, 1.5)
READERS = 8  # each holds a photo at its full size


@dataclass(frozen=True)
class PhotoFile:
    """One photo of a domain: where it is, the digest of its bytes, and its sRGB pixels (3, H, W) uint8."""

    path: Path
    digest: str
    pixels: Tensor


@dataclass(frozen=True)
class Photos:
    """The photos of every domain, on the training device; `developed` anew at every draw, if asked."""

    domains: Mapping[str, Album]
    developed: bool = False

    def crops(self, domain: str, count: int, px: int, generator: Generator) -> Tensor:
        """(B, 3, px, px) in linear light: random photos at scales of 0.4 to 1.5, mirrored, tinted and exposed."""
        batch = self.domains[domain].crops(px, log_uniform(count, *SCALES, generator).flatten(), generator)
        light = decode(batch) * color(count, 0.85, 1.15, generator) * log_uniform(count, 0.6, 1.2, generator)
        return developed(light, generator) if self.developed else light


def read_folder(folder: Path, *, short_px: int, crop_px: int) -> tuple[list[PhotoFile], list[Notice]]:
    """Every photo below a folder, in order of path, and notices on those left out; at least one, else TrainingError.
    Larger ones are shrunk until their short side is `short_px`, or a crop where that is larger."""
    if not folder.is_dir():
        raise TrainingError("no-folder", f"{folder} is not a folder of photos.")
    paths = sorted(path for path in _files(folder) if _is_picture(path) and path.is_file())
    if not paths:
        raise TrainingError("no-photos", f"{folder} holds no photos.")
    files, notices = [], []
    with ThreadPoolExecutor(min(READERS, os.cpu_count() or 1)) as pool:
        for outcome in pool.map(lambda path: _read(path, max(short_px, crop_px), crop_px), paths):
            (files if isinstance(outcome, PhotoFile) else notices).append(outcome)
    if not files:
        raise TrainingError(
            "no-photos", f"None of the {len(paths)} photos in {folder} can be used: {notices[0].sentence}"
        )
    return files, notices


def is_hidden(name: str) -> bool:
    """Whether a file or folder is called like those that programs keep for themselves: thumbnails, deleted photos."""
    return name.startswith(".")


def _files(folder: Path) -> Iterator[Path]:
    """Every file that is not hidden below a folder and below the folders that links there lead to, each folder once."""
    waiting, seen = [folder], set()
    for start in waiting:
        for place, folders, names in os.walk(start):
            if os.path.realpath(place) in seen:
                folders.clear()
                continue
            seen.add(os.path.realpath(place))
            folders[:] = [name for name in folders if not is_hidden(name)]
            waiting += [link for name in sorted(folders) if (link := Path(place, name)).is_symlink()]
            yield from (Path(place, name) for name in names if not is_hidden(name))


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES or (TYPES.guess_type(path.name)[0] or "").startswith("image/")


def _read(path: Path, short_px: int, crop_px: int) -> PhotoFile | Notice:
    try:
        with errors_told(path):
            image, digest = _opened(path)
    except PhotoError as error:
        return Notice("photo-unreadable", f"{path} cannot be read and is left out: {error.sentence}")
    if min(image.size) < crop_px:
        return Notice("photo-small", f"{path} is smaller than a crop of {crop_px} px and is left out.")
    if min(image.size) > short_px:
        factor = short_px / min(image.size)
        image = image.resize([round(side * factor) for side in image.size], Image.Resampling.BOX, reducing_gap=2.0)
    return PhotoFile(path, digest, torch.from_numpy(np.array(image)).permute(2, 0, 1).contiguous())


def _opened(path: Path) -> tuple[Image.Image, str]:
    """A photo in sRGB as the engine reads it, and the digest of its bytes; raises PhotoError for floats, of which
    nobody says what is white. BMP, which the engine does not read, is taken for sRGB."""
    if path.suffix.lower() == BMP:
        content = path.read_bytes()
        return Image.open(BytesIO(content)).convert("RGB"), hashlib.sha256(content).hexdigest()
    photo = read_photo(path)
    if photo.depth is Depth.FLOAT:
        raise PhotoError("photo-floats", f"{path.name} holds floats, of which nobody says what is white.")
    return Image.fromarray(photo.color.srgb_codes(photo.pixels)), photo.digest
