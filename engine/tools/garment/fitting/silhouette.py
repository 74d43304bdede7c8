"""Outlines as points with normals and roles: the garment's own, and that of what the person wears now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.tools.garment.wearer.frame import along, sampled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Anchors, Cloth
    from engine.tools.garment.fitting.aim import Aim
    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body

    Floats = NDArray[np.float64]


SHOULDERS = 5.0
"""Cloth hangs from the shoulders: their line counts this many times more than other edges."""

HIDDEN = 0.05
"""Weight of outline at which something lies in front of the cloth."""


class Part(IntEnum):
    """Piece of a garment; left and right as seen in the picture."""

    TORSO = 0
    LEFT = 1
    RIGHT = 2


class Role(IntEnum):
    """What a stretch of outline is."""

    SIDE = 0
    HEM = 1
    NECK = 2
    CUFF = 3


@dataclass(frozen=True, slots=True)
class Outline:
    """Points (N, 2) px, outward unit normals (N, 2), part and role (N,) and weight (N,) 0..1: how surely the cloth ends
    here (small where something lies in front of it)."""

    points: Floats
    normals: Floats
    part: NDArray[np.int64]
    role: NDArray[np.int64]
    weight: Floats


def contour(mask: NDArray[np.bool_], spacing: float, smooth: float) -> tuple[Floats, Floats]:
    """Points every ``spacing`` px on all large outlines of ``mask``, and outward normals, smoothed over ``smooth``
    px."""
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    points, normals = [], []
    for line in found:
        if len(line) < 12 * smooth or abs(cv2.contourArea(line)) < 40 * smooth**2:
            continue
        ring = cv2.GaussianBlur(np.tile(line[:, 0].astype(np.float32), (3, 1)), (1, 0), sigmaX=0.1, sigmaY=smooth)
        ring = ring[len(line) : 2 * len(line)].astype(np.float64)
        tangent = np.roll(ring, -2, axis=0) - np.roll(ring, 2, axis=0)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-6)
        take = np.arange(0, len(ring), max(1, round(spacing)))
        points.append(ring[take])
        normals.append(np.stack([-tangent[take, 1], tangent[take, 0]], axis=1))
    if not points:
        return np.zeros((0, 2)), np.zeros((0, 2))
    flat_points, flat_normals = np.concatenate(points), np.concatenate(normals)
    probe = np.rint(flat_points + 3 * flat_normals).astype(int)
    height, width = mask.shape
    inside = ((probe >= 0) & (probe < [width, height])).all(axis=1)
    hit = np.zeros(len(probe), bool)
    hit[inside] = mask[probe[inside, 1], probe[inside, 0]]
    flat_normals[hit] *= -1
    return flat_points, flat_normals


def garment_outline(cloth: Cloth, spacing: float) -> Outline:
    """The garment's outline in px of ``cloth.rgb``; the upper edge follows the front of the neck, not the inner
    back."""
    anchors = cloth.anchors
    solid = (cloth.alpha > 0.5) & (cloth.back < 0.5)
    points, normals = contour(solid, spacing, max(2.0, spacing / 3))
    part = np.zeros(len(points), np.int64)
    role = np.zeros(len(points), np.int64)
    cell = np.rint(points).astype(int)
    for number, sleeve in ((Part.LEFT, anchors.sleeve_left), (Part.RIGHT, anchors.sleeve_right)):
        if sleeve is None:
            continue
        region = cv2.dilate(sleeve.region.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        mine = region[np.clip(cell[:, 1], 0, region.shape[0] - 1), np.clip(cell[:, 0], 0, region.shape[1] - 1)]
        part[mine] = number
        direction = sleeve.axis[-1] - sleeve.axis[-2]
        direction = direction / max(float(np.linalg.norm(direction)), 1e-6)
        _, away = along(points, sleeve.cuff.astype(np.float64))
        role[mine & (normals @ direction > 0.5) & (away < 4 * spacing)] = Role.CUFF
    role[(part == 0) & _neck(points, normals, anchors)] = Role.NECK
    role[(part == 0) & _hem(points, normals, anchors)] = Role.HEM
    return Outline(points, normals, part, role, np.ones(len(points)))


def _neck(points: Floats, normals: Floats, anchors: Anchors) -> NDArray[np.bool_]:
    if anchors.neck_left is None or anchors.neck_right is None:
        return np.zeros(len(points), bool)
    left, right = float(anchors.neck_left[0]), float(anchors.neck_right[0])
    top = min(float(anchors.neck_left[1]), float(anchors.neck_right[1]))
    low = float(anchors.neck_front[1]) if anchors.neck_front is not None else top
    margin = 0.08 * (right - left)
    found: NDArray[np.bool_] = (
        (points[:, 0] > left - margin)
        & (points[:, 0] < right + margin)
        & (points[:, 1] < low + (right - left) * 0.3)
        & (normals[:, 1] < 0.3)
    )
    return found


def _hem(points: Floats, normals: Floats, anchors: Anchors) -> NDArray[np.bool_]:
    left, right = anchors.hem_left.astype(np.float64), anchors.hem_right.astype(np.float64)
    direction = right - left
    down = np.array([-direction[1], direction[0]]) / max(float(np.linalg.norm(direction)), 1e-6)
    top = np.mean([anchors.waist_left, anchors.waist_right], axis=0)
    found: NDArray[np.bool_] = (normals @ down > 0.55) & ((points - top) @ down > 0.4 * float((left - top) @ down))
    return found


def aimed_outline(aim: Aim, body: Body, frame: Frame, spacing: float) -> Outline:
    """The outline of the silhouette that the garment should fill, in px of ``body.image``.

    Weight falls where hair, a hand or a bare arm lies in front, at borders drawn by rule and at the border of the
    picture.
    """
    points, normals = contour(aim.mask > 0.5, spacing, max(2.0, spacing / 3))
    if not len(points):
        return Outline(points, normals, np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    uv = frame.uv(points)
    part = arm_part(points, frame, aim.reach)
    role = np.zeros(len(points), np.int64)
    down = normals @ frame.down
    inward = np.sign(uv[:, 0]) * (normals @ frame.across) < 0.15
    torso = part == Part.TORSO
    role[torso & (uv[:, 1] > 0.5 * (aim.top + aim.bottom)) & (down > 0.55)] = Role.HEM
    role[torso & (aim.top < 0.2) & (uv[:, 1] < 0.45) & (np.abs(uv[:, 0]) < 0.4) & (down < 0.3) & inward] = Role.NECK
    for number, arm in ((Part.LEFT, frame.left), (Part.RIGHT, frame.right)):
        place, _ = along(points, arm.bones)
        upper = arm.elbow - arm.shoulder
        lower = arm.wrist - arm.elbow
        fore = (place > np.linalg.norm(upper))[:, None]
        direction = np.where(
            fore, lower / max(float(np.linalg.norm(lower)), 1e-6), upper / max(float(np.linalg.norm(upper)), 1e-6)
        )
        role[(part == number) & ((normals * direction).sum(axis=1) > 0.6)] = Role.CUFF
    torso = (uv[:, 0] > -0.62) & (uv[:, 0] < 0.62)
    above = role == Role.HEM
    lowest = outermost(points[above], points[part == Part.TORSO], frame, frame.down)
    above[above] = ~lowest  # cloth ends above an arm or a hand too
    role[above] = Role.SIDE
    weight = _certainty(points, normals, role, body, frame)
    weight[above] = HIDDEN
    weight[torso & (down < -0.5) & (uv[:, 1] < 0.35) & (role == Role.SIDE)] *= SHOULDERS
    weight[sampled(aim.made.astype(np.float32), points) > 0.5] = 0.0
    return Outline(points, normals, part, role, weight)


def arm_part(points: Floats, frame: Frame, sleeves: tuple[float, float]) -> NDArray[np.int64]:
    """(N,): on which sleeve each point lies; ``sleeves``: how far down each arm cloth reaches, px (left, right)."""
    uv = frame.uv(points)
    part = np.zeros(len(points), np.int64)
    for number, arm, sign, reach in ((Part.LEFT, frame.left, -1, sleeves[0]), (Part.RIGHT, frame.right, 1, sleeves[1])):
        place, away = along(points, arm.bones)
        outside = sign * uv[:, 0] > 0.5 + 0.02
        near = (away < 0.3 * frame.width) & (place > 0.12 * frame.width) & (place < reach + 0.15 * frame.width)
        part[outside & near & (reach > 0.25 * frame.width)] = number
    return part


def outermost(points: Floats, outline: Floats, frame: Frame, way: Floats) -> NDArray[np.bool_]:
    """(N,): which points have no other part of the outline beyond them, up or down the torso as ``way`` (2,) tells."""
    away = (outline[None] - points[:, None]) / frame.width
    beyond = (np.abs(away @ frame.across) < 0.04) & (away @ way > 0.06)
    return np.asarray(~beyond.any(axis=1), np.bool_)


def _certainty(points: Floats, normals: Floats, role: NDArray[Any], body: Body, frame: Frame) -> Floats:
    beyond = points + normals * (0.025 * frame.width + 2)
    covered = np.maximum(sampled(body.hair, beyond), sampled(body.hands, beyond)) > 0.4
    bare = (sampled(body.skin, beyond) > 0.5) & (role == Role.SIDE)
    height, width = body.clothes.shape
    edge = ((points < 3) | (points > np.array([width, height]) - 4)).any(axis=1)
    weight = np.ones(len(points))
    weight[bare] = 0.8
    weight[covered] = HIDDEN
    weight[edge] = 0.0
    return weight
