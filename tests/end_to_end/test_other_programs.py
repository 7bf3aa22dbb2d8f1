"""Files of layers opened and put together by programs that are not ours; skipped where they are not installed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray

from engine.codecs.sheet import plane_codes
from engine.codecs.stack import Layered, LayerMode, Stack, StackLayer
from engine.geometry import Region
from engine.layering import stack_of
from engine.mix import Mix
from engine.picture import Depth, Metadata
from tests.engine.codecs.exif_blocks import exif_block
from tests.engine.stacks import flattened, merged, neutral_stack, parts, written

GIMP, KRITA, CONVERT, EXIFTOOL, TIFFINFO, TIFFCP = map(
    shutil.which, ("gimp", "krita", "convert", "exiftool", "tiffinfo", "tiffcp")
)
XVFB = shutil.which("Xvfb")
TIMEOUT_S, TRIES = 120, 3
WAYS = [("additive", 2), ("additive", 3), ("multiplicative", 2)]
ALLOWED = {Depth.EIGHT: 1, Depth.SIXTEEN: 2}
"""Codes by which a program may miss the photo, of 255 and of 65,535."""

needs_gimp = pytest.mark.skipif(GIMP is None, reason="GIMP is not installed")
needs_krita = pytest.mark.skipif(KRITA is None or XVFB is None, reason="Krita or Xvfb is not installed")
needs_imagemagick = pytest.mark.skipif(CONVERT is None, reason="ImageMagick is not installed")


def off(path: Path, stack: Stack) -> int:
    """By how many codes of its depth a flattened picture misses the one that the layers should make."""
    return int(np.abs(codes_of(path, stack.depth).astype(np.int64) - merged(stack)).max())


def codes_of(path: Path, depth: Depth) -> NDArray:
    is_png = path.suffix == ".png"
    codes = imagecodecs.png_decode(path.read_bytes()) if is_png else tifffile.imread(path)
    if codes.itemsize * 8 < depth:
        codes = codes.astype(np.uint16) * 257
    return np.repeat(codes[..., None], 3, axis=2) if codes.ndim == 2 else codes[..., :3]


def without_merged(path: Path) -> Path:
    """The PSD with its merged picture blackened: who shows the photo all the same has put the layers together."""
    content = bytearray(path.read_bytes())
    size = 61 * 90 * 3 * (int.from_bytes(content[22:24], "big") // 8)
    content[-size:] = bytes(size)
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a program on a screen of its own, without what OpenCV sets for its own Qt."""
    reading, writing = os.pipe()
    command = [str(XVFB), "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    plain = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    home = str(tmp_path_factory.mktemp("home"))
    yield {**plain, "DISPLAY": f":{number}", "HOME": home, "LC_ALL": "C.UTF-8"}
    server.terminate()
    server.wait()


def flattened_by_gimp(jobs: Sequence[tuple[Path, Path]], home: Path) -> None:
    convert = """(define (flatten-into from to) (let* (
        (image (car (gimp-file-load RUN-NONINTERACTIVE from from)))
        (layer (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE))))
        (file-png-save RUN-NONINTERACTIVE image layer to to 0 3 0 0 0 0 0) (gimp-image-delete image)))"""
    calls = "".join(f'(flatten-into "{source}" "{target}")' for source, target in jobs)
    command = [str(GIMP), "-i", "-d", "-f", "-b", f"{convert}{calls}(gimp-quit 0)"]
    environment = {**os.environ, "HOME": str(home)}
    subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT_S, env=environment)


@needs_gimp
def test_gimp_adds_and_multiplies_the_layers_of_a_psd_back_to_the_photo(tmp_path: Path) -> None:
    stacks, jobs = {}, []
    for formation, count in WAYS:
        for depth in (Depth.EIGHT, Depth.SIXTEEN):
            stack = neutral_stack(parts(formation, count), depth=depth)
            path = without_merged(written(tmp_path, stack, Layered.PSD, f"{formation}{count}_{depth}"))
            stacks[path.with_suffix(".png")] = stack
            jobs.append((path, path.with_suffix(".png")))
    flattened_by_gimp(jobs, tmp_path)
    for path, stack in stacks.items():
        assert off(path, stack) <= ALLOWED[stack.depth], path.name


