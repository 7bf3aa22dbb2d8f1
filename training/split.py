"""Which photos a run trains on and which it only validates with: the content of each decides, alike in every run."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from training.errors import TrainingError
from training.photos import PhotoFile

SALT = "validation"


def split(
    folders: Mapping[Path, Sequence[PhotoFile]], share: float
) -> dict[Path, tuple[list[PhotoFile], list[PhotoFile]]]:
    """Training and validation files of every folder, in the order given; about `share` of them validate.

    A photo is held out where the digest of its bytes, as a number in [0, 1), lies below the share. Bytes, and neither
    its path nor its place among others: so it keeps its side when other photos come and go, below another folder, under
    another name, and in a run with another seed that goes on with this one. A folder with none below the share holds
    out its lowest one, and one whose photos would all be held out trains on its highest, for all folders of the run. A
    folder of one photo has it on both sides, and no other folder of the run holds it out. Raises TrainingError where a
    folder's photos cannot be on two sides."""
    alone = {files[0].digest for files in folders.values() if _is_alone(files)}
    held_out = {digest for files in folders.values() for digest in _held_out(files, share, alone)}
    held_out -= {digest for files in folders.values() for digest in _trained_on(files, held_out)}
    sides = {folder: _sides(files, held_out) for folder, files in folders.items()}
    for folder, (training, validation) in sides.items():
        if not training or not validation:
            sentence = (
                f"The few photos of {folder} are also in other folders of this run, which need them all to train on or "
                f"all to validate with: add photos to {folder}."
            )
            raise TrainingError("no-sides", sentence)
    return sides


def _is_alone(files: Sequence[PhotoFile]) -> bool:
    """Whether a folder has one photo, be it in several copies."""
    return len({file.digest for file in files}) == 1


def _held_out(files: Sequence[PhotoFile], share: float, alone: set[str]) -> set[str]:
    """What a folder holds out of the photos that are in no folder `alone`; none where it has no others."""
    digests = sorted({file.digest for file in files} - alone, key=_place)
    return {digest for digest in digests if _place(digest) < share} or set(digests[:1])


def _trained_on(files: Sequence[PhotoFile], held_out: set[str]) -> set[str]:
    """What a folder of several photos takes back, because nothing else would be left to train on."""
    digests = {file.digest for file in files}
    return {max(digests, key=_place)} if len(digests) > 1 and digests <= held_out else set()


def _sides(files: Sequence[PhotoFile], held_out: set[str]) -> tuple[list[PhotoFile], list[PhotoFile]]:
    if _is_alone(files):
        return list(files), list(files)
    training = [file for file in files if file.digest not in held_out]
    return training, [file for file in files if file.digest in held_out]


def _place(digest: str) -> float:
    """A number in [0, 1) that only the content of a file and the salt decide."""
    return int.from_bytes(hashlib.sha256(f"{SALT}/{digest}".encode()).digest()[:6], "big") / 2**48
