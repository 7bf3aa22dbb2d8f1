"""The version of SILS that is running."""

import importlib.metadata


def installed(package: str) -> str:
    """The installed version of a package; empty if it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def sils_version() -> str:
    """The version of SILS, also where it runs from its source without having been installed."""
    return installed("sils") or "from source"
