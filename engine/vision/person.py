"""Person: the whole figure with clothes, hair and what is held, from the segmentation net and the pose net together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.photo import Box
from engine.vision.anatomy import ramp
from engine.vision.guided import Guide, resized
from engine.vision.limbs import arms_of, torso_of
from engine.vision.neighbours import faces_beside, share_of
from engine.vision.view import grown, view_of

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.pose import Person
    from engine.vision.sessions import Sessions
    from engine.vision.types import Rgb8
    from engine.vision.view import View

PLAIN, SURE, CORE = 0.9, 0.9, 0.7
"""The trunk, and in their middle (CORE of a sleeve's width) arms whose joints the pose net sees better than PLAIN, are
the person's where its mask is more than SURE: the other net misses white sleeves before a white wall and broad
stripes."""
STRANGERS = 0.4
"""People beside this one's own mask, as a share of it, from which they are others and not what the person holds."""


def box_of(person: Person, image: Rgb8) -> Box:
    """The part of the picture that holds this person, with a margin for hair and wide clothes."""
    x, y, width, height = cv2.boundingRect((person.mask > 0.3).astype(np.uint8))
    seen = person.pose.points[person.pose.visibility > 0.3]
    margin = 0.2 * max(person.pose.shoulder_width, 0.1 * max(image.shape[:2]))
    if width:
        mask_box = np.array([[x, y], [x + width - 1, y + height - 1]], np.float32)
        seen = np.vstack([seen, mask_box])
    if not len(seen):
        seen = person.pose.points
    return grown(seen, margin, image)


def soft_person(sessions: Sessions, image: Rgb8, view: View, person: Person, others: list[Person],
                guide: Guide) -> Mask:
    """(h, w) float32 over the view: both nets' masks, averaged (one drops hands and crossed arms, the other legs) but
    on the trunk and arms that are plainly seen, drawn to the view's edges. With more people in the picture, found by
    the pose net or not, its mask of this one and everybody's bones keep the others out."""
    selfie = resized(sessions.selfie(image[view.box.slices]), view.shape[1], view.shape[0])
    own = view.mask(person.mask)
    sure = ramp(own, SURE, 1.0)
    pose = replace(person.pose, points=view.points(person.pose.points))
    plain = np.maximum(arms_of(pose, sure, PLAIN, CORE), torso_of(pose, sure))
    both = np.maximum(0.65 * selfie + 0.35 * own, plain)
    near = cv2.dilate(own, np.ones((9, 9), np.uint8))
    strangers = float(((selfie > 0.5) & (near < 0.3)).sum()) > STRANGERS * float((own > 0.5).sum())
    if others or strangers:
        both = np.minimum(both, 0.15 + 0.85 * near)
        faces = faces_beside(sessions, image, person.pose)
        both = both * view.mask(share_of(person, others, faces, (image.shape[0], image.shape[1])))
    mask: Mask = guide.smooth(np.asarray(both, np.float32))
    return mask


def everybody(sessions: Sessions, image: Rgb8) -> Mask:
    """(H, W) float32 0..1 over the whole picture: all people, drawn to its edges."""
    height, width = image.shape[:2]
    whole = view_of(image, Box(0, 0, width, height), 512)
    selfie = resized(sessions.selfie(image), whole.shape[1], whole.shape[0])
    return Guide(whole.rgb, 5, 1e-3).enlarge(selfie, image)
