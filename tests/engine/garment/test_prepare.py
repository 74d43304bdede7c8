"""A product photo becomes a cloth: right outline, anchors, sleeves, kind, and a refusal where there is no garment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from engine.errors import SegmentationFailed
from engine.photo import Photo
from engine.tools.garment.cloth import Cloth, GarmentType
from engine.tools.garment.lower import waistband
from engine.tools.garment.outline import Frame
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import (
    AXIS,
    DRESS,
    HEIGHT,
    LONG,
    SKIRT,
    TANK,
    TEE,
    TROUSERS,
    WIDTH,
    Nobody,
    draw,
    filled,
    iou,
    outline,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def cloth_of(photo: Photo, kind: GarmentType | None = None) -> Cloth:
    return prepare(photo, kind, Nobody())  # type: ignore[arg-type]


def distance(point: NDArray[Any] | None, u: float, v: float, side: int) -> float:
    """From an anchor to a true place given outward from the axis."""
    assert point is not None
    return float(np.hypot(point[0] - (AXIS + side * u), point[1] - v))


@pytest.mark.parametrize(
    ("half", "kind"),
    [
        (TEE, GarmentType.TSHIRT),
        (LONG, GarmentType.LONGSLEEVE),
        (TANK, GarmentType.SLEEVELESS),
        (SKIRT, GarmentType.SKIRT),
        (TROUSERS, GarmentType.TROUSERS),
        (DRESS, GarmentType.DRESS),
    ],
    ids=lambda value: getattr(value, "value", ""),
)
def test_kind_and_outline(half: tuple[tuple[int, int], ...], kind: GarmentType) -> None:
    drawn = draw(half)
    cloth = cloth_of(drawn.photo)
    assert cloth.kind == kind
    assert iou(cloth.alpha, drawn.mask) > 0.985
    assert abs(cloth.axis_x - AXIS) < 3


def test_anchors_of_a_tee() -> None:
    anchors = cloth_of(draw(neck=True).photo).anchors
    for side, name in ((-1, "left"), (1, "right")):
        assert distance(getattr(anchors, f"armpit_{name}"), 145, 258, side) < 10
        assert distance(getattr(anchors, f"neck_{name}"), 70, 101, side) < 8
        assert distance(getattr(anchors, f"shoulder_{name}"), 148, 137, side) < 16
        assert distance(getattr(anchors, f"hem_{name}"), 148, 672, side) < 8
        sleeve = getattr(anchors, f"sleeve_{name}")
        assert sleeve is not None
        assert not sleeve.glued
        assert distance(sleeve.cuff[0], 250, 258, side) < 10
        assert distance(sleeve.cuff[1], 184, 312, side) < 10
        assert 90 < sleeve.length < 190
        assert sleeve.region[258, AXIS + side * 200]
        assert not sleeve.region[400, AXIS]
    assert distance(anchors.neck_front, 0, 156, 1) < 6
    assert anchors.confidence > 0.8


def test_sleeveless_has_no_sleeves_and_its_armhole_ends_below() -> None:
    anchors = cloth_of(draw(TANK).photo).anchors
    assert anchors.sleeve_left is None
    assert anchors.sleeve_right is None
    assert distance(anchors.armpit_left, 130, 275, -1) < 35
    assert distance(anchors.shoulder_right, 105, 112, 1) < 12


def test_trousers_have_a_crotch_and_a_waistband() -> None:
    anchors = cloth_of(draw(TROUSERS).photo).anchors
    assert distance(anchors.crotch, 0, 250, 1) < 10
    assert distance(anchors.waist_left, 102, 78, -1) < 8
    assert distance(anchors.hem_right, 117, 742, 1) < 8
    assert anchors.armpit_left is None


@pytest.mark.parametrize("rise", [-50, 0, 50])
def test_a_waistband_on_tilted_hips_is_seen_from_end_to_end(rise: int) -> None:
    mask = np.zeros((400, 400), np.uint8)
    ring = [(100, 120), (200, 140), (300, 120 - rise), (330, 390), (215, 390), (200, 260), (185, 390), (70, 390)]
    cv2.fillPoly(mask, [np.array(ring, np.int32)], 1)
    frame = Frame(mask > 0, np.zeros((400, 400, 3), np.uint8), 200.0, np.eye(2, 3), 0.9)
    left, right = waistband(frame)
    assert np.hypot(*(left - (100, 120))) < 8
    assert np.hypot(*(right - (300, 120 - rise))) < 8


def test_the_kind_that_is_given_is_kept() -> None:
    assert cloth_of(draw(SKIRT).photo, GarmentType.DRESS).kind == GarmentType.DRESS


@pytest.mark.parametrize("quality", [0, 90])
def test_the_inner_back_is_told_from_the_front(quality: int) -> None:
    cloth = cloth_of(draw(neck=True, quality=quality).photo)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    reach = np.clip(1 - ((x - AXIS) / 69) ** 2, 0, 1)
    hollow = (np.abs(x - AXIS) < 69) & (y < 101 + 55 * np.sqrt(reach)) & (cloth.alpha > 0.5)
    assert iou(cloth.back, hollow) > 0.85
    assert (cloth.back <= cloth.alpha + 1e-6).all()


def test_a_closed_garment_shows_no_inner_back() -> None:
    assert cloth_of(draw().photo).back.max() == 0


@pytest.mark.parametrize(
    ("ground", "shadow", "quality", "least"),
    [
        (255.0, 0.0, 92, 0.985),
        (244.0, 24.0, 92, 0.97),
        (244.0, 0.0, 40, 0.96),
        (40.0, 0.0, 90, 0.98),
        (200.0, 20.0, 0, 0.97),
    ],
)
def test_grounds(ground: float, shadow: float, quality: int, least: float) -> None:
    drawn = draw(ground=ground, shadow=shadow, quality=quality)
    assert iou(cloth_of(drawn.photo).alpha, drawn.mask) > least


def test_gradient_ground_with_noise() -> None:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    ground = (195 + 40 * y / HEIGHT + 12 * np.sin(x / 250))[..., None] + np.random.default_rng(3).normal(
        0, 1.5, (HEIGHT, WIDTH, 3)
    )
    drawn = draw(ground=ground)
    assert iou(cloth_of(drawn.photo).alpha, drawn.mask) > 0.98


@pytest.mark.parametrize(("ground", "shadow", "least"), [(255.0, 0.0, 0.97), (244.0, 0.0, 0.95), (255.0, 26.0, 0.95)])
def test_white_on_white(ground: float, shadow: float, least: float) -> None:
    drawn = draw(cloth=(243, 244, 245), ground=ground, shadow=shadow, noise=0.8, quality=92)
    cloth = cloth_of(drawn.photo)
    assert iou(cloth.alpha, drawn.mask) > least
    assert cloth.kind == GarmentType.TSHIRT


@pytest.mark.parametrize("half", [TEE, TANK])
def test_a_white_outline_lies_where_the_cloth_ends(half: tuple[tuple[int, int], ...]) -> None:
    """Cloth a little lighter than its ground and shaded at its sides, after JPEG: the outline follows the cloth and not
    the ringing beside it."""
    true = filled(outline(half))
    depth = cv2.distanceTransform((true > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    rng = np.random.default_rng(1)
    grain = rng.normal(0, 0.6, (HEIGHT, WIDTH, 1))
    cloth = np.asarray([244, 243, 240]) * (1 - 0.03 * np.exp(-depth / 14))[..., None]
    image = cloth * true[..., None] + np.asarray([232, 236, 238]) * (1 - true[..., None]) + grain
    coded = cv2.imencode(".jpg", np.clip(np.rint(image), 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 80])[1]
    found = cloth_of(Photo(np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8))).alpha > 0.5
    rims = [mask ^ (cv2.erode(mask.view(np.uint8), np.ones((3, 3))) > 0) for mask in (found, true > 0.5)]
    away = cv2.distanceTransform((~rims[1]).astype(np.uint8), cv2.DIST_L2, 5)
    assert float(away[rims[0]].mean()) < 2.2


def test_a_garment_hung_askew_keeps_its_anchors() -> None:
    turn = 4.0
    anchors = cloth_of(draw(turn=turn).photo).anchors
    matrix = cv2.getRotationMatrix2D((AXIS, HEIGHT / 2), turn, 1.0)
    for side, armpit in ((-1, anchors.armpit_left), (1, anchors.armpit_right)):
        true = matrix @ np.asarray([AXIS + side * 145, 258, 1.0])
        assert armpit is not None
        assert float(np.hypot(*(armpit - true))) < 14


def test_a_transparent_photo_is_cut_by_its_own_alpha() -> None:
    drawn = draw(cloth=(250, 250, 250), ground=250.0)
    pixels = np.dstack([drawn.photo.pixels, np.rint(drawn.mask * 255).astype(np.uint8)])
    cloth = cloth_of(Photo(pixels))
    assert iou(cloth.alpha, drawn.mask) > 0.99
    assert float(np.abs(cloth.alpha - drawn.mask).mean()) < 0.01


def test_large_and_sixteen_bit_photos_come_back_at_their_own_size() -> None:
    drawn = draw()
    large = (
        cv2.resize(drawn.photo.pixels, (WIDTH * 3, HEIGHT * 3), interpolation=cv2.INTER_CUBIC).astype(np.uint16) * 257
    )
    cloth = cloth_of(Photo(large))
    assert cloth.rgb.shape == (HEIGHT * 3, WIDTH * 3, 3)
    assert cloth.rgb.dtype == np.uint8
    true = cv2.resize(drawn.mask, (WIDTH * 3, HEIGHT * 3), interpolation=cv2.INTER_LINEAR)
    assert iou(cloth.alpha, true) > 0.985
    assert distance(cloth.anchors.armpit_left, 0, 0, 1) > 0
    armpit = cloth.anchors.armpit_left
    assert armpit is not None
    assert float(np.hypot(armpit[0] / 3 - (AXIS - 145), armpit[1] / 3 - 258)) < 13
    assert cloth.alpha.shape == cloth.back.shape == cloth.rgb.shape[:2]


def test_edges_are_free_of_the_ground() -> None:
    drawn = draw(cloth=(30, 40, 120), ground=250.0)
    cloth = cloth_of(drawn.photo)
    rim = (cloth.alpha > 0.05) & (cloth.alpha < 0.95)
    assert rim.any()
    assert float(np.percentile(cloth.rgb[rim].max(axis=1), 90)) < 160
    outside = cloth.alpha == 0
    assert int(cloth.rgb[outside].max()) < 200  # the cloth's colours go on, not the ground's


def landscape() -> Photo:
    """Sky, hills and noise."""
    y, x = np.mgrid[0:400, 0:600]
    hills = y > 220 + 50 * np.sin(x / 60) + 20 * np.sin(x / 17)
    image = np.where(hills[..., None], np.asarray([60, 110, 40]), np.asarray([120, 170, 230]) + (y / 6)[..., None])
    image = image + np.random.default_rng(5).normal(0, 25, (400, 600, 3)) * (1 + 2 * hills[..., None])
    return Photo(np.clip(image, 0, 255).astype(np.uint8))


def one_thing() -> Photo:
    """A thing of no garment's shape on white."""
    image = np.full((400, 600, 3), 250, np.uint8)
    cv2.fillPoly(
        image, [np.asarray([[80, 300], [500, 60], [540, 120], [200, 330], [330, 380]], np.int32)], (30, 30, 30)
    )
    return Photo(image)


