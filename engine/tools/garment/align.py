"""Align: the garment laid, draped and snapped onto one wearer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.beside import beside
from engine.errors import WarpFailed
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import Aim, Ground, take_aim
from engine.tools.garment.fitting.below import sits
from engine.tools.garment.fitting.chins import free_of_collar, highest_front
from engine.tools.garment.fitting.drape import Stiffness, drape
from engine.tools.garment.fitting.fit import Affine, Laid, Piece, mapped_normals, match
from engine.tools.garment.fitting.necks import neck_pull, neck_share, neck_snap
from engine.tools.garment.fitting.place import place
from engine.tools.garment.fitting.silhouette import Outline, Part, Role, aimed_outline, garment_outline
from engine.tools.garment.fitting.sleeving import arm_reach
from engine.tools.garment.parts import part_alphas
from engine.tools.garment.pose import LARGEST_SLIDE, tilt_of
from engine.tools.garment.prepare import scaled
from engine.tools.garment.wearer.bent import bent_arms
from engine.tools.garment.wearer.frame import along
from engine.vision import go_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.pose import Wearer
    from engine.tools.garment.wearer.bent import Bent
    from engine.tools.garment.wearer.frame import Frame

    Floats = NDArray[np.float64]

FIT_SIDE = 1024
"""The garment is fitted at no more than this many px on its long side, and rendered from its full size."""
TUCKED = 0.06
"""A hem that would hang this share of the torso below the worn one, with trousers there, is taken for tucked in."""


ALIKE = 0.6
"""Sleeves whose ends lie further apart than this (shoulder widths) do not end alike."""
HALF, MOST = 0.5, 0.7
"""Nor do short sleeves of which one is shorter than the first share of the other, nor sleeves beyond the elbow of which
one is shorter than the second; worn short ones are seen shortened, down to .6 of their length on photos of known
garments."""
MOST_LONGER = 0.45
"""A garment that a model wore is lengthened below chest or waist by this share at most."""
ALIKE_SCALE = 0.02
"""The aim of a fit serves another whose scale differs by no more than this share."""
ABOVE_ARMPITS = 0.3
"""Cloth begins to turn from the shoulders' tilt to the hips' this share of the torso above the armpits."""
MOST_TILT = 0.21
"""Hips that seem to tilt more than this against the shoulders (rad) are misread."""
UNTUCKED = 0.97
"""A worn hem lower than this (torso lengths) hangs over the trousers, and so may the new one."""
LOOSE, OVERHANG = 0.885, 0.15
"""The same for one lower than ``LOOSE`` where the new hem hangs no more than ``OVERHANG`` below it."""
NEAR_ELBOW = 0.85
"""Outlines draw the sleeve of a bent arm down to this share of the upper arm."""
BEYOND_ELBOW = 0.12
"""A sleeve covers the elbow when it reaches this many shoulder widths beyond."""
OTHER_SLEEVES = {"bones": 0.3, "sleeve_gradient": 3.0}
"""Weights of every attempt where worn sleeves end elsewhere: stiff enough to lie straight on the arm, and so little
held by the bones that they do not pull the trunk (``tests/bench/sleeve_slant.py``)."""
SLEEVES = 2.0
"""Sleeves are loose tubes: the silhouette draws their outline this many times as much as that of the torso."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one attempt does differently: ``seed`` of the placing, pull of the worn outline, stiffness."""

    seed: int
    pull: float
    stiffness: Stiffness
    gates: tuple[float, ...] = (0.25, 0.2, 0.15, 0.12, 0.1, 0.08, 0.06)


RECIPES = (
    Recipe(0, 1.0, Stiffness(gradient=8.0, bending=14.0, seam=60, bones=0.05, sleeve_gradient=1.0)),
    Recipe(1, 0.6, Stiffness(gradient=6.0, bending=3.0, seam=60, bones=0.2, sleeve_gradient=0.6)),
    Recipe(2, 1.5, Stiffness(gradient=2.0, bending=1.0, seam=60, bones=0.05, sleeve_gradient=0.1)),
    Recipe(3, 0.3, Stiffness(gradient=20.0, bending=6.0, seam=60, bones=1.0, sleeve_gradient=2.0)),
)


