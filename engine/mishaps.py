"""Whatever else goes wrong with a photo, as a sentence: too little memory, and our own mistakes."""

from __future__ import annotations

import traceback
from pathlib import Path

import cv2

from engine.errors import PhotoError, SilsError


def is_lack_of_memory(error: BaseException) -> bool:
    """Whether an exception means that memory could not be had; OpenCV has a word of its own for that."""
    return isinstance(error, MemoryError) or (isinstance(error, cv2.error) and error.code == cv2.Error.StsNoMem)


def told(error: Exception, photo: Path) -> SilsError:
    """Whatever went wrong with a photo as an error with a sentence, our own mistakes with their place."""
    if isinstance(error, SilsError):
        return error
    if is_lack_of_memory(error):
        sentence = f"{photo.name} needs more memory than there is; close programs, or make it alone."
        return PhotoError("photo-too-large", sentence)
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(where.filename).name}:{where.lineno}"
    sentence = f"{photo.name}: something unexpected happened ({error!r} in {place}); please report it."
    return PhotoError("unexpected", sentence)