@pytest.mark.parametrize(
    "photo",
    [
        landscape(),
        one_thing(),
        Photo(np.full((300, 200, 3), 240, np.uint8)),
        Photo(np.zeros((1, 1, 3), np.uint8)),
        Photo(np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8)),
        Photo(np.zeros((200, 200, 4), np.uint8)),
    ],
    ids=["landscape", "thing", "blank", "pixel", "noise", "transparent"],
)
def test_a_photo_without_a_garment_is_refused(photo: Photo) -> None:
    with pytest.raises(SegmentationFailed) as caught:
        cloth_of(photo)
    assert caught.value.what.endswith(".")
    assert "plain light ground" in caught.value.remedy


SHARED = {
    "garment_cardigan": (GarmentType.JACKET, 2, True),
    "garment_floral_long": (GarmentType.LONGSLEEVE, 2, False),
    "garment_long_white_text": (GarmentType.LONGSLEEVE, 2, True),
    "garment_off_shoulder": (GarmentType.TSHIRT, 2, False),
    "garment_polo": (GarmentType.SHIRT, 2, True),
    "garment_polo_long_pink": (GarmentType.SHIRT, 2, True),
    "garment_shirt_tropical": (GarmentType.SHIRT, 2, True),
    "garment_skirt_flowers": (GarmentType.SKIRT, 0, False),
    "garment_sleeveless_spots": (GarmentType.SLEEVELESS, 0, None),
    "garment_stripes_long": (GarmentType.LONGSLEEVE, 2, True),
    "garment_tank_guess": (GarmentType.SLEEVELESS, 0, True),
    "garment_tee_black_print": (GarmentType.TSHIRT, 2, True),
    "garment_tee_fila": (GarmentType.TSHIRT, 2, True),
    "pair_00034_garment": (GarmentType.SLEEVELESS, 0, True),
    "pair_00055_garment": (GarmentType.TSHIRT, 2, True),
    "pair_00067_garment": (GarmentType.TSHIRT, 2, True),
}
"""Kind, number of sleeves, and whether an inner back is seen (None: nothing is asked), by eye."""


@pytest.mark.parametrize("name", SHARED)
def test_shared_product_photos(shared_photos: Path, name: str) -> None:
    kind, sleeves, back = SHARED[name]
    bgr = cv2.imread(str(shared_photos / "tryon" / f"{name}.jpg"))
    assert bgr is not None
    cloth = cloth_of(Photo(np.ascontiguousarray(bgr[..., ::-1])))
    found = [sleeve for sleeve in (cloth.anchors.sleeve_left, cloth.anchors.sleeve_right) if sleeve is not None]
    assert cloth.kind == kind
    assert len(found) == sleeves
    if back is not None:
        assert (float(cloth.back.sum()) > 1000) == back
    assert all(np.isfinite(sleeve.axis).all() and sleeve.region.any() for sleeve in found)