@dataclass(frozen=True, slots=True)
class Residual:
    """What the drape left of the outline's way: at (N, 2) px of the photo, by (N, 2) px, weight (N,)."""

    at: Floats
    by: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Fit:
    """A garment on a body. Pieces map px of ``cloth`` (shrunk to the fit's size, ``shrink`` px per px of the product
    photo) to px of ``Body.image``. ``alphas``: one of ``part_alphas`` for each piece, but for what lies beyond a bent
    elbow. ``worn``: the outline of ``aim``, the silhouette to fill. ``placed``: what ``place`` found, to begin another
    search with. ``bent``: the left and right arm where a sleeve reaches beyond an elbow that is bent far; its piece
    ends at the elbow."""

    cloth: Cloth
    shrink: float
    laid: Laid
    pieces: tuple[Piece, ...]
    alphas: tuple[NDArray[np.float32], ...]
    outline: Outline
    worn: Outline
    residual: Residual
    tucked: bool
    aim: Aim
    cost: float
    placed: Floats
    bent: tuple[Bent | None, Bent | None] = (None, None)

    def hem(self, frame: Frame) -> float:
        """Torso coordinate v of the hem where it is laid, the middle of its two ends."""
        torso = next(piece for piece in self.pieces if piece.part == Part.TORSO)
        ends = np.stack([self.cloth.anchors.hem_left, self.cloth.anchors.hem_right]).astype(np.float64)
        return float(frame.uv(torso(ends))[:, 1].mean())


