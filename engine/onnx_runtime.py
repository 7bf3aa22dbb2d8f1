"""ONNX Runtime, told to send nothing: whoever needs it, training and tests too, imports it from here.

Unless it is forbidden, its packages tell Microsoft of every network they load: since 1.29 on Linux, with a device
identity in the user's cache, where the environment alone forbids it, before they are loaded; always on Windows, through
the system, where a call does.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
