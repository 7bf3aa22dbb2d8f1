"""Classical separations to stand beside ours, each from its paper. Photos are (H, W, 3); nothing here is learnt."""

import numpy as np

Image = np.ndarray


def yang_2019(photo: Image, *, threshold: float = 0.03, epsilon: float = 1e-8) -> tuple[Image, Image]:
    """Background and reflection of an encoded photo; Yang, Ma, Zheng, Cai and Xu, "Fast Single Image Reflection
    Suppression via Convex Optimization", CVPR 2019, eq. 6 and 13: gradients with a norm below the threshold belong to
    the reflection, the rest is integrated by a cosine transform that keeps the photo's mean through epsilon. The
    contrast is stretched afterwards, which the authors' code does not do."""
    rows, columns = _cosine(photo.shape[0]), _cosine(photo.shape[1])
    laplacian = _eigenvalues(photo.shape[0])[:, None] + _eigenvalues(photo.shape[1])[None]
    background = np.empty_like(photo)
    for channel in range(photo.shape[2]):
        plane = photo[..., channel]
        kept = divergence(*_strong(*_gradients_of(plane), threshold))
        source = rows @ (divergence(*_gradients_of(kept)) + epsilon * plane) @ columns.T
        background[..., channel] = rows.T @ (source / (laplacian**2 + epsilon)) @ columns
    background = _stretched(background, photo)
    return background, np.clip(photo - background, 0, 1)


def li_brown_2014(
    photo: Image, *, smoothness: float = 50.0, threshold: float = 0.05, rounds: int = 4
) -> tuple[Image, Image]:
    """Background and reflection of an encoded photo; Li and Brown, "Single Image Layer Separation using Relative
    Smoothness", CVPR 2014, algorithm 1: sparse gradients for the background, a small Laplacian for the reflection, by
    half-quadratic splitting in Fourier space, the background kept between 0 and the photo."""
    height, width = photo.shape[:2]
    across, down = _transfer([[1.0, -1.0]], height, width), _transfer([[1.0], [-1.0]], height, width)
    curved = abs(_transfer([[0, -1.0, 0], [-1.0, 4.0, -1.0], [0, -1.0, 0]], height, width)) ** 2
    fidelity = smoothness * curved[..., None] * np.fft.fft2(photo, axes=(0, 1))
    background = photo
    for step in range(rounds):
        beta = 2.0**step / threshold
        spectrum = np.fft.fft2(background, axes=(0, 1))
        splits = [_sparse(spectrum * kernel[..., None], 1 / beta) for kernel in (across, down)]
        sources = sum(
            np.conj(k)[..., None] * np.fft.fft2(g, axes=(0, 1)) for k, g in zip((across, down), splits, strict=True)
        )
        weight = smoothness * curved + beta * (abs(across) ** 2 + abs(down) ** 2) + 1e-16
        background = np.fft.ifft2((fidelity + beta * sources) / weight[..., None], axes=(0, 1)).real
        background = np.clip(_shifted(background, photo), 0, photo)
    return background, photo - background


def _strong(across: np.ndarray, down: np.ndarray, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Gradients of which both parts are 0 where their norm is below the threshold; beyond the last pixel there are
    none."""
    strong = np.hypot(np.pad(across, ((0, 0), (0, 1))), np.pad(down, ((0, 1), (0, 0)))) >= threshold
    return across * strong[:, :-1], down * strong[:-1]


def _sparse(spectrum: Image, smallest: float) -> Image:
    """Gradients whose size, summed over channels, reaches the threshold; the others are 0."""
    gradient = np.fft.ifft2(spectrum, axes=(0, 1)).real
    return gradient * (abs(gradient).sum(2, keepdims=True) >= smallest)


def _shifted(background: Image, photo: Image) -> Image:
    """Each channel moved by a constant so that as little as possible lies outside [0, photo]."""
    moved = background.copy()
    for channel in range(photo.shape[2]):
        plane, limit = moved[..., channel], photo[..., channel]
        for _ in range(500):
            outside = plane[plane < 0].sum() + (plane - limit)[plane > limit].sum()
            change = 2 * outside / plane.size
            plane -= change
            if abs(change) < 1 / plane.size:
                break
    return moved


def _transfer(kernel: list[list[float]], height: int, width: int) -> np.ndarray:
    """The Fourier transform of a small kernel centred at the origin."""
    small = np.array(kernel)
    padded = np.zeros((height, width))
    padded[: small.shape[0], : small.shape[1]] = small
    return np.fft.fft2(np.roll(padded, (-(small.shape[0] // 2), -(small.shape[1] // 2)), (0, 1)))


def _gradients_of(plane: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.diff(plane, axis=1), np.diff(plane, axis=0)


def divergence(across: np.ndarray, down: np.ndarray) -> np.ndarray:
    """(H, W) of differences between neighbours, (H, W-1) and (H-1, W), with nothing flowing over the border; minus the
    adjoint of np.diff."""
    return np.diff(np.pad(across, ((0, 0), (1, 1))), axis=1) + np.diff(np.pad(down, ((1, 1), (0, 0))), axis=0)


def _cosine(size: int) -> np.ndarray:
    """The orthonormal DCT-II, (size, size)."""
    place = np.arange(size)
    matrix = np.sqrt(2 / size) * np.cos(np.pi * (2 * place[None] + 1) * place[:, None] / (2 * size))
    matrix[0] /= np.sqrt(2)
    return matrix


def _eigenvalues(size: int) -> np.ndarray:
    """Of the second difference with mirrored borders, in the cosine basis."""
    return 2 * np.cos(np.pi * np.arange(size) / size) - 2


def _stretched(background: Image, photo: Image) -> Image:
    """Each channel brought to the photo's range, which the free constant of the integration leaves open."""
    low, high = background.min((0, 1)), background.max((0, 1))
    wanted_low, wanted_high = photo.min((0, 1)), photo.max((0, 1))
    return np.clip((background - low) / np.maximum(high - low, 1e-9) * (wanted_high - wanted_low) + wanted_low, 0, 1)
