"""Retinex as a separation into albedo and shading: large changes of brightness or color belong to the albedo.

After Grosse, Johnson, Adelson and Freeman, "Ground truth dataset and baseline evaluations for intrinsic image
algorithms", ICCV 2009: section 4 and their code, with the least-squares reconstruction.
"""

import numpy as np

from training.classical import divergence

Image = np.ndarray
DARKEST = 1e-4


def retinex(
    photo: Image, mask: np.ndarray, *, brightness: float = 1.0, color: float | None = 0.08
) -> tuple[Image, Image]:
    """Albedo (H, W, 3) and grey shading (H, W, 1) of a linear photo inside a mask (H, W), product = photo.

    A step between two pixels is the albedo's where log brightness changes by more than `brightness`, or, with a `color`
    threshold (colour Retinex; None is grey Retinex), where log chromaticity does.
    """
    inside = mask > 0
    logs = np.log(np.maximum(photo, DARKEST))
    grey = np.log(np.maximum(photo.mean(2), DARKEST))
    chroma = logs - logs.mean(2, keepdims=True)
    steps = [_light_step(grey, chroma, axis, brightness, color) for axis in (1, 0)]
    log_shading = integrated(steps[0], steps[1], inside)
    shading = np.exp(log_shading)[..., None] * inside[..., None]
    return np.where(inside[..., None], photo / np.maximum(shading, DARKEST), 0), shading


def _light_step(grey: np.ndarray, chroma: Image, axis: int, brightness: float, color: float | None) -> np.ndarray:
    """Differences of log brightness along an axis, 0 where they are the albedo's."""
    step = np.diff(grey, axis=axis)
    of_albedo = abs(step) > brightness
    if color is not None:
        of_albedo |= np.sqrt(np.sum(np.diff(chroma, axis=axis) ** 2, axis=2)) > color
    return np.where(of_albedo, 0.0, step)


def integrated(
    across: np.ndarray, down: np.ndarray, inside: np.ndarray, *, rounds: int = 4000, tolerance: float = 1e-5
) -> np.ndarray:
    """The picture (H, W) whose differences come nearest to the given ones inside the mask: Poisson by conjugate
    gradients, mean 0."""
    weight_x, weight_y = inside[:, 1:] & inside[:, :-1], inside[1:] & inside[:-1]
    residual = -divergence(across * weight_x, down * weight_y)
    solution = np.zeros(inside.shape)
    diagonal = np.maximum(_neighbours(weight_x, weight_y), 1)
    scaled = residual / diagonal
    direction, power = scaled, np.sum(residual * scaled)
    enough = tolerance**2 * power
    for _ in range(rounds):
        if power <= enough:
            break
        image = -divergence(np.diff(direction, axis=1) * weight_x, np.diff(direction, axis=0) * weight_y)
        length = power / np.sum(direction * image)
        solution, residual = solution + length * direction, residual - length * image
        scaled = residual / diagonal
        power, before = np.sum(residual * scaled), power
        direction = scaled + power / before * direction
    return (solution - solution[inside].mean()) * inside


def _neighbours(weight_x: np.ndarray, weight_y: np.ndarray) -> np.ndarray:
    """How many neighbours inside the mask each pixel has."""
    x, y = weight_x.astype(float), weight_y.astype(float)
    columns, rows = np.pad(x, ((0, 0), (1, 1))), np.pad(y, ((1, 1), (0, 0)))
    return columns[:, 1:] + columns[:, :-1] + rows[1:] + rows[:-1]
