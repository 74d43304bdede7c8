"""Judge: a score for a fit from measured things, with reasons in words.

score = exp(-1/2 sum (x_i / t_i)^2): each measure x_i counts against its tolerance t_i, the value at which it alone
brings the score to 0.61.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.beside import beside
from engine.photo import Box
from engine.tools.garment.align import placed_outline
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.chins import chin_of, highest_front
from engine.tools.garment.fitting.fit import match
from engine.tools.garment.fitting.silhouette import Part, Role, outermost
from engine.tools.garment.fitting.warp import inverse_map, sample
from engine.tools.garment.parts import region_of
from engine.tools.garment.wearer.frame import torso_coordinates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.align import Fit
    from engine.tools.garment.pose import Wearer
    from engine.tools.garment.wearer.frame import Frame

    Floats = NDArray[np.float64]

NECK_HEIGHT = 0.16
"""Necklines begin this share of the torso above the shoulder joints (median over fits that look right)."""
OFF_SHOULDERS = 0.05
"""The same of tops that leave the shoulders bare."""
LOW_SHOULDER = 0.15
"""Upper edges of worn cloth below this torso coordinate v are no shoulders: cloth below hair, or a wide neckline."""
HEM_COUNTS = 0.18
"""A shorter or longer garment is no fault of the fit: hems further apart than this (torso lengths) count no more."""
BEFORE = 0.4
"""Torso coordinate u, without sign, within which an arm lies before the trunk."""
MOST_GUESSED = 0.8
"""More of an arm before the trunk (shoulder widths) makes its looks no surer."""
UPWARD, FEWEST = -0.6, 3
"""Outlines whose normals point no further down than this lie on shoulders, and so many points of them tell where."""
COARSE = 0.25
"""Areas are judged on a picture of this scale."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured thing: its value, the value that is still fine, the tolerance beyond, and words for a value too
    high."""

    name: str
    value: float
    free: float
    tolerance: float
    words: str

    @property
    def cost(self) -> float:
        """Squared excess in tolerances."""
        return (max(0.0, self.value - self.free) / self.tolerance) ** 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """Score 0..1, what lowered it in words (worst first), and all measures."""

    score: float
    reasons: tuple[str, ...]
    measures: tuple[Measure, ...]


def judge(fit: Fit, wearer: Wearer) -> Verdict:
    """Judge a fit on its wearer."""
    others, areas = beside(
        lambda: (*_outline(fit, wearer), *_shape(fit, wearer), *_places(fit, wearer), *_trust(fit, wearer)),
        lambda: _areas(fit, wearer),
    )
    measures = (*areas, *others)
    score = float(np.exp(-0.5 * sum(measure.cost for measure in measures)))
    worst = sorted((measure for measure in measures if measure.cost > 0.15), key=lambda measure: -measure.cost)
    return Verdict(score, tuple(measure.words for measure in worst), measures)


def _areas(fit: Fit, wearer: Wearer) -> tuple[Measure, ...]:
    body, frame = wearer.body, wearer.frame
    size = (max(8, round(body.clothes.shape[1] * COARSE)), max(8, round(body.clothes.shape[0] * COARSE)))
    person, face, aim = (
        cv2.resize(mask, size, interpolation=cv2.INTER_AREA) for mask in (body.person, body.face, fit.aim.mask)
    )
    cover = coarse_cover(fit, size)
    u, v = torso_coordinates(frame, cover.shape, 1 / COARSE)
    top, bottom = (0.0, 0.6) if fit.cloth.kind.covers_torso else (fit.aim.top, 0.5 * (fit.aim.top + fit.aim.bottom))
    chest = (aim > 0.5) & (np.abs(u) < 0.5) & (v > top) & (v < bottom)
    bare = float((chest & (cover < 0.5)).sum() / max(int(chest.sum()), 1))
    garment = cover > 0.5
    total = max(int(garment.sum()), 1)
    ground = float((garment & (v < bottom) & (person < 0.2)).sum() / total)
    on_face = float((garment & (face > 0.5)).sum() / total)
    return (
        Measure("bare", bare, 0.04, 0.12, "part of what is worn now stays uncovered"),
        Measure("ground", ground, 0.04, 0.1, "the garment spills over the background"),
        Measure("face", on_face, 0.0, 0.02, "the garment reaches into the face"),
    )


def coarse_cover(fit: Fit, size: tuple[int, int]) -> NDArray[np.float32]:
    """(h, w) float32: the garment's cover on a picture of ``size`` (width, height), ``COARSE`` times the proxy."""
    out = np.zeros(size[::-1], np.float32)
    for piece, alpha in zip(fit.pieces, fit.alphas, strict=True):
        region = region_of(fit.cloth, piece.part)
        if not region.any():
            continue
        small = replace(piece, controls=piece.controls * COARSE)
        coordinates = inverse_map(small, region, Box(0, 0, *size), step=28)
        whole = alpha if piece.part != Part.TORSO or fit.cloth.opening is None else np.maximum(alpha, fit.cloth.opening)
        out = np.maximum(out, sample(whole, coordinates, smooth=False))
    return out


