"""Necks: how much the worn neckline says of where the new one lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.fitting.silhouette import Role

if TYPE_CHECKING:
    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.fitting.fit import Laid
    from engine.tools.garment.fitting.silhouette import Outline

SAME_NECK = 0.06
"""Necklines that lie this near each other (shoulder widths) are of the same shape."""
OTHER_NECK, SHIFTS = (0.128, 0.16), 8
"""Shoulder widths by which nine tenths of a neckline lie apart from another, once laid over it in so many steps, from
where the two begin to differ to where they are unlike."""
HALF_ALIKE = 2.5
"""A neckline that is drawn by less than this is of another shape than the worn one, and is not moved onto it."""


def neck_pull(laid: Laid, outline: Outline, worn: Outline, unit: float) -> float:
    """How much the worn neckline draws the new one: much where both have the same shape, hardly otherwise."""
    mine, other = outline.role == Role.NECK, (worn.role == Role.NECK) & (worn.weight > 0.3)
    if int(mine.sum()) < 4 or int(other.sum()) < 4:
        return 0.1
    new, old = laid(outline.points[mine]) / unit, worn.points[other] / unit
    away = np.linalg.norm(new[:, None] - old[None], axis=2).min(axis=1)
    near = float(np.interp(np.median(away), [SAME_NECK, 2.5 * SAME_NECK], [5.0, 0.2]))
    for _ in range(SHIFTS):  # the same wherever they lie: neither the garment's nor the worn one's points count more
        apart = np.linalg.norm(new[:, None] - old[None], axis=2)
        back, forth = old - new[apart.argmin(axis=0)], old[apart.argmin(axis=1)] - new
        new = new + 0.5 * (back.mean(axis=0) + forth.mean(axis=0))
    rest = np.quantile(np.linalg.norm(new[:, None] - old[None], axis=2).min(axis=1), 0.9)
    return near * float(np.interp(rest, OTHER_NECK, [1.0, 0.1]))


def neck_snap(pull: float) -> float:
    """How much the last px of a new neckline are moved onto the worn one, of whose shape ``neck_pull`` told."""
    return pull * float(np.clip(pull / HALF_ALIKE - 1, 0, 1))


def neck_share(cloth: Cloth, shoulders: float) -> float:
    """Width of the neckline at the shoulder line as a share of that line, ``shoulders`` px; 1 where nothing is known of
    it."""
    left, right = cloth.anchors.neck_left, cloth.anchors.neck_right
    if left is None or right is None:
        return 1.0
    return float(np.clip(np.linalg.norm(right - left) / max(shoulders, 1.0), 0, 1))
