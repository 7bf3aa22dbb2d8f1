"""Layers that were kept come back as they were, or not at all."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import layer_key
from engine.errors import Notice, PhotoError, WriteError
from engine.layer_cache import LayerCache, save_array
from engine.layer_key import LayerKey, digest_of_hints, digest_of_light
from engine.picture import Separation
from engine.runtime import Device
from engine.separator import Separator
from tests.engine.pictures import noise, photo_of
from tests.engine.test_asides import name_of_the_dead

KEY = LayerKey("photo", "separator", "standard")


@pytest.fixture
def separation(separators: dict[str, Path]) -> Separation:
    return Separator(separators["half"], Device.CPU).separate(photo_of(noise(12, 16)))


@pytest.fixture
def cache(tmp_path: Path) -> LayerCache:
    return LayerCache(tmp_path / "layers", 10**9)


def test_layers_come_back_bit_for_bit(cache: LayerCache, separation: Separation) -> None:
    cache.store(KEY, separation)
    found = cache.find(KEY, separation.photo)
    assert found is not None
    assert found.spec == separation.spec
    for layer, kept in zip(separation.layers, found.layers, strict=True):
        np.testing.assert_array_equal(layer.pixels, kept.pixels)


def test_the_separator_and_what_was_told_of_the_layers_come_back(cache: LayerCache, separation: Separation) -> None:
    told = replace(separation, notices=(Notice("device-memory", "Layers are coarse."),))
    cache.store(KEY, told)
    found = cache.find(KEY, separation.photo)
    assert found is not None
    assert len(separation.separator_digest) == 64
    assert (found.separator_digest, found.notices) == (told.separator_digest, told.notices)


@pytest.mark.parametrize("field", ["photo", "separator", "settings", "hints"])
def test_every_part_of_the_key_counts(cache: LayerCache, separation: Separation, field: str) -> None:
    cache.store(KEY, separation)
    assert cache.find(replace(KEY, **{field: "other"}), separation.photo) is None


def test_layers_that_were_made_in_another_way_are_not_found(
    cache: LayerCache, separation: Separation, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store(KEY, separation)
    monkeypatch.setattr(layer_key, "_MAKING", "another")
    assert cache.find(KEY, separation.photo) is None


def test_a_photo_that_is_read_otherwise_is_another_though_its_file_is_the_same() -> None:
    photo = photo_of(noise(12, 16))
    grey, wide = replace(photo, is_grey=True), replace(photo, color=replace(photo.color, to_srgb=np.eye(3) * 2))
    seen_through = replace(photo, alpha=np.full(photo.pixels.shape[:2], 0.5, np.float32))
    readings = (photo, replace(photo, pixels=photo.pixels * np.float32(0.5)), grey, wide, seen_through)
    assert len({digest_of_light(each) for each in readings}) == len(readings)
    assert digest_of_light(replace(photo, digest="another", path=Path("moved.png"))) == digest_of_light(photo)


def test_a_damaged_entry_is_not_found(cache: LayerCache, separation: Separation) -> None:
    cache.store(KEY, separation)
    for content in (b"broken", b"", b"PK\3\4"):
        (cache.folder / KEY.name / "1.npy").write_bytes(content)
        assert cache.find(KEY, separation.photo) is None


def test_what_a_killed_process_left_counts_and_goes(cache: LayerCache, separation: Separation) -> None:
    cache.store(KEY, separation)
    whole = cache.used_bytes()
    living = cache.place_aside()
    dead = living.with_name(name_of_the_dead(living.name))
    for half in (living, dead):
        half.mkdir()
        (half / "0.npy").write_bytes(bytes(1000))
    assert cache.used_bytes() == whole + 2000
    cache.trim()
    assert not dead.exists()
    assert (living / "0.npy").exists()
    cache.clear()
    assert list(cache.folder.iterdir()) == [living]


def test_the_longest_unused_entry_goes_first(cache: LayerCache, separation: Separation) -> None:
    keys = [replace(KEY, photo=str(number)) for number in range(3)]
    for number, key in enumerate(keys):
        cache.store(key, separation)
        entry = cache.folder / key.name / "entry.json"
        os.utime(entry, (number, number))
    small = LayerCache(cache.folder, cache.used_bytes() - 1)
    small.trim()
    assert [small.find(key, separation.photo) is not None for key in keys] == [False, True, True]


def test_layers_that_are_found_are_used_and_others_go_before_them(cache: LayerCache, separation: Separation) -> None:
    keys = [replace(KEY, photo=str(number)) for number in range(2)]
    for number, key in enumerate(keys):
        cache.store(key, separation)
        os.utime(cache.folder / key.name / "entry.json", (number, number))
    assert cache.find(keys[0], separation.photo) is not None
    LayerCache(cache.folder, cache.used_bytes() - 1).trim()
    assert [cache.find(key, separation.photo) is not None for key in keys] == [True, False]


def test_what_was_just_stored_is_never_removed(cache: LayerCache, separation: Separation) -> None:
    LayerCache(cache.folder, 0).store(KEY, separation)
    assert cache.find(KEY, separation.photo) is not None
    cache.clear()
    assert cache.used_bytes() == 0


@pytest.mark.parametrize("move", [0, 1])
@pytest.mark.parametrize("is_there", [False, True])
def test_two_processes_may_store_the_same_at_one_moment(
    cache: LayerCache, separation: Separation, monkeypatch: pytest.MonkeyPatch, move: int, *, is_there: bool
) -> None:
    """Another is quicker before a move of the one."""
    if is_there:
        cache.store(KEY, separation)
    replace_, moves = os.replace, []

    def late(source: Path, target: Path) -> None:
        moves.append(source)
        if len(moves) == move + 1:
            cache.store(KEY, separation)
        replace_(source, target)

    monkeypatch.setattr(os, "replace", late)
    cache.store(KEY, separation)
    assert len(moves) > move
    assert cache.find(KEY, separation.photo) is not None
    assert [path.name for path in cache.folder.iterdir()] == [KEY.name]


@pytest.fixture
def held(cache: LayerCache, separation: Separation, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry whose layers are in use on Windows, which moves no folder in which a file is open."""
    cache.store(KEY, separation)
    replace_ = os.replace

    def refusing(source: Path, target: Path) -> None:
        if cache.folder / KEY.name in (source, target):
            raise PermissionError(errno.EACCES, "Access is denied")
        replace_(source, target)

    monkeypatch.setattr(os, "replace", refusing)


