"""On a model: a garment worn by a person in its photo, found by pose and lifted off with vision's clothes mask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import PoseFailed, SegmentationFailed
from engine.raster import pieces
from engine.tools.garment.cloth import Anchors, Sleeve
from engine.tools.garment.ground import REMEDY
from engine.tools.garment.outline import resampled
from engine.tools.garment.segment import mended, refined
from engine.vision import go_on
from engine.vision.types import Joint

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from engine.photo import Mask, Photo
    from engine.vision import Vision
    from engine.vision.types import Body, Points, Pose, Rgb8

    Bool = NDArray[np.bool_]

LEAST_SHOULDERS = 0.10
"""Shoulder width of a model, as a share of the photo's width."""
LEAST_SEEN = 0.6
"""Mean visibility of shoulders and nose from which a pose is believed to be a person and not folds of cloth."""
LEAST_NECK = 0.42
"""How far a nose is above the shoulders, in their width: .6 and more on people, less than .35 where a net saw a head in
the collar of a shirt."""
LEAST_SKIN = 0.003
"""Share of skin-like pixels below which nobody is looked for."""
BARE = 0.9
"""Share of the upper arm's bone that skin covers from which it wears no sleeve."""
NO_GARMENT = "The garment photo shows a person, but not enough of a garment on them."
SIDES = (
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_HIP),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_HIP),
)


def worn(garment: Photo, proxy: Rgb8, vision: Vision, check: Callable[[], None] = go_on) -> Body | None:
    """The person who wears the garment, analysed; None when nobody is in the photo.

    Raises SegmentationFailed when there is a person but no garment to be seen on them.
    """
    if skin_share(proxy[::8, ::8]) < LEAST_SKIN:
        return None
    people = vision.people(proxy)
    if not people or not believable(people[0], proxy):
        return None
    try:
        body = vision.body(garment)
    except PoseFailed as fault:
        raise SegmentationFailed(NO_GARMENT, REMEDY) from fault
    if float((body.clothes > 0.5).mean()) < 0.01:
        raise SegmentationFailed(NO_GARMENT, REMEDY)
    body = refined(body, check)
    return replace(body, clothes=mended(body))


def believable(pose: Pose, proxy: Rgb8) -> bool:
    """A head over shoulders and skin where the face should be: pose nets also see people in empty shirts."""
    if pose.shoulder_width < LEAST_SHOULDERS * proxy.shape[1]:
        return False
    seen = pose.visibility[[int(Joint.NOSE), int(Joint.LEFT_SHOULDER), int(Joint.RIGHT_SHOULDER)]]
    if float(seen.mean()) < LEAST_SEEN:
        return False
    nose = pose[Joint.NOSE]
    shoulders = 0.5 * (pose[Joint.LEFT_SHOULDER] + pose[Joint.RIGHT_SHOULDER])
    if shoulders[1] - nose[1] < LEAST_NECK * pose.shoulder_width:
        return False
    half = max(2.0, 0.12 * pose.shoulder_width)
    x0, x1 = int(max(0, nose[0] - half)), int(min(proxy.shape[1], nose[0] + half))
    y0, y1 = int(max(0, nose[1] - 1.3 * half)), int(min(proxy.shape[0], nose[1] + half))
    if x1 - x0 < 3 or y1 - y0 < 3:
        return False
    return skin_share(proxy[y0:y1, x0:x1]) > 0.4


def skin_share(rgb: Rgb8) -> float:
    """Share of pixels whose chroma is that of skin of any tone (Cr 133..180, Cb 75..130; Chai and Ngan 1999,
    widened)."""
    chroma = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)
    red, blue = chroma[..., 1], chroma[..., 2]
    return float(((red > 133) & (red < 180) & (blue > 75) & (blue < 130)).mean())


def worn_mask(chosen: Mask | Bool) -> Bool:
    """The main pieces of the worn garment, (H, W) bool; ``chosen``: a mask of ``body``."""
    mask = (chosen > 0.5).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    labels, areas = pieces(mask > 0)
    return np.take(areas >= 0.05 * areas.max(), labels) if len(areas) > 1 else mask > 0


@dataclass(frozen=True, slots=True)
class WornSide:
    """One side of a worn top in px of the picture: its anchors and its sleeve."""

    neck: Points
    shoulder: Points
    armpit: Points
    waist: Points
    hem: Points
    sleeve: Sleeve | None


