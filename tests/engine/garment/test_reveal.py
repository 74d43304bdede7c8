"""What lies under the new garment's edge, on drawn scenes."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.photo import Box
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.picture.drawing import Drawing, Sheet
from engine.tools.garment.picture.render import _Enlarge, _strip
from engine.tools.garment.picture.reveal import reveal
from engine.tools.garment.picture.scene import Scene, _trunk
from engine.tools.garment.picture.source import Source
from engine.tools.garment.picture.zones import Zones, own_ground
from engine.tools.garment.wearer.frame import Arm, Frame, within
from engine.tools.garment.wearer.limbs import ArmField
from tests.fakes.drawn_wearer import standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

HEIGHT, WIDTH = 160, 200
GROUND, SKIN, OLD = (200, 205, 210), (205, 150, 120), (20, 30, 90)


def soft_block(left: int, right: int) -> Floats:
    """(HEIGHT, WIDTH) 0..1: columns ``left`` to ``right``, with soft edges."""
    block = np.zeros((HEIGHT, WIDTH), np.float32)
    block[:, left:right] = 1
    return np.asarray(cv2.GaussianBlur(block, (0, 0), 1.0), np.float32)


def mixed(share: Floats, over: tuple[int, ...], under: Floats | tuple[int, ...]) -> Floats:
    return np.asarray(share[..., None] * np.array(over) + (1 - share[..., None]) * np.array(under), np.float32)


def scene_of(person: Floats, worn: Floats, cover: Floats, image: Floats, skin: Floats) -> tuple[Scene, Any]:
    """A scene without arms, and its wearer."""
    nothing = np.zeros((HEIGHT, WIDTH), np.float32)
    no = nothing > 0
    points = [np.array([-900.0, y]) for y in (0.0, 50, 90, 110)]
    arm = Arm(points[0], points[1], points[2], points[3], 1.0)
    frame = Frame(np.array([100.0, 20]), np.array([1.0, 0]), np.array([0.0, 1]), 80.0, 130.0, arm, arm,
                  np.array([[70.0, 150], [130, 150]]))
    far = np.full((HEIGHT // 2, WIDTH // 2), 9, np.float32)
    box = Box(0, 0, WIDTH, HEIGHT)
    scene = Scene(
        box, Drawing(box, (), cover), (), (), (), cover, (worn > 0.08) & (cover < 0.98), Zones(no, no, no, no, nothing),
        worn, nothing, nothing, within(frame, 0, 0, 0.5), (ArmField(far, far, far), ArmField(far, far, far)), nothing,
        far < 0, False,
    )
    body = SimpleNamespace(image=np.rint(image).astype(np.uint8), person=person, skin=skin, lower=nothing, hair=nothing,
                           clothes=worn, hands=nothing, face_mesh=None, scale=1.0,
                           pose=standing())
    return scene, SimpleNamespace(body=body, frame=frame, sleeves=(10.0, 10.0))


def test_only_ground_lies_under_an_edge_that_follows_the_outline() -> None:
    person = soft_block(60, 140)
    nothing = np.zeros_like(person)
    for worn, under in ((nothing, SKIN), (person, OLD)):
        image = mixed(person, under, GROUND)
        skin = person if under == SKIN else nothing
        scene, wearer = scene_of(person, worn, person, image, skin)
        behind, mask = reveal(scene, wearer, 0)
        below = image + mask[..., None] * (behind - image)
        edge = (person > 0.05) & (person < 0.9)
        assert edge.sum() > 300
        assert np.abs(np.median(below[edge], axis=0) - GROUND).max() < 4
        assert np.abs(below[edge] - GROUND).max() < 6
        assert mask[person < 0.003].max() == 0  # background keeps its bytes


def test_a_soft_edge_has_the_colour_of_the_cloth() -> None:
    cloth = (200, 40, 60)
    cover = soft_block(60, 140)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    sheet = Sheet(Part.TORSO, np.stack([x, y], axis=-1), cover)
    extra = np.zeros_like(cover)
    scene = SimpleNamespace(sheets=(sheet, sheet), extra=(extra, extra))
    picture = np.broadcast_to(np.array(cloth, np.uint8), (HEIGHT, WIDTH, 3)).copy()
    bounds = np.array([[0, 0], [WIDTH, HEIGHT]], np.float32)
    source = Source(picture, {Part.TORSO: cover}, {Part.TORSO: bounds}, 1.0)
    whole = np.ones_like(cover)
    both: Any = scene
    spots = [Box(0, 0, WIDTH, HEIGHT), Box(40, 0, 130, HEIGHT)]
    colour, alpha = _strip(
        both, source, None, [whole, whole], spots, _Enlarge(1.0, 0, 0), WIDTH, slice(0, HEIGHT)  # type: ignore[arg-type]
    )
    soft = (alpha > 0.05) & (alpha < 0.95)
    assert soft.sum() > 300
    assert np.abs(colour[soft] - cloth).max() < 1
    assert np.allclose(alpha[1:-1], (1 - (1 - cover) ** 2)[1:-1], atol=1e-3)


def test_patterned_ground_goes_on_where_the_old_cloth_hid_it() -> None:
    y, _ = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    stripes = np.clip(128 + 120 * np.sin(y / 4), 0, 255)[..., None] * np.ones(3, np.float32)
    person = soft_block(70, 130)
    nothing = np.zeros_like(person)
    scene, wearer = scene_of(person, person, nothing, mixed(person, OLD, stripes), nothing)
    behind, mask = reveal(scene, wearer, 0)
    inner = np.s_[20:140, [*range(74, 86), *range(114, 126)]]
    assert mask[inner].min() > 0.99
    away = np.abs(behind - stripes)[inner].mean()
    assert away < 15  # level stripes run on level; a smooth fill is 75 away
    step = np.abs(behind[20:140, 68] - stripes[20:140, 68]).mean()
    assert step < 12


def test_the_weave_of_trousers_goes_on_where_the_old_top_hung_over_them() -> None:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    ribs = np.clip(90 + 50 * np.sin(x / 3), 0, 255)[..., None] * np.ones(3, np.float32)
    person = soft_block(40, 160)
    worn = person * (y < 110)
    lower = person * (y >= 110)
    nothing = np.zeros_like(person)
    image = mixed(np.asarray(worn, np.float32), OLD, mixed(person, (0, 0, 0), GROUND))
    image = np.where((lower > 0.5)[..., None], ribs, image)
    scene, wearer = scene_of(person, np.asarray(worn, np.float32), np.where(y < 85, person, nothing), image, nothing)
    wearer.body.lower = np.asarray(lower, np.float32)
    zones = replace(scene.zones, below=np.asarray((y >= 85) & (person > 0.5), np.bool_))
    behind, mask = reveal(replace(scene, zones=zones), wearer, 0)
    hung = np.s_[92:104, 60:140]
    assert mask[hung].min() > 0.99
    assert np.abs(behind - ribs)[hung].mean() < 15  # a smooth fill is 32 away


def test_a_plain_wall_stays_plain() -> None:
    person = soft_block(70, 130)
    nothing = np.zeros_like(person)
    scene, wearer = scene_of(person, person, nothing, mixed(person, OLD, GROUND), nothing)
    behind, _ = reveal(scene, wearer, 0)
    assert np.abs(behind - GROUND)[10:150, 66:134].max() < 3


def test_no_cloth_lies_where_the_mask_shows_background() -> None:
    person = np.zeros((HEIGHT, WIDTH), np.float32)
    person[:, 100:] = 1
    person[:, 99] = 0.001  # 0 as an 8-bit mask
    fit: Any = SimpleNamespace(cloth=SimpleNamespace(kind=GarmentType.TSHIRT))
    share = own_ground(fit, person, np.zeros_like(person), 140.0)
    assert share[:, 101].min() > 0.5
    assert share[:, :100].max() == 0


def test_a_speck_of_ground_within_the_person_is_covered_and_a_gap_is_not() -> None:
    person = np.ones((HEIGHT, WIDTH), np.float32)
    person[40:43, 100:103] = 0
    person[80:100, 60:80] = 0
    fit: Any = SimpleNamespace(cloth=SimpleNamespace(kind=GarmentType.TSHIRT))
    share = own_ground(fit, person, np.zeros_like(person), 140.0)
    assert share[38:45, 98:105].min() == 1
    assert share[80:100, 60:80].max() == 0


def test_new_cloth_ends_evenly_where_the_mask_has_steps() -> None:
    person = np.zeros((HEIGHT, WIDTH), np.float32)
    for row in range(HEIGHT):
        person[row, 90 + 4 * (row // 16) :] = 1  # a slanted outline in steps
    fit: Any = SimpleNamespace(cloth=SimpleNamespace(kind=GarmentType.TSHIRT))
    share = own_ground(fit, person, np.zeros_like(person), 140.0)
    soft = ((share > 0.1) & (share < 0.9)).sum(axis=1)
    assert soft[20:-20].mean() > 1.2  # as soft as a lens draws it
    border = share.sum(axis=1)[20:-20]
    course = np.convolve(share.sum(axis=1), np.ones(33) / 33, mode="same")[20:-20]
    steps = np.convolve(person.sum(axis=1), np.ones(33) / 33, mode="same")[20:-20] - person.sum(axis=1)[20:-20]
    assert np.abs(border - course).mean() < 0.95 * np.abs(steps).mean()
    assert share[person == 0].max() == 0


def test_skin_shows_beside_the_armholes_of_a_garment_without_sleeves_and_no_lower() -> None:
    person, cover = soft_block(60, 140), soft_block(72, 128)
    skin = np.zeros_like(person)
    skin[:16, 90:110] = 1
    worn = person * (1 - skin)
    image = mixed(skin, SKIN, mixed(person, OLD, GROUND))
    scene, wearer = scene_of(person, worn, cover, image, skin)
    behind, mask = reveal(scene, wearer, 0)
    armhole, flank = np.s_[35:60, 132:136], np.s_[110:140, 132:136]
    assert mask[armhole].min() > 0.9
    assert np.abs(behind[armhole] - SKIN).max() < 25
    assert np.abs(behind[flank] - GROUND).max() < 25


def test_trousers_go_on_beside_an_arm_where_the_old_garment_ends_higher() -> None:
    person, cover = soft_block(60, 140), soft_block(84, 140)
    lower = np.where(np.arange(HEIGHT)[:, None] >= 130, person, 0).astype(np.float32)
    worn = (person - lower).astype(np.float32)
    trousers = (40, 60, 120)
    image = mixed(lower, trousers, mixed(person, OLD, GROUND))
    scene, wearer = scene_of(person, worn, (cover * worn).astype(np.float32), image, np.zeros_like(person))
    arms = np.zeros(person.shape, np.bool_)
    arms[:, 50:82] = True
    wearer.body.lower = lower
    behind, mask = reveal(replace(scene, zones=replace(scene.zones, arms=arms)), wearer, 0)
    assert mask[125:129, 66:78].min() > 0.9
    assert np.abs(np.median(behind[125:129, 68:78].reshape(-1, 3), axis=0) - trousers).max() < 12
    assert np.abs(np.median(behind[60:100, 64:78].reshape(-1, 3), axis=0) - GROUND).max() < 12


def test_armholes_keep_their_shape_and_other_edges_are_filled() -> None:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    cover, wanted = soft_block(80, 120), soft_block(60, 140)
    scene, wearer = scene_of(wanted, wanted, cover, np.zeros((HEIGHT, WIDTH, 3), np.float32), wanted)
    sheet = Sheet(Part.TORSO, np.stack([x, y], axis=-1), cover)

    def filled(reach: float) -> Floats:
        fit: Any = SimpleNamespace(aim=SimpleNamespace(same=False, reach=(reach, reach)))
        return _trunk(sheet, wanted, fit, wearer.frame, scene.box).cover

    assert filled(0.0)[50, 126] < 0.1 < 0.9 < filled(0.0)[120, 130]
    assert filled(20.0)[50, 130] > 0.9


def test_trousers_under_a_wider_longer_garment_go_on_between_their_own_sides() -> None:
    trousers, wide = (200, 40, 40), soft_block(50, 150)
    narrow = soft_block(65, 135)
    row = np.arange(HEIGHT)[:, None]
    lower = np.where(row >= 130, narrow, 0).astype(np.float32)
    worn = np.where(row < 130, wide, 0).astype(np.float32)
    person = np.maximum(lower, worn)
    cover = np.where(row < 90, wide, 0).astype(np.float32)  # the new garment is shorter
    image = mixed(lower, trousers, mixed(worn, OLD, GROUND))
    scene, wearer = scene_of(person, worn, cover, image, np.zeros_like(person))
    wearer.body.lower = lower
    below = np.broadcast_to(row > 90, person.shape)
    scene = replace(scene, zones=replace(scene.zones, below=below))
    behind, mask = reveal(scene, wearer, 0)
    out = image + mask[..., None] * (behind - image)
    between, beside = out[100:125, 75:125].reshape(-1, 3), out[100:125, 53:60].reshape(-1, 3)
    assert np.abs(np.median(between, axis=0) - trousers).max() < 12
    assert np.abs(np.median(beside, axis=0) - GROUND).max() < 12


def test_trousers_go_on_behind_a_hand_that_hides_their_side() -> None:
    trousers, row = (200, 40, 40), np.arange(HEIGHT)[:, None]
    side, hand = soft_block(65, 135), soft_block(55, 85)
    skin = np.asarray(hand * (row >= 130), np.float32)
    lower = np.asarray(side * (row >= 130) - np.minimum(side, skin), np.float32)
    worn = np.asarray(soft_block(60, 140) * (row < 130), np.float32)
    person, cover = np.maximum.reduce([lower, worn, skin]), np.where(row < 110, worn, 0).astype(np.float32)
    image = mixed(skin, SKIN, mixed(lower, trousers, mixed(worn, OLD, GROUND)))
    scene, wearer = scene_of(person, worn, cover, image, skin)
    wearer.body.lower = lower
    scene = replace(scene, zones=replace(scene.zones, below=np.broadcast_to(row > 110, person.shape)))
    behind, mask = reveal(scene, wearer, 0)
    out = image + mask[..., None] * (behind - image)
    assert np.abs(np.median(out[114:126, 70:80].reshape(-1, 3), axis=0) - trousers).max() < 20


def test_the_inside_of_an_old_sleeve_that_stands_off_the_arm_goes_with_it() -> None:
    """It was taken for skin: a wedge between the arm (columns 60 - 100), the old cuff above and the ground."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    worn = soft_block(60, 130) * (rows < 60)
    wedge = ((columns >= 100) & (rows >= 60) & (columns - 100 < 30 - 3 * (rows - 60))).astype(np.float32)
    arm = soft_block(60, 100)
    person = np.maximum.reduce([worn, cv2.GaussianBlur(wedge, (0, 0), 0.8), arm])
    skin = person * (rows >= 60)
    image = mixed(np.asarray(worn, np.float32), OLD, mixed(person, SKIN, GROUND))
    scene, wearer = scene_of(person, np.asarray(worn, np.float32), np.zeros_like(person), image, skin)
    beside = (columns[::2, ::2] > 98) & (rows[::2, ::2] > 50) & (rows[::2, ::2] < 80)
    scene = replace(scene, outside=beside, limbs=arm)
    behind, mask = reveal(scene, wearer, 0)
    below = image + mask[..., None] * (behind - image)
    assert wedge.sum() > 100
    beyond = (wedge > 0) & (columns > 102)  # there the arm ends softly
    assert np.abs(below[beyond] - GROUND).max(axis=1).mean() < 4
    kept = (arm > 0.99) & (rows > 85)
    assert np.array_equal(below[kept], image[kept])
    assert mask[person < 0.003].max() == 0


