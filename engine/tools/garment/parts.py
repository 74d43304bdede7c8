"""Parts: the pieces that a prepared garment is laid in: trunk and sleeves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.fitting.silhouette import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth


def region_of(cloth: Cloth, part: Part) -> NDArray[np.bool_]:
    """(H, W): the pixels of one piece; the torso's run a little under the sleeves so that no gap opens at the seam."""
    sleeves = {Part.LEFT: cloth.anchors.sleeve_left, Part.RIGHT: cloth.anchors.sleeve_right}
    if part != Part.TORSO:
        sleeve = sleeves[part]
        return sleeve.region if sleeve is not None else np.zeros(cloth.alpha.shape, bool)
    out = cloth.alpha > 0.02
    for sleeve in sleeves.values():
        if sleeve is not None:
            out &= ~sleeve.region
    return out


def part_alphas(cloth: Cloth, parts: Sequence[Part]) -> tuple[NDArray[np.float32], ...]:
    """(H, W) float32 each: alpha of one piece without the inner back; the torso reaches under the sleeves' seam by some
    px."""
    whole = cloth.alpha * (1 - cloth.back)
    if cloth.opening is not None:
        whole *= 1 - cloth.opening
    body = _body_of_cloth(cloth)
    if body is not None:
        whole[~body] = 0
    out = []
    for part in parts:
        reach = 9 if part == Part.TORSO else 3
        region = region_of(cloth, part).astype(np.uint8)
        if part == Part.TORSO:
            region[_rims(cloth, region)] = 0
        alpha = np.zeros(whole.shape, np.float32)
        x, y, width, height = cv2.boundingRect(region)
        box = np.s_[max(0, y - 12) : y + height + 12, max(0, x - 12) : x + width + 12]
        wide = cv2.dilate(region[box], np.ones((reach, reach), np.uint8)).astype(np.float32)
        alpha[box] = np.minimum(whole[box], cv2.GaussianBlur(wide, (0, 0), 1.0))
        out.append(alpha)
    return tuple(out)


def _rims(cloth: Cloth, torso: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """(H, W): thin lines that sleeves leave of their own edge to the region of the ``torso``."""
    sleeves = [one.region for one in (cloth.anchors.sleeve_left, cloth.anchors.sleeve_right) if one is not None]
    if not sleeves:
        return np.zeros(torso.shape, np.bool_)
    size = max(5, round(max(torso.shape) / 150)) | 1
    square = np.ones((size, size), np.uint8)
    beside = cv2.dilate(np.logical_or.reduce(sleeves).view(np.uint8), square)
    wide = cv2.dilate(cv2.morphologyEx(torso, cv2.MORPH_OPEN, square), square)
    return np.asarray((torso > 0) & (beside > 0) & (wide == 0), np.bool_)


def _body_of_cloth(cloth: Cloth) -> NDArray[np.bool_] | None:
    """(H, W): the front without slivers, such as the rim that is left above the inner back of a collar; None when there
    is no inner back."""
    size = max(5, round(max(cloth.alpha.shape) / 200)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    back = (cloth.back > 0.3).astype(np.uint8)
    x, y, width, height = cv2.boundingRect(back)
    margin = 5 * size
    box = np.s_[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin]
    if not width or cloth.back[box].max() < 0.5:
        return None
    out = np.ones(cloth.alpha.shape, np.bool_)
    solid = ((cloth.alpha[box] > 0.4) & (cloth.back[box] < 0.5)).astype(np.uint8)
    kept = cv2.dilate(cv2.morphologyEx(solid, cv2.MORPH_OPEN, disc), disc) > 0
    near = cv2.dilate(back[box], disc, iterations=3) > 0
    out[box] = kept | ~near
    return out