def masked_stack(formation: str, count: int, mode: LayerMode, depth: Depth) -> Stack:
    """A remix in the right half, with a soft edge, and the photo in the left."""
    made = parts(formation, count)
    mask = np.tile(np.clip(np.linspace(-1, 2, 90, dtype=np.float32), 0, 1), (61, 1))
    mix = Mix.neutral(count).with_layer(0, exposure_ev=-0.5)
    return stack_of(made, mix, like=made.photo, mode=mode, depth=depth, mask=mask)


def off_from_layers(path: Path, stack: Stack) -> float:
    """By how many codes a flattened picture misses what the blend modes are defined to make of the layers."""
    return float(np.abs(codes_of(path, stack.depth).astype(np.float64) - flattened(stack)).max())


def with_masks_of_8_bits(stack: Stack) -> Stack:
    """The stack as Krita sees it, which keeps the upper 8 bits of a mask."""

    def kept(layer: StackLayer) -> StackLayer:
        if layer.mask is None:
            return layer
        upper = plane_codes(layer.mask, stack.depth) >> (stack.depth - Depth.EIGHT)
        return replace(layer, mask=upper / np.float32(255))

    return replace(stack, layers=tuple(map(kept, stack.layers)))


@needs_gimp
def test_gimp_covers_with_the_photo_what_a_mask_keeps(tmp_path: Path) -> None:
    stacks, jobs = {}, []
    for formation, count in WAYS:
        for depth in (Depth.EIGHT, Depth.SIXTEEN):
            stack = masked_stack(formation, count, LayerMode.COMPATIBLE, depth)
            path = without_merged(written(tmp_path, stack, Layered.PSD, f"{formation}{count}_{depth}"))
            stacks[path.with_suffix(".png")] = stack
            jobs.append((path, path.with_suffix(".png")))
    flattened_by_gimp(jobs, tmp_path)
    for path, stack in stacks.items():
        assert off_from_layers(path, stack) <= 1, path.name


def transparent_stack(depth: Depth = Depth.EIGHT) -> Stack:
    """A photo that fades out to the left, with a remix in the lower half."""
    made = parts("additive", 3)
    alpha = np.tile(np.linspace(0, 1, 90, dtype=np.float32), (61, 1))
    photo = replace(made.photo, alpha=alpha)
    mask = (np.arange(61)[:, None] > 30).astype(np.float32).repeat(90, axis=1)
    mix = Mix.neutral(3).with_layer(0, exposure_ev=-0.5)
    separation = replace(made, photo=photo)
    return stack_of(separation, mix, like=photo, mode=LayerMode.COMPATIBLE, depth=depth, mask=mask)


def off_with_transparency(path: Path, stack: Stack) -> int:
    """By how many codes a PNG of 8 bits misses the merged picture; colours count where anything of them is seen."""
    codes, made = imagecodecs.png_decode(path.read_bytes()).astype(int), stack.merged.codes(Region.whole(stack.size))
    return int(np.abs(codes - made)[made[..., 3] > 0].max())


@needs_gimp
def test_gimp_sees_the_transparency_of_the_photo(tmp_path: Path) -> None:
    stack = transparent_stack()
    path = without_merged(written(tmp_path, stack, Layered.PSD))
    flattened_by_gimp([(path, tmp_path / "flat.png")], tmp_path)
    assert off_with_transparency(tmp_path / "flat.png", stack) <= 1