def _outline(fit: Fit, wearer: Wearer) -> tuple[Measure, ...]:
    """How far the garment's sides and shoulders lie from those of what is worn, in shoulder widths, each way."""
    frame = wearer.frame
    points, normals = placed_outline(fit.pieces, fit.outline)
    roles = np.array([1.0, 0.0 if fit.tucked else 0.6, 0.0, 0.0])
    pull = match(points, normals, fit.outline, fit.worn, 0.5 * frame.width, roles)
    torso = fit.outline.part[pull.index] == Part.TORSO
    use = (pull.weight > 0) & (torso | fit.aim.same)
    if fit.cloth.kind.covers_torso and not _has_shoulders(fit):
        use[len(points) :] &= ~_above_armpits(fit.worn.points, fit, frame)
    away = np.abs(((points[pull.index] - pull.place) * pull.normal).sum(axis=1)) / frame.width
    gap = float(np.average(np.minimum(away[use], 0.5), weights=pull.weight[use])) if use.any() else 0.08
    return (
        Measure("outline", gap, 0.03, 0.055, "the garment's outline does not follow the body"),
        Measure(
            "shoulder line",
            shoulder_line(fit, wearer, points, normals),
            0.03,
            0.06,
            "the garment does not lie on the shoulders",
        ),
    )


def shoulder_line(fit: Fit, wearer: Wearer, points: Floats, normals: Floats) -> float:
    """Mean distance along the spine, in shoulder widths, between the upper edges of garment and silhouette; 0 without
    shoulders."""
    frame = wearer.frame
    if not fit.cloth.kind.covers_torso or not _has_shoulders(fit):
        return 0.0

    def upper(where: Floats, way: Floats, role: NDArray[np.int64], lowest: float) -> NDArray[np.bool_]:
        uv = frame.uv(where)
        found: NDArray[np.bool_] = (
            (way @ frame.down < UPWARD) & (uv[:, 1] < lowest) & (np.abs(uv[:, 0]) < 0.62) & (role == Role.SIDE)
        )
        return found

    mine = upper(points, normals, fit.outline.role, 0.35)
    aimed = upper(fit.worn.points, fit.worn.normals, fit.worn.role, LOW_SHOULDER) & (fit.worn.weight > 0.3)
    aimed[aimed] = outermost(fit.worn.points[aimed], fit.worn.points, frame, -frame.down)  # cloth ends below hair too
    if int(mine.sum()) < FEWEST or int(aimed.sum()) < FEWEST:
        return 0.07
    side = np.abs((points[mine][:, None] - fit.worn.points[aimed][None]) @ frame.across) / frame.width
    high = (points[mine][:, None] - fit.worn.points[aimed][None]) @ frame.down / frame.width
    near = side.argmin(axis=0)
    every = np.arange(int(aimed.sum()))
    use = side[near, every] < 0.05
    return float(np.minimum(np.abs(high[near, every][use]), 0.3).mean()) if use.any() else 0.08


def _has_shoulders(fit: Fit) -> bool:
    """Whether the garment goes over the shoulders: an off-shoulder top has nothing above its armpits but a neckline and
    sleeves."""
    own = fit.outline
    upper = (own.part == Part.TORSO) & (own.role == Role.SIDE) & (own.normals @ fit.cloth.stance.down < UPWARD)
    return int(upper.sum()) >= FEWEST


def _above_armpits(points: Floats, fit: Fit, frame: Frame) -> NDArray[np.bool_]:
    """(N,): which of (N, 2) px of the photo lie above the line of the new armpits."""
    anchors = fit.cloth.anchors
    if anchors.armpit_left is None or anchors.armpit_right is None:
        return np.zeros(len(points), np.bool_)
    ends = frame.uv(fit.pieces[0](np.stack([anchors.armpit_left, anchors.armpit_right]).astype(np.float64)))
    u, v = frame.uv(points).T
    return np.asarray(v < np.interp(u, *ends[np.argsort(ends[:, 0])].T), np.bool_)


