"""What can go wrong while training, as sentences with stable codes."""

from engine.errors import SilsError


class TrainingError(SilsError):
    """The training cannot start or go on; the last good checkpoint is still there."""


class Interrupted(TrainingError):
    """The user ended the run, which saved what it had reached."""

    exit_status = 130
