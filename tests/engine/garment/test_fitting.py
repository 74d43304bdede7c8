"""The maps that lay cloth on a body: splines, draping, placing, sleeves on bones and the way back to the garment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from engine.errors import WarpFailed
from engine.photo import Box
from engine.tools.garment.align import Fit, align, shrunk
from engine.tools.garment.fitting.drape import Stiffness, drape
from engine.tools.garment.fitting.fit import Affine, Laid, Piece, mapped_normals
from engine.tools.garment.fitting.silhouette import Outline, Part, outermost
from engine.tools.garment.fitting.spline import cubic, lattice_over
from engine.tools.garment.fitting.warp import NOWHERE, inverse_map, sample, snap
from engine.tools.garment.judge import judge
from engine.tools.garment.pose import Wearer, read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.wearer.frame import Arm, Frame, along, frame_of
from tests.fakes.drawn_garments import Nobody, draw
from tests.fakes.drawn_wearer import drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.tools.garment.cloth import Cloth
    from engine.vision import Vision

LEVEL = np.array([[1.0, 0.0], [0.0, 1.0]])


def turned(degrees: float) -> np.ndarray[Any, Any]:
    angle = np.radians(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def some_points(count: int = 60) -> np.ndarray[Any, Any]:
    return np.random.default_rng(0).random((count, 2)) * [300, 500] + [20, 40]


@pytest.mark.parametrize("degrees", [0.0, 17.0, -60.0])
def test_the_control_points_of_a_lattice_make_the_identity(degrees: float) -> None:
    points = some_points()
    lattice = lattice_over(points, turned(degrees), (6, 8))
    controls = lattice.controls()
    by_x, by_y = lattice.gradient(points)
    assert np.abs(lattice.basis(points) @ controls - points).max() < 1e-5
    assert np.abs(by_x @ controls - [1, 0]).max() < 1e-6
    assert np.abs(by_y @ controls - [0, 1]).max() < 1e-6
    assert np.abs(lattice.bending() @ controls).max() < 1e-9


def test_cubic_weights_add_up_and_their_slopes_cancel() -> None:
    t = np.linspace(0, 1, 11)
    assert np.allclose(cubic(t).sum(axis=1), 1)
    assert np.allclose(cubic(t, 1).sum(axis=1), 0)


def piece_of(matrix: np.ndarray[Any, Any], shift: tuple[float, float]) -> Piece:
    """A torso of 100 x 140 px moved by an affine map."""
    lattice = lattice_over(np.array([[-10.0, -10], [110, 150]]), LEVEL, (4, 5))
    return Piece(Part.TORSO, lattice, lattice.controls() @ matrix.T + np.array(shift))


def test_the_inverse_map_leads_back_to_the_garment() -> None:
    matrix = 1.4 * turned(12)
    piece = piece_of(matrix, (60.0, 20.0))
    region = np.zeros((140, 100), bool)
    region[10:130, 10:90] = True
    coordinates = inverse_map(piece, region, Box(0, 0, 300, 300))
    y, x = np.mgrid[0:300, 0:300]
    true = (np.stack([x, y], axis=-1) - [60.0, 20.0]) @ np.linalg.inv(matrix).T
    inside = (true > 10).all(axis=-1) & (true[..., 0] < 90) & (true[..., 1] < 130)
    assert np.abs(coordinates[inside] - true[inside]).max() < 0.05


@pytest.mark.parametrize("shift", [(-900.0, 0.0), (0.0, -900.0), (900.0, 0.0), (0.0, 900.0)])
def test_a_piece_that_lies_beside_the_picture_shows_nothing(shift: tuple[float, float]) -> None:
    coordinates = inverse_map(piece_of(np.eye(2), shift), np.ones((140, 100), bool), Box(0, 0, 210, 290))
    assert coordinates.shape == (290, 210, 2)
    assert coordinates.max() == NOWHERE


def test_a_picture_sampled_through_a_map_of_stripes_keeps_them_straight() -> None:
    piece = piece_of(LEVEL * 2, (5.0, 5.0))
    stripes = np.zeros((140, 100, 3), np.uint8)
    stripes[::20] = 255
    drawn = sample(stripes, inverse_map(piece, np.ones((140, 100), bool), Box(0, 0, 210, 290)))
    rows = drawn[20:270, 20:190, 0].astype(float)
    assert rows.std(axis=1).max() < 2


def test_snapping_moves_the_outline_and_leaves_the_middle() -> None:
    edge = np.stack([np.full(40, 30.0), np.linspace(20, 180, 40)], axis=1)
    field = snap(edge, np.tile([6.0, 0.0], (40, 1)), np.ones(40), Box(0, 0, 200, 200), 10.0)
    assert field[100, 30, 0] > 3
    assert abs(field[100, 120, 0]) < 0.1


def test_snapping_tears_nothing_where_most_of_the_outline_pulls_nothing() -> None:
    edge = np.stack([np.full(40, 30.0), np.linspace(20, 180, 40)], axis=1)
    weight = np.where(np.arange(40) < 8, 0.06, 0.0)
    field = snap(edge, np.tile([20.0, 0.0], (40, 1)), weight, Box(0, 0, 200, 200), 10.0)
    assert 5 < field[35, 30, 0] < 7  # pulled as far as does not smear
    assert abs(field[35, 90, 0]) < 0.1
    assert np.abs(np.diff(field, axis=1)).max() < 1.5
    assert np.abs(np.diff(field, axis=0)).max() < 1.5


def test_normals_stay_across_the_outline_under_shear() -> None:
    jacobian = np.array([[[1.0, 0.6], [0.0, 1.0]]])
    normal = mapped_normals(jacobian, np.array([[0.0, 1.0]]))
    tangent = jacobian[0] @ np.array([1.0, 0.0])
    assert abs(float(normal[0] @ tangent)) < 1e-12


def test_a_turned_torso_slides_its_middle_and_keeps_its_sides() -> None:
    laid = Laid(Affine(LEVEL, np.zeros(2)), 100.0, 50.0, 0.2)
    moved = laid(np.array([[50.0, 0], [100, 0], [150, 0], [190, 0]]))
    assert moved[:, 0].tolist() == [50, 110, 150, 190]
    step = 1e-4
    for x in (70.0, 100.0, 133.0):
        slope = (laid(np.array([[x + step, 5.0]])) - laid(np.array([[x - step, 5.0]]))) / (2 * step)
        assert abs(slope[0, 0] - laid.jacobian(np.array([[x, 5.0]]))[0, 0, 0]) < 1e-6


def test_places_along_a_bent_line() -> None:
    line = np.array([[0.0, 0], [10, 0], [10, 10]])
    place, away = along(np.array([[5.0, 2], [12, 5], [-4, 0]]), line)
    assert np.allclose(place, [5, 15, 0])
    assert np.allclose(away, [2, 2, 4])


def straight_arm(x: float) -> Arm:
    points = [np.array([x, y]) for y in (100.0, 180, 250, 270)]
    return Arm(points[0], points[1], points[2], points[3], 1.0)


def test_torso_coordinates_and_back() -> None:
    frame = Frame(np.array([200.0, 100]), np.array([1.0, 0]), np.array([0.0, 1]), 120.0, 200.0, straight_arm(140),
                  straight_arm(260), np.array([[160.0, 300], [240, 300]]))
    assert np.allclose(frame.uv(np.array([[260.0, 100], [200, 300]])), [[0.5, 0], [0, 1]])
    assert np.allclose(frame.xy(0.5, 1.0), [260, 300])


@pytest.fixture(scope="module")
def fitted(vision: Vision, shared_photos: Path) -> tuple[Fit, Wearer, Cloth]:
    from engine.codecs.read import read

    person = read(shared_photos / "tryon" / "person_man_dark.jpg")
    cloth = prepare(read(shared_photos / "tryon" / "garment_tee_black_print.jpg"), None, vision)
    wearer = read_pose(vision.body(person))
    return align(cloth, wearer, 0), wearer, cloth


def test_cloth_does_not_fold_over_itself(fitted: tuple[Fit, Wearer, Cloth]) -> None:
    fit, _, _ = fitted
    for piece in fit.pieces:
        mine = fit.outline.points[fit.outline.part == piece.part]
        assert (np.linalg.det(piece.jacobian(mine)) > 0).all()


def test_sleeves_hang_from_the_torso_without_a_gap(fitted: tuple[Fit, Wearer, Cloth]) -> None:
    fit, wearer, _ = fitted
    anchors = fit.cloth.anchors
    assert anchors.shoulder_left is not None
    assert anchors.armpit_left is not None
    seam = np.linspace(anchors.shoulder_left, anchors.armpit_left, 9)
    torso, left = fit.pieces[0](seam), fit.pieces[1](seam)
    assert np.linalg.norm(torso - left, axis=1).max() < 0.08 * wearer.frame.width


def test_fitting_twice_gives_the_same_map(fitted: tuple[Fit, Wearer, Cloth]) -> None:
    fit, wearer, cloth = fitted
    again = align(cloth, wearer, 0)
    assert all(np.array_equal(a.controls, b.controls) for a, b in zip(fit.pieces, again.pieces, strict=True))


@pytest.mark.parametrize(("matrix", "shift"), [
    (LEVEL, (0.1, 0.0)), (LEVEL, (-0.1, 0.0)), (LEVEL, (0.0, 0.1)), (LEVEL, (0.0, -0.1)), (1.3 * LEVEL, (0.0, 0.0)),
    (turned(15), (0.0, 0.0)), (turned(-15), (0.0, 0.0))])
def test_a_broken_fit_scores_less(fitted: tuple[Fit, Wearer, Cloth], matrix: Any, shift: tuple[float, float]) -> None:
    fit, wearer, _ = fitted
    places = np.concatenate([piece(fit.outline.points[fit.outline.part == piece.part]) for piece in fit.pieces])
    middle, width = (places.min(axis=0) + places.max(axis=0)) / 2, np.ptp(places[:, 0])
    broken = replace(fit, pieces=tuple(
        replace(piece, controls=(piece.controls - middle) @ matrix.T + middle + np.array(shift) * width)
        for piece in fit.pieces))
    good, bad = judge(fit, wearer), judge(broken, wearer)
    assert good.score > 0.7
    assert bad.score < good.score - 0.2
    assert bad.reasons


def test_an_outline_pulls_a_drape_onto_itself(fitted: tuple[Fit, Wearer, Cloth]) -> None:
    fit, wearer, _ = fitted
    torso = fit.outline.part == Part.TORSO
    outline = Outline(fit.outline.points[torso], fit.outline.normals[torso], fit.outline.part[torso],
                      fit.outline.role[torso], fit.outline.weight[torso])
    bare = replace(fit.cloth, anchors=replace(fit.cloth.anchors, sleeve_left=None, sleeve_right=None))
    laid = replace(fit.laid, slide=0.0)
    target = replace(outline, points=laid(outline.points) + np.array([6.0, -4.0]),
                     normals=mapped_normals(laid.jacobian(outline.points), outline.normals))
    pieces = drape(bare, wearer.frame, laid, outline, target, np.ones(4), np.ones(3), (0.2, 0.1, 0.06), Stiffness())
    before = np.linalg.norm(laid(outline.points) - target.points, axis=1).mean()
    after = np.linalg.norm(pieces[0](outline.points) - target.points, axis=1).mean()
    assert after < 0.5 * before


def test_a_mask_with_a_hole_has_two_outlines_whose_normals_point_out_of_the_cloth() -> None:
    from engine.tools.garment.fitting.silhouette import contour

    mask = np.zeros((200, 200), np.uint8)
    cv2.circle(mask, (100, 100), 80, 1, -1)
    cv2.circle(mask, (100, 100), 30, 0, -1)
    points, normals = contour(mask > 0, 6.0, 2.0)
    from_middle = points - 100
    outer = np.linalg.norm(from_middle, axis=1) > 55
    assert outer.any()
    assert (~outer).any()
    along_radius = (from_middle * normals).sum(axis=1)
    assert (along_radius[outer] > 0).all()
    assert (along_radius[~outer] < 0).all()


def test_what_ends_below_hair_is_no_shoulder() -> None:
    frame = frame_of(drawn_wearer().pose)
    outline = np.stack([frame.xy(u, v) for u, v in ((-0.4, -0.05), (-0.39, 0.1), (0.3, 0.1), (0.4, -0.04))])
    found = outermost(outline, outline, frame, -frame.down)
    assert found.tolist() == [True, False, True, True]


def test_a_garment_of_a_few_pixels_is_refused() -> None:
    nobody: Any = Nobody()
    cloth, _ = shrunk(prepare(draw().photo, None, nobody), 18)
    with pytest.raises(WarpFailed, match="too small"):
        align(cloth, read_pose(drawn_wearer().body()), 0)
