"""Errors as sentences: what happened, to which file, what to do; each with a code that never changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """Something the user should know although the work went on."""

    code: str
    sentence: str


class SilsError(Exception):
    """What happened, to which file, and what to do about it, with a stable code for programs."""

    exit_status = 1

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence

    def __reduce__(self) -> tuple[type[SilsError], tuple[str, str]]:
        """As itself from one process to another."""
        return type(self), (self.code, self.sentence)


class UsageError(SilsError):
    """The command asks for something that does not exist or cannot go together."""

    exit_status = 2


class DeviceError(SilsError):
    """The device that was asked for cannot be used."""

    exit_status = 3


class OutOfDeviceMemory(DeviceError):
    """The device has too little memory for a picture of this size."""


class PhotoError(SilsError):
    """A photo or mask that cannot be read."""


class SeparatorError(SilsError):
    """A file that is no usable separator."""


class DocumentError(SilsError):
    """A job, mix or spec that cannot be understood."""


class WriteError(SilsError):
    """A file that cannot be written."""


class NameTakenError(WriteError):
    """Somebody else has just given this name to another file."""


class BatchError(SilsError):
    """A batch that cannot begin or go on as it was asked to."""


class Cancelled(Exception):
    """The user asked to stop; not an error, and nothing was left half-done."""