def shrunk(cloth: Cloth, side: int = FIT_SIDE) -> tuple[Cloth, float]:
    """The garment with its anchors at no more than ``side`` px, and the scale."""
    scale = min(1.0, side / max(cloth.alpha.shape))
    if scale == 1.0:
        return cloth, 1.0

    def small(mask: NDArray[np.float32]) -> NDArray[np.float32]:
        out: NDArray[np.float32] = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        return out

    rgb = cv2.resize(cloth.rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    alpha = small(cloth.alpha)
    anchors = scaled(cloth.anchors, scale, alpha.shape)
    opening = None if cloth.opening is None else small(cloth.opening)
    shrunken = replace(
        cloth,
        rgb=rgb,
        alpha=alpha,
        back=small(cloth.back),
        opening=opening,
        anchors=anchors,
        axis_x=cloth.axis_x * scale,
    )
    return shrunken, scale


def sleeve_reach(cloth: Cloth, affine_scale: float, frame: Frame) -> float:
    """Mean length of the garment's sleeves when laid on, in shoulder widths; 0 without sleeves."""
    lengths = [
        sleeve.length for sleeve in (cloth.anchors.sleeve_left, cloth.anchors.sleeve_right) if sleeve is not None
    ]
    return float(np.mean(lengths)) * affine_scale / frame.width if lengths else 0.0


def sleeve_class(reach: float) -> int:
    """0 none, 1 short, 2 beyond the elbow: of a sleeve's reach in shoulder widths."""
    return int(np.searchsorted([0.25, 0.85], reach))


def ends_alike(one: float, other: float) -> bool:
    """Whether two sleeves of one class and of these lengths, in shoulder widths, end alike."""
    least = HALF if sleeve_class(max(one, other)) < 2 else MOST
    return abs(one - other) < ALIKE and min(one, other) >= least * max(one, other)


def align(cloth: Cloth, wearer: Wearer, attempt: int, check: Callable[[], None] = go_on) -> Fit:
    """Fit ``cloth`` (full size) to the wearer with the recipe of this attempt. ``check`` is called between the steps
    and may raise. Raises WarpFailed when it cannot be laid."""
    return fitted(cloth, wearer, RECIPES[attempt % len(RECIPES)], check)


def fitted(
    cloth: Cloth,
    wearer: Wearer,
    recipe: Recipe,
    check: Callable[[], None] = go_on,
    near: Fit | None = None,
    ground: Ground | None = None,
) -> Fit:
    """``align`` with any recipe. ``near``: a fit that is much like it, and ``ground`` of the same wearer save time."""
    small, scale = shrunk(cloth)
    frame = wearer.frame
    if cloth.kind.covers_legs and sits(wearer.body.pose, frame, wearer.body.image.shape[0]):
        raise WarpFailed(
            "The person sits, and a garment cannot be laid over bent legs.",
            "Choose a photo in which the person stands.",
        )
    guess = 0.9 * frame.width / max(1.0, _shoulders(small)) if near is None else near.laid.affine.scale
    ground = ground or Ground(wearer)
    aim = _aim(small, wearer, guess, ground)
    same = aim.same
    check()
    alphas, (affine, cost, numbers) = beside(
        lambda: part_alphas(small, tuple(Part)),
        lambda: place(small, wearer.body, frame, aim, recipe.seed, None if near is None else near.placed),
    )
    check()
    if not same and (near is None or abs(affine.scale / guess - 1) > ALIKE_SCALE):
        aim = _aim(small, wearer, affine.scale, ground)
    outline = garment_outline(small, max(4.0, 0.035 * frame.width / affine.scale))
    if not len(outline.points):
        raise WarpFailed(
            "The garment is too small in its photo.", "Choose a photo in which the garment fills more of the picture."
        )
    worn = aimed_outline(aim, wearer.body, frame, max(3.0, 0.03 * frame.width))
    bent = _bent(small, wearer, affine.scale)
    if bent != (None, None):
        outline, worn, frame = _to_elbows(small, outline, worn, frame, bent)
    highest = highest_front(wearer.body, frame, small.anchors)
    if highest is not None:
        worn = free_of_collar(worn, wearer.body, frame, highest)
    top = cloth.kind.covers_torso and cloth.kind not in (GarmentType.DRESS, GarmentType.JACKET)
    hem, end = _hems(small, affine, worn, frame, 1.0 if cloth.kind.covers_torso else aim.bottom)
    tucked = top and _tucked(hem, end, wearer)
    laid = _laid(small, affine, wearer)
    if cloth.on_model and cloth.kind != GarmentType.DRESS:
        laid = _lengthened(laid, hem, end, frame)
    neck = neck_pull(laid, outline, worn, frame.width)
    roles = np.array([1.0, 0.0 if tucked else 1.0, neck, 1.0])
    parts = recipe.pull * np.array([1.0, SLEEVES, SLEEVES])
    stiffness = recipe.stiffness if same else replace(recipe.stiffness, **OTHER_SLEEVES)
    check()
    pieces = drape(small, frame, laid, outline, worn, roles, parts, recipe.gates, stiffness)
    roles[Role.NECK] = neck_snap(neck)
    residual = _residual(pieces, outline, worn, roles, parts, 0.06 * frame.width)
    own = tuple(_ending_at_elbow(alphas[piece.part], piece, bent) for piece in pieces)
    return Fit(small, scale, laid, pieces, own, outline, worn, residual, tucked, aim, cost, numbers, bent)


def _bent(cloth: Cloth, wearer: Wearer, scale: float) -> tuple[Bent | None, Bent | None]:
    """The arms that are bent far and whose elbows the new sleeves cover."""
    if not cloth.kind.covers_torso:
        return None, None
    sleeves = cloth.anchors.sleeve_left, cloth.anchors.sleeve_right
    left, right = (
        None
        if arm is None
        or arm_reach(sleeve, arm.arm, scale, wearer.frame) < arm.upper + BEYOND_ELBOW * wearer.frame.width
        else arm
        for arm, sleeve in zip(bent_arms(wearer.body, wearer.frame), sleeves, strict=True)
    )
    return left, right


def _to_elbows(
    cloth: Cloth, outline: Outline, worn: Outline, frame: Frame, bent: tuple[Bent | None, Bent | None]
) -> tuple[Outline, Outline, Frame]:
    """Outlines that draw bent sleeves no further than their elbows, and a frame in which those arms are straight."""
    sleeves = cloth.anchors.sleeve_left, cloth.anchors.sleeve_right
    mine, theirs, arms = outline.weight.copy(), worn.weight.copy(), list(frame.arms)
    for number, (arm, part) in enumerate(zip(bent, (Part.LEFT, Part.RIGHT), strict=True)):
        sleeve = sleeves[number]
        if arm is None or sleeve is None:
            continue
        place, _ = along(worn.points, arm.arm.bones)
        theirs[(worn.part == part) & (place > NEAR_ELBOW * arm.upper)] = 0.0
        place, _ = along(outline.points, sleeve.axis.astype(np.float64))
        share = NEAR_ELBOW * arm.upper / arm.arm.length
        mine[(outline.part == part) & (place > share * sleeve.length)] = 0.0
        arms[number] = arm.straightened()
    frame = replace(frame, left=arms[0], right=arms[1])
    return replace(outline, weight=mine), replace(worn, weight=theirs), frame


def _ending_at_elbow(
    alpha: NDArray[np.float32], piece: Piece, bent: tuple[Bent | None, Bent | None]
) -> NDArray[np.float32]:
    """The alpha of a piece without what lies beyond a bent elbow."""
    arm = {Part.LEFT: bent[0], Part.RIGHT: bent[1]}.get(piece.part)
    if arm is None:
        return alpha
    places = np.flatnonzero(alpha)
    rows, columns = np.divmod(places, alpha.shape[1])
    placed = piece(np.stack([columns, rows], axis=1))
    out = alpha.copy()
    out.ravel()[places[(placed - arm.arm.elbow) @ arm.one > 0]] = 0
    return out


def _laid(cloth: Cloth, affine: Affine, wearer: Wearer) -> Laid:
    """The garment laid on a torso that is turned, and whose hips tilt against the shoulders."""
    if not cloth.kind.covers_torso:
        waist = float(cloth.anchors.waist_left[1] + cloth.anchors.waist_right[1]) / 2
        return Laid(affine, cloth.axis_x, _half(cloth), 0.0, top=waist)
    frame, anchors = wearer.frame, cloth.anchors
    tilt = tilt_of(frame) - cloth.stance.tilt
    length = frame.length / affine.scale
    armpits = [float(point[1]) for point in (anchors.armpit_left, anchors.armpit_right) if point is not None]
    top = sum(armpits) / max(len(armpits), 1) - ABOVE_ARMPITS * length
    twist = float(np.tan(np.clip(tilt, -MOST_TILT, MOST_TILT)))
    sides = [float(side[0]) for side in (anchors.armpit_left, anchors.armpit_right) if side is not None]
    turned = cloth.on_model and len(sides) == 2  # then the middle lies between the sides but for the model's own turn
    middle = sum(sides) / 2 if turned else cloth.axis_x
    slide = wearer.slide - cloth.stance.slide if turned else wearer.slide
    slide = float(np.clip(slide, -LARGEST_SLIDE, LARGEST_SLIDE))
    return Laid(affine, middle, _half(cloth), slide, twist, top, length)


def _aim(cloth: Cloth, wearer: Wearer, scale: float, ground: Ground) -> Aim:
    """Aim for the garment's sleeves at a scale; sleeves of the same class count as ending alike."""
    frame = wearer.frame
    reach = sleeve_reach(cloth, scale, frame)
    worn = float(np.mean(wearer.sleeves)) / frame.width
    both = [
        arm_reach(sleeve, arm, scale, frame)
        for sleeve, arm in zip((cloth.anchors.sleeve_left, cloth.anchors.sleeve_right), frame.arms, strict=True)
    ]
    same = sleeve_class(worn) == sleeve_class(reach) and ends_alike(worn, reach)
    return take_aim(wearer, cloth.kind, (both[0], both[1]), same, neck_share(cloth, _shoulders(cloth)), ground)


def _shoulders(cloth: Cloth) -> float:
    left, right = cloth.anchors.shoulder_left, cloth.anchors.shoulder_right
    return (
        float(np.linalg.norm(right - left)) if left is not None and right is not None else float(cloth.alpha.shape[1])
    )


def _half(cloth: Cloth) -> float:
    left, right = cloth.anchors.armpit_left, cloth.anchors.armpit_right
    if left is None or right is None:
        left, right = cloth.anchors.waist_left, cloth.anchors.waist_right
    return max(4.0, float(right[0] - left[0]) / 2)


def _hems(cloth: Cloth, affine: Affine, worn: Outline, frame: Frame, otherwise: float) -> tuple[float, float]:
    """Torso coordinates v of the new hem and of the worn one, ``otherwise`` where that is not in the photo."""
    new = frame.uv(affine(np.stack([cloth.anchors.hem_left, cloth.anchors.hem_right])))[:, 1].mean()
    mine = (worn.role == Role.HEM) & (worn.weight > 0.1)
    ends = frame.uv(worn.points[mine])[:, 1] if mine.any() else np.array([otherwise])
    return float(new), float(np.median(ends))


def _tucked(hem: float, end: float, wearer: Wearer) -> bool:
    """Whether a hem at ``hem`` (torso coordinate v) is tucked in where the worn one ends."""
    low = LOOSE if hem - end < OVERHANG else UNTUCKED
    return bool(hem - end > TUCKED and end < low and wearer.body.lower.max() > 0.5)


def _lengthened(laid: Laid, hem: float, end: float, frame: Frame) -> Laid:
    """A garment that a model wore, of whose length a part may be tucked in or beyond the photo's border, down to the
    worn hem."""
    top = float(frame.uv(laid.affine(np.array([[laid.middle, laid.top]])))[0, 1])
    return replace(laid, longer=float(np.clip((end - hem) / max(hem - top, 0.1), 0, MOST_LONGER)))


def placed_outline(pieces: tuple[Piece, ...], outline: Outline) -> tuple[Floats, Floats]:
    """Where the garment's outline lies in the photo, and its normals there."""
    points, normals = np.zeros_like(outline.points), np.zeros_like(outline.points)
    for piece in pieces:
        mine = outline.part == piece.part
        points[mine] = piece(outline.points[mine])
        normals[mine] = mapped_normals(piece.jacobian(outline.points[mine]), outline.normals[mine])
    return points, normals


def _residual(
    pieces: tuple[Piece, ...], outline: Outline, worn: Outline, roles: Floats, parts: Floats, gate: float
) -> Residual:
    points, normals = placed_outline(pieces, outline)
    pull = match(points, normals, outline, worn, gate, roles)
    back = slice(len(points), None)
    index, normal = pull.index[back], pull.normal[back]
    by = ((pull.place[back] - points[index]) * normal).sum(axis=1, keepdims=True) * normal
    weight = pull.weight[back] * parts[outline.part[index]]
    return Residual(pull.place[back], by, weight)
