"""Which photos a run trains on and which it only validates with: the content of each decides, alike in every run."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from training.photos import PhotoFile

SALT = "validation"


def split(
    folders: Mapping[Path, Sequence[PhotoFile]], share: float
) -> dict[Path, tuple[list[PhotoFile], list[PhotoFile]]]:
    """Training and validation files of every folder, in the order given; about `share` of them validate.

    A photo is held out where the digest of its bytes, as a number in [0, 1), lies below the share. Bytes, and neither
    its path nor its place among others: so it keeps its side when other photos come and go, below another folder, under
    another name, and in a run with another seed that goes on with this one. A folder with none below the share holds
    out its lowest one, for all folders of the run. A folder of one photo has it on both sides."""
    held_out = {digest for files in folders.values() for digest in _held_out(files, share)}
    return {folder: _sides(files, held_out) for folder, files in folders.items()}


def _held_out(files: Sequence[PhotoFile], share: float) -> set[str]:
    digests = {file.digest for file in files}
    if len(digests) < 2:
        return set()
    return {digest for digest in digests if _place(digest) < share} or {min(digests, key=_place)}


def _sides(files: Sequence[PhotoFile], held_out: set[str]) -> tuple[list[PhotoFile], list[PhotoFile]]:
    digests = {file.digest for file in files}
    if len(digests) < 2:
        return list(files), list(files)
    if digests <= held_out:
        held_out = held_out - {max(digests, key=_place)}
    training = [file for file in files if file.digest not in held_out]
    return training, [file for file in files if file.digest in held_out]


def _place(digest: str) -> float:
    """A number in [0, 1) that only the content of a file and the salt decide."""
    return int.from_bytes(hashlib.sha256(f"{SALT}/{digest}".encode()).digest()[:6], "big") / 2**48
