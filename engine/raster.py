"""The hot kernels: spreading colours, ramps and grain. All on the calling thread, float32."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


FEW = 6
"""Up to so many pieces, and none, it is quicker to count each one's pixels than to list all."""
WIDE = 3.0
"""Gaussians of so many px lose nothing that is seen at half the size."""
LUMA = np.array([[0.2126, 0.7152, 0.0722]], np.float32)


def ramp(values: NDArray[Any], low: float, high: float) -> Floats:
    """0 below ``low``, 1 above ``high``, a smooth step (3t^2 - 2t^3) between."""
    values = np.asarray(values, np.float32)
    if values.ndim == 2 and low < high:  # most masks are nothing in most places
        x, y, width, height = cv2.boundingRect((values > low).view(np.uint8))
        if 2 * width * height < values.size:
            out = np.zeros(values.shape, np.float32)
            out[y : y + height, x : x + width] = _step(values[y : y + height, x : x + width], low, high)
            return out
    return _step(values, low, high)


def _step(values: Floats, low: float, high: float) -> Floats:
    t: Floats = values - np.float32(low)
    t /= np.float32(high - low)
    np.clip(t, 0, 1, out=t)
    out: Floats = np.float32(-2) * t
    out += 3
    t *= t
    out *= t
    return out


def pieces(mask: NDArray[np.bool_], connectivity: int = 8) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """(H, W) numbers of the connected pieces of ``mask``, 0 beside them, and (N + 1,) how many px each has; number 0
    has none. Several times as fast as OpenCV's own statistics."""
    count, labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=connectivity)
    if count > FEW:
        return labels, np.bincount(labels[mask], minlength=count)
    areas = [np.count_nonzero(labels == number) for number in range(1, count - 1)]
    last = [np.count_nonzero(mask) - sum(areas)] if count > 1 else []
    return labels, np.array([0, *areas, *last], np.int64)


def span_of(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """First and last column, first and last row of what is set. Raises ValueError where nothing is."""
    x, y, width, height = cv2.boundingRect(mask.view(np.uint8))
    if not width:
        raise ValueError("nothing is set")
    return x, x + width - 1, y, y + height - 1


def evenly(mask: NDArray[np.bool_], count: int) -> NDArray[np.float64]:
    """(N, 2) px: about ``count`` points spread evenly over a mask, row by row."""
    step = max(1, int(np.sqrt(np.count_nonzero(mask) / count)))
    rows, columns = np.nonzero(mask[::step, ::step])
    return step * np.stack([columns, rows], axis=1).astype(np.float64)


def spread(colours: NDArray[Any], known: NDArray[Any]) -> Floats:
    """Fill a picture from the pixels that are known (push-pull, Gortler et al., "The Lumigraph", 1996).

    ``colours`` (H, W, C), ``known`` (H, W) weights 0..1. Returns (H, W, C) float32: known pixels as they are, the
    others a blend of near known ones. All zero where nothing is known.
    """
    channels = colours.shape[2]

    def each(plane: Floats) -> Floats:  # for every channel: numpy goes through a short last axis a pixel at a time
        out: Floats = cv2.merge((plane,) * channels)
        return out.reshape(*plane.shape, channels)

    weight = np.asarray(known, np.float32)
    levels: list[tuple[Floats, Floats]] = [(np.asarray(colours, np.float32) * each(weight), weight)]
    while max(levels[-1][0].shape[:2]) > 1:
        size = ((levels[-1][0].shape[1] + 1) // 2, (levels[-1][0].shape[0] + 1) // 2)
        v = cv2.resize(levels[-1][0], size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], -1)
        w = np.asarray(cv2.resize(levels[-1][1], size, interpolation=cv2.INTER_AREA), np.float32)
        saturated: Floats = (np.minimum(w * 4, 1) / np.maximum(w, 1e-9)).astype(np.float32)
        levels.append((v * each(saturated), np.asarray(w * saturated, np.float32)))
    value, weight = levels.pop()
    full = value / each(np.maximum(weight, 1e-6))
    for value, weight in reversed(levels):
        size = (value.shape[1], value.shape[0])
        coarse = cv2.resize(full, size, interpolation=cv2.INTER_LINEAR).reshape(value.shape)
        full = value + coarse * each(1 - np.minimum(weight, 1))
    out: Floats = full.astype(np.float32)
    return out


def spread_coarsely(colours: NDArray[Any], known: NDArray[Any]) -> Floats:
    """``spread`` worked out at half the size: for filling alone, as known pixels are blurred too."""
    height, width = known.shape
    size = (max(1, width // 2), max(1, height // 2))
    weight = cv2.resize(np.asarray(known, np.float32), size, interpolation=cv2.INTER_AREA)
    values = cv2.resize(np.asarray(colours, np.float32) * known[..., None], size, interpolation=cv2.INTER_AREA)
    filled = spread(values / np.maximum(weight, 1e-6)[..., None], np.minimum(weight * 4, 1))
    out: Floats = cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR)
    return out


def blurred(plane: Floats, sigma: float) -> Floats:
    """(H, W) float32: Gaussian blur; wide ones are worked out at half the size."""
    if sigma < WIDE:
        out: Floats = cv2.GaussianBlur(plane, (0, 0), sigma)
        return out
    height, width = plane.shape
    even = cv2.copyMakeBorder(plane, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    small = cv2.resize(even, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), float(np.sqrt(sigma**2 - 1)) / 2)  # to and fro blurs by about a px
    out = cv2.resize(small, even.shape[::-1], interpolation=cv2.INTER_LINEAR)[:height, :width]
    return out


def local_mean(values: NDArray[Any], weight: NDArray[Any], sigma: float) -> Floats:
    """Gaussian mean of ``values`` (H, W) over the pixels with ``weight`` (normalised convolution).

    Far from any it is the overall mean. Worked out on a picture shrunk to about three pixels a sigma.
    """
    height, width = weight.shape
    shrink = max(1.0, sigma / 3)
    size = (max(2, round(width / shrink)), max(2, round(height / shrink)))
    weight = np.asarray(weight, np.float32)
    top = cv2.resize(np.asarray(values, np.float32) * weight, size, interpolation=cv2.INTER_AREA)
    low = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    mean = float(top.sum() / max(float(low.sum()), 1e-6))
    top, low = cv2.GaussianBlur(top, (0, 0), sigma / shrink), cv2.GaussianBlur(low, (0, 0), sigma / shrink)
    out: Floats = cv2.resize((top + 1e-3 * mean) / (low + 1e-3), (width, height), interpolation=cv2.INTER_LINEAR)
    return out


def total(planes: Floats) -> Floats:
    """(H, W): the sum of three channels."""
    out: Floats = cv2.transform(planes, np.ones((1, 3), np.float32))
    return out


def lengths(ways: Floats) -> Floats:
    """(H, W): how long (H, W, 3) differences are."""
    return np.sqrt(total(ways * ways))


def luminance(rgb: NDArray[Any]) -> Floats:
    """(H, W) float32 luma of (H, W, 3) display-encoded RGB (Rec. 709 weights), in the unit of the input."""
    out: Floats = cv2.transform(np.asarray(rgb, np.float32), LUMA)
    return out


def noise_sigma(luma: Floats, where: NDArray[np.bool_]) -> float:
    """Standard deviation of the grain in a region (Immerkaer, "Fast noise variance estimation", 1996), median-based."""
    if int(where.sum()) < 200:
        return 0.0
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    response = np.abs(cv2.filter2D(luma, cv2.CV_32F, kernel))[where]
    return float(np.median(response) / 0.6745 / 6)
