"""What can go wrong while training, as sentences with stable codes."""

from engine.errors import SilsError


class TrainingError(SilsError):
    """The training cannot start or go on; the last good checkpoint is still there."""
