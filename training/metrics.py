"""What evaluations measure, on arrays (H, W, 3). Definitions and conventions are written down in training/README.md."""

import numpy as np
import torch
from torchmetrics.functional.image import structural_similarity_index_measure

Image = np.ndarray
SMALLEST = 1e-12
SSIM_PX, LOCAL_PX = 11, 20


def psnr(estimate: Image, truth: Image) -> float:
    """10 log10(1 / MSE) in dB, of encoded values clipped to [0, 1]."""
    error = np.mean((np.clip(estimate, 0, 1) - truth) ** 2)
    return float(-10 * np.log10(max(error, SMALLEST)))


def gain_matched_psnr(estimate: Image, truth: Image) -> float:
    """PSNR after the one gain on the encoded estimate that makes the squared error smallest: dimming gains nothing."""
    gain = np.sum(estimate * truth) / max(np.sum(estimate**2), SMALLEST)
    return psnr(gain * estimate, truth)


def ssim(estimate: Image, truth: Image) -> float:
    """Mean SSIM over the 11 px Gaussian windows of sigma 1.5 that lie in the picture as a whole, of encoded values in
    [0, 1]; Wang et al. 2004. What torchmetrics gives for the borders, from mirrored pixels, is left out."""
    pair = [torch.from_numpy(np.clip(x, 0, 1).transpose(2, 0, 1)[None].astype(np.float32)) for x in (estimate, truth)]
    _, scores = structural_similarity_index_measure(pair[0], pair[1], data_range=1.0, return_full_image=True)
    border = SSIM_PX // 2
    return float(torch.as_tensor(scores)[..., border:-border, border:-border].mean())


def gradient_correlation(estimate: Image, truth: Image) -> float:
    """Pearson correlation of the two pictures' differences to the next pixel, all directions and channels together;
    0 where one of them is flat."""
    a, b = (np.concatenate([np.diff(x, axis=axis).ravel() for axis in (0, 1)]) for x in (estimate, truth))
    a, b = a - a.mean(), b - b.mean()
    size = np.sqrt(np.sum(a * a) * np.sum(b * b))
    return float(np.sum(a * b) / size) if size > SMALLEST else 0.0


def scaled_error(estimate: Image, truth: Image, mask: np.ndarray) -> float:
    """MSE inside the mask (H, W) after the best single scale, of linear values: scale-invariant, Grosse et al. 2009."""
    inside = mask > 0
    return _error_after_scale(estimate[inside], truth[inside]) / max(truth[inside].size, 1)


def local_error(estimate: Image, truth: Image, mask: np.ndarray, *, window: int = LOCAL_PX) -> float:
    """LMSE of one layer: squared errors of all windows, half a window apart, each after its own best scale, over the
    squared truth in the same windows; on grey (H, W) linear values inside the mask. Grosse et al. 2009, eq. 10
    and code, in which an object's score is the mean over its albedo and its shading."""
    mask = mask > 0
    estimate, truth = estimate * mask, truth * mask
    errors = total = 0.0
    height, width = truth.shape
    for top in range(0, height - window + 1, window // 2):
        for left in range(0, width - window + 1, window // 2):
            part = (slice(top, top + window), slice(left, left + window))
            errors += _error_after_scale(estimate[part], truth[part])
            total += float(np.sum(truth[part] ** 2))
    return errors / max(total, SMALLEST)


def dissimilarity(estimate: Image, truth: Image, mask: np.ndarray) -> float:
    """DSSIM = (1 - SSIM) / 2 of linear values inside the mask, after the best single scale; outside both are 0."""
    inside = (mask > 0)[..., None]
    estimate, truth = estimate * inside, truth * inside
    scale = np.sum(estimate * truth) / max(np.sum(estimate**2), SMALLEST)
    peak = max(float(truth.max()), SMALLEST)
    return (1 - ssim(scale * estimate / peak, truth / peak)) / 2


def _error_after_scale(estimate: np.ndarray, truth: np.ndarray) -> float:
    power = np.sum(estimate**2)
    scale = np.sum(truth * estimate) / power if power > 1e-5 else 0.0
    return float(np.sum((truth - scale * estimate) ** 2))