def _shape(fit: Fit, wearer: Wearer) -> tuple[Measure, ...]:
    """Fold-over, uneven stretch and turn of the pieces' maps."""
    folds, stretch, turn = 0.0, 0.0, 0.0
    for piece, alpha in zip(fit.pieces, fit.alphas, strict=True):
        region = region_of(fit.cloth, piece.part)
        if piece.part != Part.TORSO:
            region = region & (alpha > 0)  # sleeves of bent arms end at the elbow
        places = np.flatnonzero(region)
        rows, columns = np.divmod(places[:: max(1, len(places) // 300)], region.shape[1])
        jacobian = piece.jacobian(np.stack([columns, rows], axis=1))
        area = np.linalg.det(jacobian)
        singular = np.linalg.svd(jacobian, compute_uv=False)
        folds = max(folds, float((area <= 0).mean()))
        ratio = np.log(np.maximum(singular[:, 0], 1e-6) / np.maximum(singular[:, 1], 1e-6))
        if piece.part == Part.TORSO:
            stretch = float(np.quantile(ratio, 0.8))
            mean = jacobian.mean(axis=0)
            across, down = mean @ fit.cloth.stance.across, mean @ fit.cloth.stance.down
            spine = float(np.arctan2(-down[0], down[1]))
            axis = float(np.arctan2(-wearer.frame.down[0], wearer.frame.down[1]))
            level = float(np.arctan2(across[1], across[0]))
            line = float(np.arctan2(wearer.frame.across[1], wearer.frame.across[0]))
            turn = float(np.degrees(abs((spine - axis) + (level - line)) / 2))
    return (
        Measure("folds", folds, 0.0, 0.04, "the cloth folds over itself"),
        Measure("stretch", stretch, 0.35, 0.35, "the cloth is stretched unevenly"),
        Measure("turn", turn, 4.0, 6.0, "the garment sits at an angle to the body"),
    )


def _places(fit: Fit, wearer: Wearer) -> tuple[Measure, ...]:
    """Neck, shoulders and hem against where bodies have them, in torso units."""
    frame, anchors, stance = wearer.frame, fit.cloth.anchors, fit.cloth.stance
    torso = fit.pieces[0]
    middle, height = stance.neck or (0.0, -NECK_HEIGHT if _has_shoulders(fit) else -OFF_SHOULDERS)
    out = []
    if anchors.neck_left is not None and anchors.neck_right is not None:
        neck = frame.uv(torso(np.stack([anchors.neck_left, anchors.neck_right]).astype(np.float64)))
        out.append(
            Measure(
                "neck aside",
                abs(float(neck[:, 0].mean()) - middle - 0.35 * (wearer.slide - stance.slide)),
                0.05,
                0.09,
                "the collar sits beside the neck",
            )
        )
        out.append(
            Measure(
                "neck height",
                abs(float(neck[:, 1].mean()) - height),
                0.06,
                0.11,
                "the collar sits too high or too low",
            )
        )
        out.append(
            Measure("chin", _at_chin(fit, wearer), 0.05, 0.08, "the neckline lies at the chin")
        )
    if anchors.shoulder_left is not None and anchors.shoulder_right is not None:
        ends = frame.uv(torso(np.stack([anchors.shoulder_left, anchors.shoulder_right]).astype(np.float64)))
        width = float(ends[1, 0] - ends[0, 0])
        out.append(
            Measure(
                "shoulders",
                abs(float(np.log(max(width, 0.05) / max(stance.shoulders or 0.9, 0.05)))),
                0.2,
                0.25,
                "the shoulders are too wide or too narrow",
            )
        )
    mine = (fit.worn.role == Role.HEM) & (fit.worn.weight > 0.3)
    top = fit.cloth.kind.covers_torso and fit.cloth.kind not in (GarmentType.DRESS, GarmentType.JACKET)
    if top and not fit.tucked and mine.any():
        worn = float(np.median(frame.uv(fit.worn.points[mine])[:, 1]))
        out.append(
            Measure(
                "hem",
                min(abs(fit.hem(frame) - worn), HEM_COUNTS),
                0.08,
                0.15,
                "the hem ends elsewhere than that of the worn garment",
            )
        )
    return tuple(out)


def _at_chin(fit: Fit, wearer: Wearer) -> float:
    """By how many face heights the front of the neckline lies too near the chin."""
    front, chin = fit.cloth.anchors.neck_front, chin_of(wearer.body)
    highest = highest_front(wearer.body, wearer.frame, fit.cloth.anchors)
    if front is None or chin is None or highest is None:
        return 0.0
    place = fit.pieces[0](front[None].astype(np.float64))[0] - wearer.frame.origin
    return max(highest - float(place @ wearer.frame.down), 0.0) / chin.face


def _guessed_arms(fit: Fit, wearer: Wearer) -> float:
    """How much of an arm before the trunk loses its sleeve, in shoulder widths; of both arms the larger."""
    if fit.aim.same or not fit.cloth.kind.covers_torso:
        return 0.0
    frame, longest = wearer.frame, 0.0
    for arm, new, old in zip(frame.arms, fit.aim.reach, wearer.sleeves, strict=True):
        steps = np.linspace(0.0, arm.length, 60)
        knots = np.array([0.0, float(np.linalg.norm(arm.elbow - arm.shoulder)), arm.length])
        line = np.stack([np.interp(steps, knots, arm.bones[:, axis]) for axis in (0, 1)], axis=1)
        u, v = frame.uv(line).T
        bared = (steps > new) & (steps < old) & (np.abs(u) < BEFORE) & (v > 0) & (v < 1.1)
        longest = max(longest, float(bared.mean()) * arm.length / frame.width)
    return min(longest, MOST_GUESSED)


def _trust(fit: Fit, wearer: Wearer) -> tuple[Measure, ...]:
    return (
        Measure("arms", _guessed_arms(fit, wearer), 0.15, 0.9, "arms before the body lose their sleeves"),
        Measure("pose", 1 - wearer.body.confidence, 0.3, 0.5, "the pose is hard to see"),
        Measure("anchors", 1 - fit.cloth.anchors.confidence, 0.6, 0.6, "the garment's shape is hard to read"),
    )
