"""Files of layers: structure, codes and metadata as libraries read them, all or nothing."""

from __future__ import annotations

import errno
import logging
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import imagecodecs
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from engine.codecs import openraster_writing, psd_form, psd_layers, psd_writing, tiff_writing
from engine.codecs.reading import read_photo
from engine.codecs.stack import Layered, LayerMode, Stack, is_large_document
from engine.codecs.stack_writing import write_stack
from engine.codecs.thumbnail import thumbnail
from engine.errors import Cancelled, WriteError
from engine.geometry import Region, Size
from engine.layering import stack_of
from engine.mix import Mix
from engine.picture import Depth, Metadata, Separation
from engine.progress import SILENT, Progress
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.pictures import noise, separation_of
from tests.engine.stacks import merged, neutral_stack, parts, written

psd_tools = pytest.importorskip("psd_tools", reason="psd-tools is not installed")
psdtags = pytest.importorskip("psdtags", reason="psdtags is not installed")

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
DEPTHS = [Depth.EIGHT, Depth.SIXTEEN]
WAYS = [(kind, depth) for kind in (Layered.PSD, Layered.OPENRASTER, Layered.TIFF) for depth in DEPTHS]


def codes_of(stack: Stack, index: int) -> NDArray:
    return stack.layers[index].sheet.codes(Region.whole(stack.size))


def masked_stack(depth: Depth = Depth.SIXTEEN) -> tuple[Stack, NDArray]:
    made = parts("additive")
    mask = np.linspace(0, 1, 61 * 90, dtype=np.float32).reshape(61, 90)
    mix = Mix.neutral(2).with_layer(1, strength=0.0)
    return stack_of(made, mix, like=made.photo, mode=LayerMode.COMPATIBLE, depth=depth, mask=mask), mask


def described(made: Separation, *, order: str = "<") -> Separation:
    metadata = Metadata(exif_block(order), XMP, (300.0, 200.0))
    return replace(made, photo=replace(made.photo, metadata=metadata))


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("formation", ["additive", "multiplicative"])
def test_psd_tools_reads_layers_and_their_codes(tmp_path: Path, formation: str, depth: Depth) -> None:
    stack = neutral_stack(parts(formation, 3), depth=depth)
    document = psd_tools.PSDImage.open(written(tmp_path, stack, Layered.PSD))
    assert (document.size, document.depth) == ((90, 61), depth)
    upper = {"additive": "linear dodge", "multiplicative": "multiply"}[formation]
    assert [(layer.name, layer.blend_mode.name.lower().replace("_", " "), layer.opacity) for layer in document] == [
        ("Layer 0", "normal", 255),
        ("Layer 1", upper, 255),
        ("Layer 2", upper, 255),
    ]
    top = (1 << depth) - 1
    for i, layer in enumerate(document):
        assert np.array_equal(np.rint(layer.numpy("color") * top), codes_of(stack, i))
    assert np.array_equal(np.rint(document.numpy() * top), merged(stack))
    assert document.image_resources.get_data(1039) == stack.merged.color.icc


@pytest.mark.parametrize("depth", DEPTHS)
def test_psd_tools_reads_masks_and_what_is_switched_off(tmp_path: Path, depth: Depth) -> None:
    stack, mask = masked_stack(depth)
    document = psd_tools.PSDImage.open(written(tmp_path, stack, Layered.PSD))
    assert [(layer.name, layer.visible, layer.has_mask()) for layer in document] == [
        ("Layer 0", True, False),
        ("Layer 1", False, False),
        ("Photo", True, True),
    ]
    top = (1 << depth) - 1
    assert np.array_equal(np.rint(document[2].numpy("mask")[..., 0] * top), np.rint((1 - mask) * np.float32(top)))


def test_a_psd_past_its_longest_side_is_a_psb(tmp_path: Path) -> None:
    made = separation_of("additive", [noise(1, 30_001, high=0.5), noise(1, 30_001, seed=1, high=0.5)])
    path = written(tmp_path, neutral_stack(made, depth=Depth.EIGHT), Layered.PSD)
    assert path.suffix == ".psb"
    document = psd_tools.PSDImage.open(path)
    assert (document.version, document.width, len(list(document))) == (2, 30_001, 2)


@pytest.mark.parametrize("depth", DEPTHS)
def test_psd_tools_reads_the_codes_of_a_psb(tmp_path: Path, depth: Depth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psd_writing, "is_large_document", lambda size, depth: True)
    stack = neutral_stack(parts("additive"), depth=depth)
    document = psd_tools.PSDImage.open(written(tmp_path, stack, Layered.PSD))
    assert document.version == 2
    top = (1 << depth) - 1
    for i, layer in enumerate(document):
        assert np.array_equal(np.rint(layer.numpy("color") * top), codes_of(stack, i))
    assert np.array_equal(np.rint(document.numpy() * top), merged(stack))


