"""A disk that is really full, at every moment of the work: one sentence, status 1, and what was there is as it was.

The disk is a small one in memory, which only root may mount; skipped elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.cli.app import run
from engine.errors import WriteError
from engine.layer_cache import LayerCache
from engine.layer_key import LayerKey
from tests.engine.pictures import noise, separation_of

SIZE_KIB = 4096
PAGE = 4096
VERBS = {
    "separate": ["separate"],
    "separate anew": ["separate", "--collision", "overwrite"],
    "separate tiff": ["separate", "--format", "tiff"],
    "remix": ["remix", "--preset", "remove-reflection"],
    "psd": ["export"],
    "ora": ["export", "--format", "ora"],
    "layered tiff": ["export", "--format", "tiff"],
    "exr": ["export", "--format", "exr"],
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KIB}k", "tmpfs", str(folder)]
    mount = shutil.which("mount")
    if mount is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a disk in memory can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of 16 bits that no packing makes smaller than 350 KB."""
    path = tmp_path / "photos" / "a.png"
    path.parent.mkdir()
    cv2.imwrite(str(path), np.random.default_rng(0).integers(0, 65536, (200, 300, 3), dtype=np.uint16))
    return path


def filled(disk: Path, left: int) -> dict[Path, bytes]:
    """The content of the disk, with earlier files of the photo, once there are so many bytes left."""
    out = disk / "out"
    out.mkdir()
    for name in ("a_background.png", "a_reflection.png", "a.sils.json", "other.txt"):
        (out / name).write_bytes(name.encode() * 100)
    info = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(info.f_bavail * info.f_frsize - left))
    return content(disk)


def content(disk: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}


@pytest.mark.parametrize("left", [0, PAGE, 50 * PAGE, 88 * PAGE])
@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_is_a_sentence_and_leaves_everything_as_it_was(
    verb: str, left: int, disk: Path, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = filled(disk, left)
    name, *options = VERBS[verb]
    assert run([name, str(photo), "-o", str(disk / "out"), "-q", *options]) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("sils: There is no room left for ")
    assert said.endswith("; free some space. [disk-full]")
    assert content(disk) == before


def test_layers_are_not_left_where_only_their_job_has_no_room(
    disk: Path, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["separate", str(photo), "-o", str(tmp_path / "roomy"), "-q"]) == 0
    pages = sum(-(-path.stat().st_size // PAGE) for path in (tmp_path / "roomy").glob("*.png"))
    before = filled(disk, pages * PAGE)
    assert run(["separate", str(photo), "-o", str(disk / "out"), "-q"]) == 1
    assert "no room left for a-2.sils.json" in capsys.readouterr().err
    assert content(disk) == before


@pytest.mark.parametrize("left", [0, PAGE, 50 * PAGE, 88 * PAGE])
def test_a_batch_says_it_of_every_photo_and_goes_on_when_there_is_room(
    left: int, disk: Path, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(photo, photo.with_name("b.png"))
    before, out = filled(disk, left), disk / "out"
    assert run(["batch", str(photo.parent), "-o", str(out), "-q"]) == 1
    said = capsys.readouterr().err
    assert "There is no room left for " in said
    assert "Traceback" not in said
    after = content(disk)
    assert {path: after.get(path) for path in before} == before
    assert not [path.name for path in after.keys() - before.keys() if path.name.startswith(("a", "b_", "."))]
    (disk / "filler").unlink()
    again = ["-o", str(out), "-q", "--resume", "--retry"] if left else [str(photo.parent), "-o", str(out), "-q"]
    assert run(["batch", *again]) == 0
    assert (out / "b_reflection.png").exists()


@pytest.mark.parametrize("left", [0, PAGE, 50 * PAGE, 88 * PAGE])
def test_layers_that_find_no_room_in_the_cache_say_so(disk: Path, left: int) -> None:
    before = filled(disk, left)
    cache, made = LayerCache(disk / "cache", 1 << 30), separation_of("additive", [noise(200, 300), noise(200, 300)])
    with pytest.raises(WriteError) as caught:
        cache.store(LayerKey("photo", "separator", "standard"), made)
    sentence = f"There is no room for layers in {cache.folder}; free some space."
    assert (caught.value.code, caught.value.sentence) == ("disk-full", sentence)
    assert content(disk) == before
