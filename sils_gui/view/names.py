"""What layers, tasks and separators are called in the user's language; what is not usual keeps the name it has."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

USUAL_LAYERS = ("Background", "Reflection", "Rain", "Albedo", "Shading")
USUAL_SEPARATORS = ("Reflections on glass", "Albedo and shading", "Rainy window", "Rain")
"""Titles as specs have them; translation files have these strings of the contexts Layers and Separators."""
REMIX_IN_SENTENCES = "The remix"
"""What the engine calls the mix where it tells of layers, by their titles, and of the mix alike."""

USUAL_METRICS = {
    "seen_images": "Mixtures seen",
    "minutes": "Minutes of training",
    "corrector_seen_images": "Mixtures seen by the corrector",
    "corrector_minutes": "Minutes of training, the corrector",
    "kodak_background_gain_db": "Kodak: gain of the background (dB)",
    "kodak_reflection_gain_db": "Kodak: gain of the reflection (dB)",
    "kodak_rain_gain_db": "Kodak: gain of the rain (dB)",
    "kodak_background_gain_with_scribbles_db": "Kodak: gain of the background with scribbles (dB)",
    "kodak_clean_psnr_db": "Kodak: PSNR of photos without a reflection (dB)",
    "ceilnet50_background_psnr_db": "ceilnet50: PSNR of the background (dB)",
    "rain12_background_gain_db": "rain12: gain of the background (dB)",
    "mit10_albedo_lmse": "mit10: LMSE of the albedo",
    "mit10_shading_lmse": "mit10: LMSE of the shading",
}
"""Figures by their names in specs; their titles are strings of the context Metrics."""


def layer_title(title: str) -> str:
    """A layer's title, given that of its spec."""
    return QCoreApplication.translate("Layers", title)


def separator_title(title: str) -> str:
    """A separator's title, given that of its spec."""
    return QCoreApplication.translate("Separators", title)


def metric_title(name: str) -> str:
    """What a figure of a separator measures, given its name in the spec."""
    title = USUAL_METRICS.get(name)
    return QCoreApplication.translate("Metrics", title) if title else name.replace("_", " ")


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
