"""Cloth: a garment lifted off its product photo, with the anchors by which it is fitted.

Names say "left" and "right" as seen in the picture (not the wearer's). Coordinates are (x, y) px of ``Cloth.rgb``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.photo import Mask, Photo
    from engine.vision.types import Points, Rgb8


class GarmentType(StrEnum):
    """What kind of garment it is."""

    TSHIRT = "tshirt"
    SHIRT = "shirt"
    LONGSLEEVE = "longsleeve"
    SLEEVELESS = "sleeveless"
    JACKET = "jacket"
    DRESS = "dress"
    SKIRT = "skirt"
    TROUSERS = "trousers"

    @property
    def covers_torso(self) -> bool:
        """Worn on the upper body (a dress too)."""
        return self not in (GarmentType.SKIRT, GarmentType.TROUSERS)

    @property
    def covers_legs(self) -> bool:
        """Worn below the hips (a dress too)."""
        return self in (GarmentType.SKIRT, GarmentType.TROUSERS, GarmentType.DRESS)


@dataclass(frozen=True, slots=True)
class Sleeve:
    """One sleeve: ``axis`` (N, 2) px from the shoulder point to the middle of the cuff, N >= 2; ``cuff`` (2, 2) px its
    outer and inner end; ``length`` px along the axis; ``glued`` when it lies on the body in the photo, so that no
    ground shows between; ``region`` (H, W) bool: the pixels of the sleeve below the line armpit - shoulder."""

    axis: Points
    cuff: Points
    length: float
    glued: bool
    region: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Anchors:
    """Places on the garment, each (2,) float32 px; None where the kind has no such place.

    neck_*: where the neck opening meets the shoulder line. neck_front: lowest point of the front neckline.
    shoulder_*: outer end of the shoulder line (above the armpit; where the sleeve is set in, not the sleeve's tip).
    armpit_*: where sleeve and body part; for sleeveless the lower end of the armhole. waist_*: narrowest row between
    armpit and hem; for skirt and trousers the ends of the waistband. hem_*: ends of the lower edge; for trousers the
    outer leg ends. crotch: trousers only.
    ``confidence`` 0..1.
    """

    neck_left: Points | None
    neck_right: Points | None
    neck_front: Points | None
    shoulder_left: Points | None
    shoulder_right: Points | None
    armpit_left: Points | None
    armpit_right: Points | None
    waist_left: Points
    waist_right: Points
    hem_left: Points
    hem_right: Points
    crotch: Points | None
    sleeve_left: Sleeve | None
    sleeve_right: Sleeve | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Stance:
    """How a garment hangs in its photo: straight, or as the model stands who wears it. ``across`` and ``down``: unit
    vectors along the shoulders and down the spine; ``slide``: how far a turned chest's middle lies beside the middle of
    its silhouette, in half widths; ``tilt``: of the hips against the shoulders, rad. ``neck``: torso coordinates (u, v)
    of the middle of the collar, ``shoulders``: width of the shoulder line in them, where usual ones need not hold."""

    across: tuple[float, float] = (1.0, 0.0)
    down: tuple[float, float] = (0.0, 1.0)
    slide: float = 0.0
    tilt: float = 0.0
    neck: tuple[float, float] | None = None
    shoulders: float | None = None


@dataclass(frozen=True, slots=True)
class Cloth:
    """A garment on nothing.

    rgb: (H, W, 3) uint8 sRGB at the product photo's own size, colours at the edge free of the old ground
    (decontaminated; outside the garment the nearest garment colour is continued, so that it can be resampled).
    alpha: (H, W) float32 0..1. back: (H, W) float32 0..1, the inner back of the collar (seen only on a hollow garment).
    kind, anchors: in px of ``rgb``. open_front: a jacket or cardigan whose fronts part. axis_x: x of the mirror axis.
    on_model: worn by a model in the product photo, so that its hem may be tucked in or beyond the border.
    behind_arms: share of the trunk's front that the model's arms cover, 0..1. stance: of the model.
    opening: (H, W) float32 0..1, what lies between the fronts of a jacket that hang apart, where alpha is 1.
    photo: the product photo, of the size of ``rgb``, where it is to be painted in more than 8-bit sRGB.
    """

    rgb: Rgb8
    alpha: Mask
    back: Mask
    kind: GarmentType
    anchors: Anchors
    axis_x: float
    open_front: bool
    on_model: bool = False
    behind_arms: float = 0.0
    stance: Stance = Stance()
    opening: Mask | None = None
    photo: Photo | None = None
