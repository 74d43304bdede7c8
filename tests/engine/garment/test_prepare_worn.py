"""A garment worn by a model is found by pose; a portrait without a garment is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.errors import SegmentationFailed
from engine.photo import Photo
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.on_model import SIDES, arm_is_bare, skin_share
from engine.tools.garment.prepare import prepare
from engine.tools.garment.worn_hem import parabola
from tests.fakes.drawn_garments import draw
from tests.fakes.drawn_wearer import drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision


def read(path: Path) -> Photo:
    """A JPEG as a photo."""
    bgr = cv2.imread(str(path))
    assert bgr is not None
    return Photo(np.ascontiguousarray(bgr[..., ::-1]))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("garment_on_model_black_tee", GarmentType.TSHIRT),
        ("person_00008", GarmentType.LONGSLEEVE),
        ("person_dress_full", GarmentType.DRESS),
        ("pair_00034_person", GarmentType.SLEEVELESS),
        ("person_man_white", GarmentType.SLEEVELESS),
        ("person_dark_tank", GarmentType.SLEEVELESS),  # turned: one arm is half hidden
    ],
)
def test_worn_garments(shared_photos: Path, vision: Vision, name: str, kind: GarmentType) -> None:
    photo = read(shared_photos / "tryon" / f"{name}.jpg")
    cloth = prepare(photo, None, vision)
    assert cloth.kind == kind
    assert 0.03 < float((cloth.alpha > 0.5).mean()) < 0.6
    anchors = cloth.anchors
    assert anchors.shoulder_left is not None
    assert anchors.shoulder_right is not None
    assert anchors.shoulder_left[0] < cloth.axis_x < anchors.shoulder_right[0]
    assert anchors.shoulder_left[1] < anchors.waist_left[1] <= anchors.hem_left[1]
    assert cloth.back.max() == 0
    top = int(np.nonzero((cloth.alpha > 0.5).any(axis=1))[0][0])
    assert top > 0.1 * photo.height  # neither face nor hair


def test_the_worn_tee_is_lifted_without_arms(shared_photos: Path, vision: Vision) -> None:
    cloth = prepare(read(shared_photos / "tryon" / "garment_on_model_black_tee.jpg"), None, vision)
    inside = cloth.alpha > 0.9
    assert float(np.median(cloth.rgb[inside])) < 60
    assert skin_share(np.ascontiguousarray(cloth.rgb[inside][None])) < 0.05
    for sleeve in (cloth.anchors.sleeve_left, cloth.anchors.sleeve_right):
        assert sleeve is not None
        assert sleeve.region.sum() > 1000


def test_dark_trousers_are_no_part_of_a_dark_tee(shared_photos: Path, vision: Vision) -> None:
    cloth = prepare(read(shared_photos / "tryon" / "garment_on_model_black_tee.jpg"), None, vision)
    width = cloth.alpha.shape[1]
    bottoms = [int(np.nonzero(cloth.alpha[:, round(x * width)] > 0.5)[0][-1]) for x in (0.35, 0.5, 0.65, 0.7)]
    assert max(bottoms) - min(bottoms) < 0.03 * cloth.alpha.shape[0]


def test_worn_sleeves_reach_out_to_their_hem(shared_photos: Path, vision: Vision) -> None:
    cloth = prepare(read(shared_photos / "tryon" / "garment_on_model_black_tee.jpg"), None, vision)
    anchors = cloth.anchors
    columns = np.arange(cloth.alpha.shape[1])
    for sleeve, joint, sign in (
        (anchors.sleeve_left, anchors.shoulder_left, -1),
        (anchors.sleeve_right, anchors.shoulder_right, 1),
    ):
        assert sleeve is not None
        assert joint is not None
        beyond = (cloth.alpha > 0.5) & ((columns - joint[0]) * sign > 20)
        assert float(sleeve.region[beyond].mean()) > 0.98
        assert not sleeve.region[:, (columns - joint[0]) * sign < -60].any()


@pytest.mark.parametrize(("sleeve", "bare"), [(0.0, True), (0.45, False), (0.9, False)])
def test_a_bare_upper_arm_is_told_from_a_sleeve(sleeve: float, bare: bool) -> None:
    body = drawn_wearer(sleeve=sleeve).body()
    assert [arm_is_bare(body, joints) for joints in SIDES] == [bare, bare]


def test_a_flap_below_the_hem_does_not_bend_its_curve() -> None:
    x = np.linspace(-0.5, 0.5, 200)
    hem = 300 + 20 * x * x
    seen = hem.copy()
    seen[160:] += 40
    assert float(np.abs(parabola(x, seen, 3.0) - hem).max()) < 3


@pytest.mark.parametrize("name", ["curly_fair", "short_beard", "short_grey"])
def test_a_portrait_is_no_garment_photo(shared_photos: Path, vision: Vision, name: str) -> None:
    with pytest.raises(SegmentationFailed) as caught:
        prepare(read(shared_photos / "hair" / f"{name}.jpg"), None, vision)
    assert caught.value.remedy


def test_a_drawn_garment_is_not_taken_for_a_person(vision: Vision) -> None:
    drawn = draw(cloth=(205, 150, 125))  # the colour of skin
    assert prepare(drawn.photo, None, vision).kind == GarmentType.TSHIRT