@needs_gimp
def test_gimp_knows_names_modes_masks_and_what_is_switched_off(tmp_path: Path) -> None:
    made = parts("additive")
    mix = Mix.neutral(2).with_layer(1, strength=0.0)
    mask = np.zeros((61, 90), np.float32)
    mask[:, 45:] = 1.0
    stack = stack_of(made, mix, like=made.photo, mode=LayerMode.COMPATIBLE, depth=Depth.EIGHT, mask=mask)
    path = written(tmp_path, stack, Layered.PSD)
    script = f"""(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "{path}" "{path}")))
        (layers (vector->list (cadr (gimp-image-get-layers image)))))
        (for-each (lambda (layer) (gimp-message (string-append "LAYER " (car (gimp-item-get-name layer)) "|"
            (number->string (car (gimp-layer-get-mode layer))) "|"
            (number->string (car (gimp-item-get-visible layer))) "|"
            (number->string (car (gimp-layer-get-mask layer)))))) layers) (gimp-quit 0))"""
    done = subprocess.run(
        [str(GIMP), "-i", "-d", "-f", "-b", script], capture_output=True, text=True, timeout=TIMEOUT_S, check=True
    )
    said = [line.split("LAYER ")[1].split("|") for line in (done.stderr + done.stdout).splitlines() if "LAYER " in line]
    assert [(name, visible, mask != "-1") for name, _, visible, mask in said] == [
        ("Photo", "1", True),
        ("Layer 1", "0", False),
        ("Layer 0", "1", False),
    ]
    covering, added, normal = (mode for _, mode, _, _ in said)
    assert covering == normal != added


def flattened_by_krita(path: Path, screen: dict[str, str], name: str = "flat.tif") -> Path:
    """Krita's picture; as TIFF, since its PNG export converts what is not sRGB to sRGB, but has transparency.

    Krita 5.1 aborts now and then, whatever it opens, and then is asked again.
    """
    flat = path.with_name(name)
    command = [str(KRITA), "--export", "--export-filename", str(flat), str(path)]
    runs = (subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, env=screen) for _ in range(TRIES))
    assert next((done.returncode for done in runs if done.returncode != -signal.SIGABRT), None) == 0
    return flat


@needs_krita
@pytest.mark.parametrize(
    ("kind", "mode", "depth", "formation"),
    [
        (Layered.PSD, LayerMode.COMPATIBLE, Depth.EIGHT, "additive"),
        (Layered.PSD, LayerMode.COMPATIBLE, Depth.SIXTEEN, "additive"),
        (Layered.PSD, LayerMode.COMPATIBLE, Depth.SIXTEEN, "multiplicative"),
        (Layered.PSD, LayerMode.PHYSICAL, Depth.SIXTEEN, "multiplicative"),
        (Layered.TIFF, LayerMode.COMPATIBLE, Depth.SIXTEEN, "multiplicative"),
        (Layered.TIFF, LayerMode.PHYSICAL, Depth.SIXTEEN, "additive"),
    ],
)
def test_krita_puts_the_layers_together_to_the_photo(
    tmp_path: Path, kind: Layered, mode: LayerMode, depth: Depth, formation: str, screen: dict[str, str]
) -> None:
    stack = neutral_stack(parts(formation, 3 if formation == "additive" else 2), mode, depth)
    assert off(flattened_by_krita(written(tmp_path, stack, kind), screen), stack) == 0


@needs_krita
@pytest.mark.parametrize(
    ("kind", "mode", "depth", "formation"),
    [
        (Layered.PSD, LayerMode.COMPATIBLE, Depth.SIXTEEN, "multiplicative"),
        (Layered.TIFF, LayerMode.PHYSICAL, Depth.SIXTEEN, "additive"),
        (Layered.OPENRASTER, LayerMode.COMPATIBLE, Depth.EIGHT, "additive"),
    ],
)
def test_krita_covers_with_the_photo_what_a_mask_keeps(
    tmp_path: Path, kind: Layered, mode: LayerMode, depth: Depth, formation: str, screen: dict[str, str]
) -> None:
    stack = masked_stack(formation, 2, mode, depth)
    flat = flattened_by_krita(written(tmp_path, stack, kind), screen)
    assert off_from_layers(flat, with_masks_of_8_bits(stack)) <= 1


@needs_krita
@pytest.mark.parametrize("kind", [Layered.PSD, Layered.OPENRASTER])
def test_krita_sees_the_transparency_of_the_photo(tmp_path: Path, kind: Layered, screen: dict[str, str]) -> None:
    stack = transparent_stack()
    flat = flattened_by_krita(written(tmp_path, stack, kind), screen, "flat.png")
    assert off_with_transparency(flat, stack) <= 1


