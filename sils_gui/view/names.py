"""What layers, tasks and separators are called in the user's language; what is not usual keeps the name it has."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

USUAL_LAYERS = ("Background", "Reflection", "Rain", "Albedo", "Shading")
USUAL_SEPARATORS = ("Reflections on glass", "Albedo and shading", "Rainy window", "Rain")
"""Titles as specs have them; translation files have these strings of the contexts Layers and Separators."""


def layer_title(title: str) -> str:
    """A layer's title, given that of its spec."""
    return QCoreApplication.translate("Layers", title)


def separator_title(title: str) -> str:
    """A separator's title, given that of its spec."""
    return QCoreApplication.translate("Separators", title)


def formation_title(formation: str) -> str:
    """How layers make a photo, given the name of the law."""
    known = {
        "additive": QCoreApplication.translate("Formations", "sum"),
        "multiplicative": QCoreApplication.translate("Formations", "product"),
    }
    return known[formation]


def task_title(task: str) -> str:
    """A task as people call it, given its name."""
    known = {
        "reflection": QCoreApplication.translate("Tasks", "Reflection"),
        "intrinsic": QCoreApplication.translate("Tasks", "Albedo and shading"),
        "window": QCoreApplication.translate("Tasks", "Rainy window"),
        "rain": QCoreApplication.translate("Tasks", "Rain"),
    }
    return known.get(task, task.replace("-", " ").capitalize())
