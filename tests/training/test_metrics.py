"""Figures of evaluations against hand-made cases, and what lies outside the mask."""

from collections.abc import Callable

import numpy as np
import pytest

from training import metrics

MASK = np.zeros((40, 40))
MASK[:30] = 1


def test_psnr_of_a_known_error() -> None:
    truth = np.full((4, 4, 3), 0.5)
    assert metrics.psnr(truth + 0.1, truth) == pytest.approx(20.0)


def test_psnr_is_of_what_can_be_shown() -> None:
    assert metrics.psnr(np.array([[[1.7]]]), np.array([[[0.9]]])) == pytest.approx(20.0)
    assert metrics.psnr(np.array([[[-2.0]]]), np.array([[[0.1]]])) == pytest.approx(20.0)


def test_matching_the_gain_forgives_dimming_and_nothing_else(photo: np.ndarray) -> None:
    assert metrics.gain_matched_psnr(0.5 * photo, photo) > 100
    assert metrics.gain_matched_psnr(photo[::-1], photo) < 30


def test_similarity_looks_at_whole_windows_only(photo: np.ndarray) -> None:
    other = np.random.default_rng(0).uniform(0, 1, photo.shape)
    kernel = np.outer(*[np.exp(-0.5 * (np.arange(-5, 6) / 1.5) ** 2)] * 2)
    kernel /= kernel.sum()
    windows = [np.lib.stride_tricks.sliding_window_view(x, (11, 11), (0, 1)) for x in (photo, other)]
    mean = [np.sum(x * kernel, (-2, -1)) for x in windows]
    variance = [np.sum(x * x * kernel, (-2, -1)) - m * m for x, m in zip(windows, mean, strict=True)]
    covariance = np.sum(windows[0] * windows[1] * kernel, (-2, -1)) - mean[0] * mean[1]
    c1, c2 = 0.01**2, 0.03**2
    brightness = (2 * mean[0] * mean[1] + c1) / (mean[0] ** 2 + mean[1] ** 2 + c1)
    expected = np.mean(brightness * (2 * covariance + c2) / (variance[0] + variance[1] + c2))
    assert metrics.ssim(photo, other) == pytest.approx(expected, abs=1e-4)
    assert metrics.ssim(photo[:11, :11], photo[:11, :11]) == pytest.approx(1)


def test_gradients_correlate_with_themselves_only(photo: np.ndarray) -> None:
    assert metrics.gradient_correlation(photo, photo) == pytest.approx(1)
    assert metrics.gradient_correlation(1 - photo, photo) == pytest.approx(-1)
    assert metrics.gradient_correlation(np.zeros_like(photo), photo) == 0


def test_local_errors_forgive_one_scale_per_window_and_windows_overlap_by_half() -> None:
    truth, everywhere = np.ones((20, 40)), np.ones((20, 40))
    estimate = truth.copy()
    estimate[:, 20:] = 3.0
    # The windows at 0 and 20 have one scale each; that at 10 has two, of which the best is 800 / 2000.
    found = metrics.local_error(estimate, truth, everywhere, window=20)
    assert found == pytest.approx((400 - 800**2 / 2000) / 1200)
    assert metrics.local_error(np.zeros_like(truth), truth, everywhere) == pytest.approx(1)


def test_scaled_errors_are_means_over_the_samples_in_the_mask_after_the_best_scale() -> None:
    truth = np.random.default_rng(1).choice([-0.1, 0.1], (40, 40, 3)) + 0.5
    assert metrics.scaled_error(3 * truth, truth, MASK) == pytest.approx(0, abs=1e-12)
    flat = np.full_like(truth, 7.0)
    assert metrics.scaled_error(flat, truth, MASK) == pytest.approx(truth[MASK > 0].var())


def test_dissimilarity_is_half_of_what_lacks_to_one_and_knows_no_brightness(photo: np.ndarray) -> None:
    other, everywhere = np.random.default_rng(2).uniform(0, 1, photo.shape), np.ones(photo.shape[:2])
    scale = np.sum(other * photo) / np.sum(other**2)
    expected = (1 - metrics.ssim(scale * other / photo.max(), photo / photo.max())) / 2
    assert metrics.dissimilarity(other, photo, everywhere) == pytest.approx(expected)
    assert metrics.dissimilarity(5 * other, 3 * photo, everywhere) == pytest.approx(expected)
    assert metrics.dissimilarity(3 * photo, photo, everywhere) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("measure", [metrics.scaled_error, metrics.dissimilarity, metrics.local_error])
def test_what_lies_outside_the_mask_does_not_count(measure: Callable[..., float]) -> None:
    truth = np.random.default_rng(0).uniform(0.1, 1, (40, 40) if measure is metrics.local_error else (40, 40, 3))
    other, estimate = truth.copy(), 0.5 * truth
    estimate[10:20] += 0.2
    changed = estimate.copy()
    changed[30:], other[30:] = 0.3, 0.9
    assert measure(estimate, truth, MASK) > 1e-4
    assert measure(changed, other, MASK) == pytest.approx(measure(estimate, truth, MASK))
    assert measure(estimate, truth, np.ones_like(MASK)) != pytest.approx(measure(estimate, truth, MASK))