@needs_krita
@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
def test_krita_adds_the_layers_of_an_openraster_in_8_bits(tmp_path: Path, depth: Depth, screen: dict[str, str]) -> None:
    stack = neutral_stack(parts("additive", 3), depth=depth)
    three_roundings = {Depth.EIGHT: 0, Depth.SIXTEEN: 2 * 257}[depth]
    assert off(flattened_by_krita(written(tmp_path, stack, Layered.OPENRASTER), screen), stack) <= three_roundings


@needs_imagemagick
@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
@pytest.mark.parametrize(("formation", "count"), WAYS)
def test_imagemagick_composes_the_layers_of_a_psd(tmp_path: Path, formation: str, count: int, depth: Depth) -> None:
    stack = neutral_stack(parts(formation, count), depth=depth)
    path = written(tmp_path, stack, Layered.PSD)
    compose = {"additive": "Plus", "multiplicative": "Multiply"}[formation]
    layers = [f"{path}[{i}]" for i in range(1, count + 1)]
    flat = tmp_path / "flat.png"
    options = ["-define", f"png:bit-depth={int(depth)}", "-define", "png:color-type=2"]
    step = [layers[0]]
    for layer in layers[1:]:
        step += [layer, "-compose", compose, "-composite"]
    subprocess.run([str(CONVERT), *step, *options, str(flat)], check=True, capture_output=True, timeout=TIMEOUT_S)
    assert off(flat, stack) <= ALLOWED[depth]
    preview = tmp_path / "preview.png"
    subprocess.run(
        [str(CONVERT), f"{path}[0]", *options, str(preview)], check=True, capture_output=True, timeout=TIMEOUT_S
    )
    assert off(preview, stack) == 0


@pytest.mark.skipif(TIFFINFO is None or TIFFCP is None, reason="libtiff's tools are not installed")
@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
def test_libtiff_reads_the_merged_picture_of_a_layered_tiff(tmp_path: Path, depth: Depth) -> None:
    stack = neutral_stack(parts("additive"), depth=depth)
    path = written(tmp_path, stack, Layered.TIFF)
    told = subprocess.run(
        [str(TIFFINFO), "-D", str(path)], capture_output=True, text=True, check=True, timeout=TIMEOUT_S
    )
    assert "Image Width: 90 Image Length: 61" in told.stdout
    assert "ICC Profile: <present>" in told.stdout
    assert "Error" not in told.stderr
    copy = tmp_path / "copy.tif"
    subprocess.run(
        [str(TIFFCP), "-c", "none", str(path), str(copy)], check=True, capture_output=True, timeout=TIMEOUT_S
    )
    assert np.array_equal(tifffile.imread(copy), merged(stack))


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("kind", [Layered.PSD, Layered.TIFF])
def test_exiftool_reads_names_modes_and_metadata(tmp_path: Path, kind: Layered) -> None:
    made = parts("multiplicative")
    made = replace(made, photo=replace(made.photo, metadata=Metadata(exif_block(), dpi=(300.0, 200.0))))
    path = written(tmp_path, neutral_stack(made), kind)
    command = [str(EXIFTOOL), "-j", "-G", "-a", "-n", str(path)]
    tags = json.loads(subprocess.run(command, capture_output=True, check=True, text=True, timeout=TIMEOUT_S).stdout)[0]
    assert tags["EXIF:Make"] == "Maker"
    assert tags["EXIF:GPSLatitudeRef"] == "N"
    assert tags["ICC_Profile:ProfileDescription"].startswith("Gamma 2.2")
    assert tags["Photoshop:LayerUnicodeNames"] == ["Layer 0", "Layer 1"]
    assert tags["Photoshop:LayerBlendModes"] == ["norm", "mul "]
    if kind is Layered.PSD:
        assert (tags["Photoshop:XResolution"], tags["Photoshop:YResolution"]) == (300, 200)
        assert "Photoshop:PhotoshopThumbnail" in tags