def test_a_psb_past_its_longest_side_is_a_sentence(tmp_path: Path) -> None:
    made = separation_of("additive", [np.zeros((1, 300_001, 3), np.float32)] * 2)
    with pytest.raises(WriteError) as caught:
        written(tmp_path, neutral_stack(made, depth=Depth.EIGHT), Layered.PSD)
    assert caught.value.code == "psd-too-large"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("kind", [Layered.PSD, Layered.TIFF])
def test_layers_that_a_length_cannot_tell_of_are_a_sentence(
    tmp_path: Path, kind: Layered, depth: Depth, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = neutral_stack(parts("additive", 3), depth=depth)
    layer_bytes, packed, made = 61 * 90 * 3 * depth // 8, psd_layers._packed, []
    monkeypatch.setattr(psd_form, "_MOST_BYTES", layer_bytes)
    monkeypatch.setattr(psd_layers, "_packed", lambda plane: made.append(plane) or packed(plane) + bytes(plane.nbytes))
    with pytest.raises(WriteError) as caught:
        written(tmp_path, stack, kind)
    assert caught.value.code == "layers-too-large"
    assert len(made) == 3  # the channels of the first layer
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("depth", DEPTHS)
def test_psdtags_reads_the_layers_of_a_tiff(
    tmp_path: Path, depth: Depth, order: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    stack = neutral_stack(described(parts("additive", 3), order=order), depth=depth)
    path = written(tmp_path, stack, Layered.TIFF)
    block = psdtags.TiffImageSourceData.fromtiff(path)
    assert block.byteorder == order
    assert [(layer.name, layer.blendmode.name) for layer in block.layers] == [
        ("Layer 0", "NORMAL"),
        ("Layer 1", "LINEAR_DODGE"),
        ("Layer 2", "LINEAR_DODGE"),
    ]
    for i, layer in enumerate(block.layers):
        assert np.array_equal(np.stack([channel.data for channel in layer.channels], axis=-1), codes_of(stack, i))
    assert np.array_equal(tifffile.imread(path), merged(stack))


def test_above_4_gigabytes_a_layered_tiff_is_a_bigtiff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiff_writing, "_CLASSIC_BYTES", 2 * 61 * 90 * 6)
    stack = neutral_stack(parts("additive"))
    path = written(tmp_path, stack, Layered.TIFF)
    with tifffile.TiffFile(path) as file:
        assert file.is_bigtiff
        assert file.pages.first.tags[37724].value[:36] == b"Adobe Photoshop Document Data Block\0"


@pytest.mark.parametrize("depth", DEPTHS)
def test_an_openraster_is_a_zip_of_pngs_described_from_the_top(tmp_path: Path, depth: Depth) -> None:
    stack, mask = masked_stack(depth)
    with zipfile.ZipFile(written(tmp_path, stack, Layered.OPENRASTER)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, archive.read(first)) == ("mimetype", 0, b"image/openraster")
        image = ElementTree.fromstring(archive.read("stack.xml"))
        layers = [layer.attrib for layer in image.iter("layer")]
        assert (image.get("w"), image.get("h")) == ("90", "61")
        assert [(layer["name"], layer["composite-op"], layer["visibility"]) for layer in layers] == [
            ("Photo", "svg:src-over", "visible"),
            ("Layer 1", "svg:plus", "hidden"),
            ("Layer 0", "svg:src-over", "visible"),
        ]
        codes = [imagecodecs.png_decode(archive.read(layer["src"])) for layer in reversed(layers)]
        assert np.array_equal(imagecodecs.png_decode(archive.read("mergedimage.png")), merged(stack))
        with Image.open(BytesIO(archive.read("Thumbnails/thumbnail.png"))) as small:
            assert np.array_equal(np.asarray(small), thumbnail(stack.merged, 256, SILENT))
        with Image.open(BytesIO(archive.read(layers[0]["src"]))) as layer:
            assert layer.info["icc_profile"] == stack.merged.color.icc
    assert codes[0].dtype.itemsize * 8 == depth
    assert np.array_equal(codes[0], codes_of(stack, 0))
    top = np.float32((1 << depth) - 1)
    assert np.array_equal(codes[2], np.dstack([codes_of(stack, 2), np.rint((1 - mask) * top).astype(codes[2].dtype)]))


@pytest.mark.parametrize("kind", [Layered.PSD, Layered.TIFF])
def test_metadata_is_beside_the_layers(tmp_path: Path, kind: Layered) -> None:
    path = written(tmp_path, neutral_stack(described(parts("additive"))), kind)
    if kind is Layered.TIFF:
        found = read_photo(path).metadata
        assert (found.xmp, found.dpi) == (XMP, (300.0, 200.0))
        assert MAKER_NOTE in found.exif
    else:
        resources = psd_tools.PSDImage.open(path).image_resources
        assert resources.get_data(1058) == exif_block()
        assert resources.get_data(1060) == XMP


def transparent_stack(alpha: NDArray, depth: Depth = Depth.SIXTEEN) -> Stack:
    made = parts("additive")
    return neutral_stack(replace(made, photo=replace(made.photo, alpha=alpha.astype(np.float32))), depth=depth)


RAMP = np.linspace(0, 1, 61 * 90, dtype=np.float32).reshape(61, 90)


@pytest.mark.parametrize("depth", DEPTHS)
def test_transparency_is_that_of_a_group(tmp_path: Path, depth: Depth) -> None:
    stack, top = transparent_stack(RAMP, depth), np.float32((1 << depth) - 1)
    document = psd_tools.PSDImage.open(written(tmp_path, stack, Layered.PSD))
    (group,) = document
    assert (group.kind, group.name, group.blend_mode.name) == ("group", "SILS", "NORMAL")
    assert [(layer.name, layer.numpy().shape[2]) for layer in group] == [("Layer 0", 3), ("Layer 1", 3)]
    assert np.array_equal(np.rint(group.numpy("mask")[..., 0] * top), np.rint(RAMP * top))
    assert np.array_equal(np.rint(document.numpy()[..., 3] * top), np.rint(RAMP * top))
    assert np.array_equal(tifffile.imread(written(tmp_path, stack, Layered.TIFF))[..., 3], np.rint(RAMP * top))


@pytest.mark.parametrize("depth", DEPTHS)
def test_what_is_merged_in_a_psd_is_matted_with_white_which_its_readers_undo(tmp_path: Path, depth: Depth) -> None:
    stack, top = transparent_stack(RAMP, depth), (1 << depth) - 1
    path = written(tmp_path, stack, Layered.PSD)
    stored = np.frombuffer(path.read_bytes()[-61 * 90 * 4 * depth // 8 :], f">u{depth // 8}").reshape(4, 61, 90)
    cover = np.rint(RAMP[..., None] * np.float32(top)).astype(np.float64) / top
    assert np.array_equal(stored[:3].transpose(1, 2, 0), np.rint(merged(stack) * cover + top * (1 - cover)))
    seen = psd_tools.PSDImage.open(path).numpy()[..., :3] * top
    assert (np.abs(seen - merged(stack)) <= 0.51 / np.maximum(cover, 1e-9)).all()
    assert np.array_equal(tifffile.imread(written(tmp_path, stack, Layered.TIFF))[..., :3], merged(stack))


def test_transparency_in_an_openraster_is_a_layer_that_the_others_lie_in(tmp_path: Path) -> None:
    stack = transparent_stack(RAMP)
    with zipfile.ZipFile(written(tmp_path, stack, Layered.OPENRASTER)) as archive:
        (group,) = ElementTree.fromstring(archive.read("stack.xml")).findall("stack/stack")
        cover, *layers = group.findall("layer")
        assert group.get("isolation") == "isolate"
        assert cover.get("composite-op") == "svg:dst-in"
        assert [layer.get("name") for layer in layers] == ["Layer 1", "Layer 0"]
        codes = imagecodecs.png_decode(archive.read(cover.get("src") or ""))
        assert np.array_equal(codes[..., 3], np.rint(RAMP * np.float32(65535)))
        assert all(imagecodecs.png_decode(archive.read(layer.get("src") or "")).shape[2] == 3 for layer in layers)


def test_an_opaque_photo_with_a_channel_of_transparency_needs_no_group(tmp_path: Path) -> None:
    path = written(tmp_path, transparent_stack(np.ones((61, 90))), Layered.PSD)
    assert [layer.name for layer in psd_tools.PSDImage.open(path)] == ["Layer 0", "Layer 1"]


@pytest.mark.parametrize(("kind", "depth"), WAYS)
@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_cancelled_write_leaves_nothing(tmp_path: Path, kind: Layered, depth: Depth, share: float) -> None:
    progress = Progress(lambda fraction, stage: progress.cancel() if fraction > share else None)
    with pytest.raises(Cancelled):
        write_stack(tmp_path / "a", neutral_stack(parts("additive"), depth=depth), kind, progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("kind", "depth"), WAYS)
def test_progress_rises_from_0_to_1(tmp_path: Path, kind: Layered, depth: Depth) -> None:
    seen: list[float] = []
    progress = Progress(lambda fraction, stage: seen.append(fraction))
    write_stack(tmp_path / "a", neutral_stack(parts("additive"), depth=depth), kind, progress)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_large_documents_are_known_before_they_are_written() -> None:
    assert not is_large_document(Size(6000, 4000), Depth.SIXTEEN)
    assert is_large_document(Size(30_001, 10), Depth.EIGHT)
    assert is_large_document(Size(12_000, 9_000), Depth.SIXTEEN)


@pytest.mark.parametrize("kind", [Layered.PSD, Layered.OPENRASTER, Layered.TIFF])
def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, kind: Layered, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*arguments: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(openraster_writing, "stream_png", no_room)
    monkeypatch.setattr(psd_layers, "_packed", no_room)
    with pytest.raises(WriteError) as caught:
        written(tmp_path, neutral_stack(parts("additive")), kind)
    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []
