"""What the NVIDIA driver says: which GPUs there are, without any CUDA library."""

import ctypes
import sys

_DRIVERS = ("nvcuda.dll",) if sys.platform == "win32" else ("libcuda.so.1",)


def has_driver() -> bool:
    """Whether an NVIDIA driver is installed."""
    return _driver() is not None


def gpu_names() -> tuple[str, ...]:
    """The GPUs the driver offers, in its order; none without a driver or when it cannot start."""
    driver = _driver()
    count = ctypes.c_int(0)
    if driver is None or driver.cuInit(0) != 0 or driver.cuDeviceGetCount(ctypes.byref(count)) != 0:
        return ()
    return tuple(_name(driver, index) for index in range(count.value))


def _driver() -> ctypes.CDLL | None:
    for name in _DRIVERS:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _name(driver: ctypes.CDLL, index: int) -> str:
    handle, text = ctypes.c_int(0), ctypes.create_string_buffer(128)
    if driver.cuDeviceGet(ctypes.byref(handle), index) or driver.cuDeviceGetName(text, len(text), handle):
        return f"GPU {index}"
    return text.value.decode(errors="replace")