def worn_anchors(body: Body, mask: Bool) -> Anchors:
    """Anchors read from the pose and the garment's mask, in px of ``body.image``."""
    order = sorted(SIDES, key=lambda side: float(body.pose[side[0]][0]))  # the picture's left first
    middle = 0.5 * (body.pose[order[0][0]] + body.pose[order[1][0]])
    low = 0.5 * (body.pose[order[0][3]] + body.pose[order[1][3]])
    left, right = (worn_side(body, mask, joints, middle, low) for joints in order)
    if any(arm_is_bare(body, joints) for joints in order):
        left, right = replace(left, sleeve=None), replace(right, sleeve=None)
    start = middle - 0.5 * (low - middle)
    front = first_inside(mask, start, middle + 0.5 * (low - middle))
    return Anchors(
        neck_left=left.neck,
        neck_right=right.neck,
        neck_front=front,
        shoulder_left=left.shoulder,
        shoulder_right=right.shoulder,
        armpit_left=left.armpit,
        armpit_right=right.armpit,
        waist_left=left.waist,
        waist_right=right.waist,
        hem_left=left.hem,
        hem_right=right.hem,
        crotch=None,
        sleeve_left=left.sleeve,
        sleeve_right=right.sleeve,
        confidence=0.7 * body.confidence,
    )


def worn_side(
    body: Body, mask: Bool, joints: tuple[Joint, Joint, Joint, Joint], middle: Points, low: Points
) -> WornSide:
    """One side of a worn top; ``middle`` and ``low`` are the middles of shoulders and hips."""
    pose, torso = body.pose, low - middle
    joint, hip = pose[joints[0]], pose[joints[3]]
    outward = joint - middle
    shoulder = first_inside(mask, joint - 0.35 * torso, joint + 0.1 * torso)
    neck = first_inside(mask, middle + 0.42 * outward - 0.45 * torso, middle + 0.42 * outward + 0.2 * torso)
    armpit = joint + 0.27 * (hip - joint)
    end = first_inside(mask, middle + 2.2 * torso + 0.4 * outward, middle + 0.6 * torso + 0.4 * outward)
    fall = float(np.clip(((end - middle) @ torso) / max(float(torso @ torso), 1.0), 0.5, 2.2))
    side = mask & ~((body.arms > 0.5) & (body.torso < 0.5))
    waist = last_inside(side, middle + 0.7 * fall * torso, outward)
    hem = last_inside(side, middle + (fall - 0.04) * torso, outward)
    return WornSide(neck, shoulder, armpit, waist, hem, worn_sleeve(body, mask, joints, shoulder, armpit))


def arm_is_bare(body: Body, joints: tuple[Joint, Joint, Joint, Joint]) -> bool:
    """Skin is seen on the upper arm from the shoulder on: what is worn has no sleeves, whatever hides the other arm."""
    shoulder, elbow = body.pose[joints[0]], body.pose[joints[1]]
    upper = np.linspace(shoulder + 0.1 * (elbow - shoulder), shoulder + 0.9 * (elbow - shoulder), 40)
    return float(at(body.skin > 0.5, upper).mean()) > BARE


def first_inside(mask: Bool, start: NDArray[Any], end: NDArray[Any]) -> Points:
    """The first point of a line that lies in the mask; its end when none does."""
    line = start + (end - start) * np.linspace(0, 1, 160)[:, None]
    hits = np.nonzero(at(mask, line))[0]
    return np.asarray(line[hits[0]] if len(hits) else end, np.float32)


def last_inside(mask: Bool, start: NDArray[Any], outward: NDArray[Any]) -> Points:
    """The farthest point reached from ``start`` outward through the mask, over gaps of at most a tenth of the reach."""
    line = start + outward * np.linspace(0, 1.8, 180)[:, None]
    inside = at(mask, line)
    far = 0
    for index in np.nonzero(inside)[0]:
        if index - far > 18 and far:
            break
        far = int(index)
    return np.asarray(line[far], np.float32)


def at(mask: Bool, points: NDArray[Any]) -> Bool:
    """Mask values at points; False outside of the picture."""
    x, y = np.rint(points[:, 0]).astype(int), np.rint(points[:, 1]).astype(int)
    within = (x >= 0) & (y >= 0) & (x < mask.shape[1]) & (y < mask.shape[0])
    out = np.zeros(len(points), np.bool_)
    out[within] = mask[y[within], x[within]]
    return out


