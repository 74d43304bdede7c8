"""Body: one person of a photo, analysed. Puts the parts of vision together in the order of their needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.beside import beside
from engine.errors import SegmentationFailed
from engine.vision import sessions as nets
from engine.vision.anatomy import anatomy_of, ramp
from engine.vision.classes import Kind, Question, classify
from engine.vision.colours import bins_of, lab_of
from engine.vision.crowd import find_everybody
from engine.vision.edges import sharpened
from engine.vision.exposure import lifted
from engine.vision.faces import find_face
from engine.vision.guided import Guide, resized
from engine.vision.hair import hair_hint
from engine.vision.head import head_of
from engine.vision.limbs import arms_of, torso_of
from engine.vision.neighbours import check_alone
from engine.vision.person import box_of, soft_person
from engine.vision.pose import check_torso, choose, found_in_mirror, steadied
from engine.vision.priors import WAIST, priors, seeds, sleeved
from engine.vision.skin import bare_colours, skin_seeds
from engine.vision.tidy import tidied
from engine.vision.types import Body, Joint
from engine.vision.view import View, view_of
from engine.vision.waist import SAME, colour_change, trunk_cloth

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.photo import Mask
    from engine.vision.anatomy import Anatomy
    from engine.vision.guided import Stack
    from engine.vision.head import Head
    from engine.vision.sessions import Sessions
    from engine.vision.types import Face, Pose, Rgb8

VIEW_SIDE = 400
"""Long side of the view on which classes are found, in px."""


@dataclass(frozen=True, slots=True)
class Found:
    """Classes over the view and what they were found from."""

    posterior: Stack
    person: Mask
    anatomy: Anatomy
    head: Head


def analyse(sessions: Sessions, image: Rgb8, scale: float, person: int, *, whole_torso: bool,
            check: Callable[[], None]) -> Body:
    """Everything about one person of ``image``. ``whole_torso``: refuse pictures to which no garment could be fitted.
    ``check`` is called between the steps.

    Raises PoseFailed and SegmentationFailed.
    """
    original, image = image, lifted(image)
    height, width = image.shape[:2]
    check()
    mirrored, people = beside(lambda: found_in_mirror(sessions, image), lambda: find_everybody(sessions, image, check))
    chosen = choose(people, person)
    others = [one for one in people if one is not chosen]
    who = steadied(chosen, mirrored)
    face = find_face(sessions, image, who.pose)
    if face is None and others:
        check_alone(sessions, image, who.pose)
    if whole_torso:
        check_torso(who.pose, width, height, has_face=face is not None)
    check()
    view = view_of(image, box_of(who, image), VIEW_SIDE)
    mask = soft_person(sessions, image, view, who, others, Guide(view.rgb, 4, 2e-3))
    if float(mask.mean()) < 0.01:
        raise SegmentationFailed("The person could not be told from the background.",
                                 "Choose a photo in which the person stands out from the background.")
    check()
    found = find_classes(sessions, image, view, who.pose, face, mask)
    check()
    body = assemble(sessions, image, scale, view, who.pose, face, found)
    return replace(body, image=original, people=len(people))


def find_classes(sessions: Sessions, image: Rgb8, view: View, pose: Pose, face: Face | None, person: Mask) -> Found:
    """Ground, skin, hair, upper garment and lower garment over the view."""
    anatomy = anatomy_of(pose, view.points(pose.points), view.shape)
    head = head_of(view.shape, None if face is None else view.points(face.points))
    lab = lab_of(view.rgb)
    bins = bins_of(lab)
    skin = skin_seeds(anatomy, head, person, lab)
    hair = hair_hint(sessions, image, view, anatomy, head, person, skin, lab, bins)
    bare = bare_colours(bins, skin)
    change = colour_change(lab, anatomy, trunk_cloth(anatomy, person, bare))
    waist = change.place if change.overlap < SAME else None
    question = Question(bins, priors(anatomy, person, head, hair.prior, waist, bare),
                        seeds(anatomy, person, skin, bare, hair, WAIST if waist is None else waist),
                        limbs=sleeved(anatomy, person), reach=max(2, round(0.12 * anatomy.unit)))
    posterior = classify(question, Guide(view.rgb, 2, 6e-4))
    return Found(tidied(posterior, head, anatomy, bare), person, anatomy, head)


def assemble(sessions: Sessions, image: Rgb8, scale: float, view: View, pose: Pose, face: Face | None,
             found: Found) -> Body:
    """All masks at the picture's size."""
    height, width = image.shape[:2]
    crop = image[view.box.slices]
    reach = int(np.clip(round(0.03 * found.anatomy.unit), 2, 5))
    radius = int(np.clip(round(0.08 * found.anatomy.unit), 5, 16))
    planes = [crisp(plane) for plane in sharpened(found.posterior, view.rgb, crop, reach, radius)[:5]]

    def placed(part: Mask) -> Mask:
        out = np.zeros((height, width), np.float32)
        out[view.box.slices] = part
        return out

    size = (view.box.width, view.box.height)
    hull = resized(found.head.hull, *size)
    hands = ramp(resized(np.minimum(found.anatomy.hand, 9), *size), 1.3, 1.0) * (1 - hull)
    skin = planes[Kind.SKIN]
    person = placed(1 - planes[Kind.GROUND])
    used = tuple(i for i in (nets.POSE, nets.FACE, nets.SELFIE, nets.HAIR) if sessions.used(i))
    joints = [int(j) for j in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)]
    return Body(
        image=image, scale=scale, pose=pose, face_mesh=face, person=person, hair=placed(planes[Kind.HAIR]),
        face=placed(np.minimum(hull, skin)), skin=placed(skin), hands=placed(np.asarray(skin * hands, np.float32)),
        clothes=placed(planes[Kind.TOP]), lower=placed(planes[Kind.LOW]),
        arms=arms_of(pose, person), torso=torso_of(pose, person),
        confidence=float(np.clip(pose.visibility[joints].mean(), 0, 1)), model_ids=used)


def crisp(plane: Mask) -> Mask:
    """Probabilities as coverage: next to nothing is nothing, next to certain is certain. In place."""
    plane -= np.float32(0.05)
    plane /= np.float32(0.9)
    return np.clip(plane, 0, 1, out=plane)
