"""What ships with SILS beside its code: separators, samples, translations, icons."""

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """The path of a resource, for example `separators/reflection.onnx`."""
    return Path(str(files(__name__))) / name