@pytest.mark.usefixtures("held")
def test_an_entry_that_cannot_be_moved_stays_whole_and_counts(cache: LayerCache, separation: Separation) -> None:
    used = cache.used_bytes()
    cache.clear()
    LayerCache(cache.folder, 0).trim()
    assert cache.find(KEY, separation.photo) is not None
    assert cache.used_bytes() == used


@pytest.mark.usefixtures("held")
def test_layers_that_are_in_use_are_there_when_the_same_are_stored(cache: LayerCache, separation: Separation) -> None:
    cache.store(KEY, separation)
    assert cache.find(KEY, separation.photo) is not None
    assert [path.name for path in cache.folder.iterdir()] == [KEY.name]


def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path, separation: Separation) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="cannot be kept"):
        LayerCache(tmp_path / "file", 10**9).store(KEY, separation)


@pytest.mark.parametrize(
    "array", [noise(5, 7)[..., 0], noise(5, 7)[:, ::2], noise(5, 7).T, np.zeros((0, 3), np.float32)]
)
def test_arrays_come_back_from_their_files(tmp_path: Path, array: np.ndarray) -> None:
    save_array(tmp_path / "a.npy", array)
    np.testing.assert_array_equal(np.load(tmp_path / "a.npy"), array)


def test_hints_have_a_digest_of_their_own() -> None:
    mask = np.zeros((2, 3), np.float32)
    assert digest_of_hints({}) == ""
    assert digest_of_hints({"a": mask}) != digest_of_hints({"b": mask}) != digest_of_hints({"b": mask + 1})


def test_hints_are_the_same_in_whatever_order_they_were_painted() -> None:
    one, other = np.zeros((2, 3), np.float32), np.ones((2, 3), np.float32)
    assert digest_of_hints({"a": one, "b": other}) == digest_of_hints({"b": other, "a": one})
    assert digest_of_hints({"a": one, "b": other}) != digest_of_hints({"a": other, "b": one})


def test_too_many_open_files_are_no_damage(
    cache: LayerCache, separation: Separation, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store(KEY, separation)

    def all_open(*args: object, **named: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(np.lib.format, "open_memmap", all_open)
    with pytest.raises(PhotoError) as caught:
        cache.find(KEY, separation.photo)
    assert caught.value.code == "too-many-files"
