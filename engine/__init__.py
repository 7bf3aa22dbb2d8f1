"""Separates photos into physical layers and remixes them; knows neither Qt nor torch.

OpenCV's wheel points Qt at plug-ins and fonts of its own when it is imported, which breaks a PySide6 window that is
opened afterwards. This package is what imports OpenCV, so here, once, both variables become what the user had set.
"""

import os

_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {name: os.environ.get(name) for name in _QT_VARIABLES}

import cv2  # noqa: E402  (the lines above must come first)

_theirs = os.path.dirname(cv2.__file__)
for _name, _value in _before.items():
    if _value is None or _value.startswith(_theirs):
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value
