"""Linear light and its sRGB encoding on tensors, after IEC 61966-2-1.

The curve keeps its linear toe: a pure power has gradients in the hundreds at dark pixels.
"""

import torch
from torch import Tensor

TOE_LINEAR, TOE_ENCODED = 0.0031308, 0.04045


def encode(linear: Tensor) -> Tensor:
    """sRGB-encoded values of linear light >= 0, of any shape; values above 1 follow the curve on."""
    power = 1.055 * linear.clamp(min=TOE_LINEAR) ** (1 / 2.4) - 0.055
    return torch.where(linear <= TOE_LINEAR, 12.92 * linear, power)


def decode(encoded: Tensor) -> Tensor:
    """Linear light of sRGB-encoded values >= 0, of any shape."""
    power = ((encoded.clamp(min=TOE_ENCODED) + 0.055) / 1.055) ** 2.4
    return torch.where(encoded <= TOE_ENCODED, encoded / 12.92, power)


def luminance(linear: Tensor) -> Tensor:
    """Rec. 709 luminance (..., 1, H, W) of linear light (..., 3, H, W)."""
    red, green, blue = linear.unbind(-3)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue).unsqueeze(-3)