def worn_sleeve(
    body: Body,
    mask: Bool,
    joints: tuple[Joint, Joint, Joint, Joint],
    shoulder: Points,
    armpit: Points,
) -> Sleeve | None:
    """The sleeve along shoulder - elbow - wrist as far as cloth covers the arm; None when it ends above a quarter of
    the upper arm."""
    pose = body.pose
    bone = resampled(np.stack([pose[joints[0]], pose[joints[1]], pose[joints[2]]]).astype(np.float64), count=120)
    covered = at(cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0, bone)
    end = 0
    for index in np.nonzero(covered)[0]:
        if index - end > 12:
            break
        end = int(index)
    upper = float(np.hypot(*(pose[joints[1]] - pose[joints[0]])))
    middle = 0.5 * (pose[Joint.LEFT_SHOULDER] + pose[Joint.RIGHT_SHOULDER])
    step = float(np.hypot(*(bone[1] - bone[0])))
    if end * step < 0.25 * upper:
        return None
    axis = np.concatenate([shoulder[None], resampled(bone[max(4, end // 8) : end + 1], count=8)]).astype(np.float32)
    if bare_outside((body.person > 0.5) & ~mask, bone[: end + 1], shoulder - middle, pose.shoulder_width):
        return None
    region = sleeve_region(body, mask, bone[: end + 1], shoulder, armpit, pose[joints[3]])
    length = float(np.hypot(*np.diff(axis, axis=0).T).sum())
    if float(region.sum()) < 0.04 * length * pose.shoulder_width:
        return None
    return Sleeve(axis, cuff_of(region, bone[max(0, end - 8)], bone[end], pose), length, False, region)


def bare_outside(skin: Bool, bone: NDArray[Any], away: NDArray[Any], width: float) -> bool:
    """The arm shows beside the cloth that covers its bones: an armhole, no sleeve. ``skin``: the person without the
    cloth; ``away``: from the chest out to the arm; ``width`` of the shoulders."""
    along = bone[-1] - bone[0]
    across = np.asarray([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-6)
    across = across * (np.sign(float(across @ away)) or 1.0)
    middle = bone[len(bone) * 2 // 5 : max(len(bone) * 2 // 5 + 1, len(bone) * 9 // 10)]
    return float(at(skin, middle + 0.09 * width * across).mean()) > 0.5


def sleeve_region(body: Body, mask: Bool, bone: NDArray[Any], shoulder: Points, armpit: Points, hip: Points) -> Bool:
    """(H, W) bool: cloth beyond the line from the shoulder to the armpit, and below it beyond a line that runs nearly
    along the arm, or around the arm's own bones, down to where the cloth on the arm ends."""
    width = body.pose.shoulder_width
    place = np.zeros(mask.shape, np.uint8)
    cv2.polylines(place, [np.rint(bone).astype(np.int32)], False, 1, thickness=max(3, round(0.28 * width)))
    near = (place > 0) & (body.arms > 0.4)
    away = shoulder - 0.5 * (body.pose[Joint.LEFT_SHOULDER] + body.pose[Joint.RIGHT_SHOULDER])
    chest = unit(armpit - shoulder)
    y, x = np.mgrid[0 : mask.shape[0], 0 : mask.shape[1]].astype(np.float32)
    outer = side_of(x, y, shoulder, chest, away) > 0
    below = (x - armpit[0]) * chest[0] + (y - armpit[1]) * chest[1] > 0
    arm = unit(bone[-1] - bone[0])
    outer &= ~below | (side_of(x, y, armpit, unit(4 * arm + unit(hip - armpit)), away) > 0) | near
    last = unit(bone[-1] - bone[max(0, len(bone) - 12)])
    ended = (x - bone[-1][0]) * last[0] + (y - bone[-1][1]) * last[1] > 0.16 * width
    region = mask & outer & ~ended
    count, labels = cv2.connectedComponents(region.astype(np.uint8))
    held = np.bincount(labels[near & region], minlength=count)
    held[0] = 0
    return np.asarray((labels == int(held.argmax())) & region, np.bool_)


def unit(vector: NDArray[Any]) -> NDArray[Any]:
    """A vector of length 1."""
    return np.asarray(vector / max(float(np.hypot(*vector)), 1e-6))


def side_of(
    x: NDArray[Any], y: NDArray[Any], start: NDArray[Any], along: NDArray[Any], away: NDArray[Any]
) -> NDArray[Any]:
    """Distance of places from a line, positive on the side to which ``away`` points."""
    sign = np.sign(away[0] * along[1] - away[1] * along[0]) or 1.0
    return np.asarray(((x - start[0]) * along[1] - (y - start[1]) * along[0]) * sign)


def cuff_of(region: Bool, before: NDArray[Any], end: NDArray[Any], pose: Pose) -> Points:
    """(2, 2) outer and inner end of the cuff: across the arm at the sleeve's end, as far as the sleeve reaches."""
    along = end - before
    across = np.asarray([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-6) * 0.2 * pose.shoulder_width
    ends = [last_inside(region, np.asarray(before), sign * across) for sign in (-1, 1)]
    middle = 0.5 * (pose[Joint.LEFT_HIP] + pose[Joint.RIGHT_HIP])
    ends.sort(key=lambda point: -float(np.hypot(*(point - middle))))
    return np.stack(ends).astype(np.float32)