def test_a_gap_that_bare_skin_closes_holds_no_ground() -> None:
    """Between a bared arm (columns 60 - 90) and new cloth (from 100 on), above skin that the photo shows; beside it the
    same gap runs on down to ground that is seen."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    arm, cover = soft_block(60, 90), soft_block(100, 160)
    person = soft_block(60, 160)
    seen = person * (rows >= 80) * (columns < 100)
    worn = np.asarray(person - seen, np.float32)
    gap, edge = np.s_[76:78, 93:97], np.s_[76:78, 89:91]

    def shown(below: Floats, place: tuple[slice, slice], bare: int = 1, first: int = 74) -> Floats:
        skin = np.asarray(np.minimum(seen, below) * bare, np.float32)
        image = mixed(skin, SKIN, mixed(below, OLD, GROUND))
        scene, wearer = scene_of(below, np.minimum(worn, below), cover, image, skin)
        arms = (columns < 98) & (columns > 55) & (rows < 80)
        scene = replace(scene, limbs=arm * (rows < 80), zones=replace(scene.zones, arms=arms), gone=worn > 0.08)
        covered = (cover * (rows > first)) + (rows <= first) * person  # nothing but the gap is open
        behind, _ = reveal(replace(scene, cover=np.asarray(covered, np.float32)), wearer, 0)
        return np.asarray(np.median(behind[place].reshape(-1, 3), axis=0), np.float32)

    assert np.abs(shown(person, gap) - SKIN).max() < 25
    assert np.abs(shown(person, edge) - SKIN).max() < 12
    open_below = np.where((columns > 91) & (columns < 99) & (rows >= 80), 0, person).astype(np.float32)
    low = np.s_[78:79, 93:97]
    for ground in (shown(open_below, gap), shown(person, low, bare=0, first=77), shown(person, gap, first=20)):
        assert np.abs(ground - GROUND).max() < 25


def test_skin_below_an_old_sleeve_stays_skin_where_its_shadow_goes() -> None:
    """The arm (columns 40 - 100) is drawn narrower (70 - 90) than it is seen below the old sleeve's end (row 80)."""
    rows = np.mgrid[0:HEIGHT, 0:WIDTH][0]
    person = soft_block(40, 100)
    skin = np.asarray(person * (rows >= 80), np.float32)
    worn = np.where(rows < 80, person, person * 0.2 * (rows < 92)).astype(np.float32)
    image = mixed(skin, SKIN, mixed(person, OLD, GROUND))
    scene, wearer = scene_of(person, worn, np.zeros_like(person), image, skin)
    arms = person > 0
    scene = replace(scene, limbs=soft_block(70, 90), zones=replace(scene.zones, arms=arms))
    behind, mask = reveal(scene, wearer, 0)
    below = image + mask[..., None] * (behind - image)
    assert np.abs(np.median(below[86:91, 60:66].reshape(-1, 3), axis=0) - SKIN).max() < 25
    assert np.abs(np.median(below[60:70, 60:66].reshape(-1, 3), axis=0) - GROUND).max() < 25
