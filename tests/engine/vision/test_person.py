"""The figure of one person, from two nets that each miss something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.photo import Box
from engine.vision.guided import Guide
from engine.vision.person import soft_person
from engine.vision.pose import Person
from engine.vision.types import Joint
from engine.vision.view import view_of
from tests.fakes.drawn_wearer import HEIGHT, WIDTH, Is, drawn_wearer

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.types import Pose, Rgb8

WHITE = (246, 246, 246)


@dataclass(frozen=True)
class Selfie:
    """The segmentation net's word on the picture."""

    mask: Mask

    def selfie(self, image: Rgb8) -> Mask:
        assert image.shape[:2] == self.mask.shape
        return self.mask


def figure(pose: Pose | None = None) -> tuple[Mask, Mask]:
    """(h, w): the figure of a person in white before a white wall whose left arm the segmentation net misses; and that
    arm."""
    drawn = drawn_wearer(1.0, spread=30, colours={Is.CLOTH: WHITE, Is.GROUND: WHITE})
    person = (drawn.labels != Is.GROUND).astype(np.float32)
    arm = person.copy()
    arm[:, : int(drawn.pose[Joint.LEFT_SHOULDER][0]) + 8] = 0
    view = view_of(drawn.image, Box(0, 0, WIDTH, HEIGHT), HEIGHT)
    who = Person(pose or drawn.pose, person)
    found = soft_person(Selfie(person - arm), drawn.image, view, who, [], Guide(view.rgb, 4, 2e-3))  # type: ignore[arg-type]
    return found, arm


def test_a_white_sleeve_before_a_white_wall_is_the_persons() -> None:
    found, arm = figure()
    assert float((found[arm > 0] > 0.6).mean()) > 0.8


def test_an_arm_that_is_hardly_seen_is_left_to_both_nets() -> None:
    pose = drawn_wearer(1.0, spread=30).pose
    hidden = pose.visibility.copy()
    hidden[Joint.LEFT_WRIST] = 0.5
    found, arm = figure(replace(pose, visibility=hidden))
    assert float((found[arm > 0] > 0.6).mean()) < 0.1
