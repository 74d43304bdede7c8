"""What vision says about a person: masks, their borders, and clear refusals."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from engine.errors import ModelCorrupt, ModelMissing, PoseFailed
from engine.photo import Photo
from engine.vision import Vision
from engine.vision.types import Joint

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision.types import Body


def photo_of(path: Path) -> Photo:
    with Image.open(path) as picture:
        return Photo(np.asarray(picture.convert("RGB")).copy())


def overlap(mask: np.ndarray, truth: np.ndarray) -> float:
    a, b = mask > 0.5, truth > 127
    return float((a & b).sum() / max((a | b).sum(), 1))


def test_importing_vision_loads_no_image_library() -> None:
    code = "import sys, engine.vision; print(sorted({'cv2', 'mediapipe', 'ai_edge_litert', 'PIL'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_mask_has_the_size_and_range_of_the_contract(astronaut_body: Body) -> None:
    for name, mask in astronaut_body.masks().items():
        assert mask.shape == astronaut_body.image.shape[:2], name
        assert mask.dtype == np.float32, name
        assert 0 <= float(mask.min()) <= float(mask.max()) <= 1, name


def test_the_background_is_nobody_and_stays_exactly_zero(astronaut_body: Body) -> None:
    assert not astronaut_body.person[:60, 330:].any()
    assert float(astronaut_body.person[150:200, 215:245].min()) == 1


def test_parts_of_the_portrait_lie_where_they_are(astronaut_body: Body) -> None:
    assert float(astronaut_body.face[95:125, 220:240].mean()) > 0.9
    assert float(astronaut_body.hair[25:40, 215:235].mean()) > 0.9
    assert float(astronaut_body.clothes[300:400, 120:180].mean()) > 0.95
    assert float(astronaut_body.clothes[60:130, 200:250].max()) < 0.1


def test_classes_do_not_claim_the_same_pixels(astronaut_body: Body) -> None:
    body = astronaut_body
    assert float((body.hair + body.skin + body.clothes + body.lower).max()) <= 1.12
    assert float((body.face - body.skin).max()) <= 1e-6
    assert float((body.hands - body.skin).max()) <= 1e-6
    assert float((body.arms - body.person).max()) <= 1e-6


def test_models_with_a_part_in_it_are_named(astronaut_body: Body) -> None:
    assert set(astronaut_body.model_ids) == {"starter-pose", "starter-face", "starter-selfie"}


def test_the_same_photo_gives_the_same_masks(vision: Vision, astronaut: Photo, astronaut_body: Body) -> None:
    again = vision.body(astronaut)
    for name, mask in again.masks().items():
        assert np.array_equal(mask, astronaut_body.masks()[name]), name


def test_a_large_photo_is_analysed_small_and_says_how_small(vision: Vision, astronaut: Photo) -> None:
    large = Photo(np.asarray(Image.fromarray(astronaut.pixels).resize((2048, 2048))).copy())
    body = vision.body(large)
    assert body.image.shape == (1024, 1024, 3)
    assert body.scale == pytest.approx(0.5)


def test_sixteen_and_eight_bit_photos_are_seen_alike(vision: Vision, astronaut: Photo, astronaut_body: Body) -> None:
    deep = Photo(astronaut.pixels.astype(np.uint16) * 257)
    assert np.array_equal(vision.body(deep).clothes, astronaut_body.clothes)


def test_inference_is_timed(vision: Vision, astronaut: Photo) -> None:
    before = vision.inference_seconds
    vision.body(astronaut)
    assert vision.inference_seconds > before


@pytest.mark.parametrize("size", [(1, 1), (3, 7), (40, 30), (17, 400)])
def test_a_tiny_or_empty_picture_shows_no_person(vision: Vision, size: tuple[int, int]) -> None:
    with pytest.raises(PoseFailed, match="No person"):
        vision.body(Photo(np.full((*size, 3), 128, np.uint8)))


@pytest.mark.parametrize("width", [683, 500, 333])
def test_widths_that_abort_the_pose_net_are_padded(vision: Vision, astronaut: Photo, width: int) -> None:
    picture = np.asarray(Image.fromarray(astronaut.pixels).resize((width, width + 1)))
    assert len(vision.people(picture)) == 1


def test_asking_for_a_person_who_is_not_there(vision: Vision, astronaut: Photo) -> None:
    with pytest.raises(PoseFailed, match="Person 3 was asked for") as caught:
        vision.body(astronaut, 3)
    assert "0" in caught.value.remedy


def test_a_face_alone_is_refused_for_garments_and_taken_for_portraits(vision: Vision, astronaut: Photo) -> None:
    face = Photo(astronaut.pixels[:190, 120:340].copy())
    with pytest.raises(PoseFailed, match="shoulders"):
        vision.body(face)
    assert float(vision.body(face, whole_torso=False).hair.mean()) > 0.05


def test_a_missing_model_is_named(tmp_path: Path, astronaut: Photo) -> None:
    class Empty:
        def has(self, model_id: str) -> bool:
            return False

        def path(self, model_id: str) -> Path:
            raise ModelMissing(f"{model_id} is missing.", "Get it.")

    with pytest.raises(ModelMissing, match="starter-pose"):
        Vision(Empty()).body(astronaut)


def test_a_net_that_fails_does_not_hang_the_program(vision: Vision, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = vision.sessions

    class Broken:
        _handle = object()

        def detect(self, image: object) -> object:
            raise RuntimeError("graph failed")

    broken = Broken()
    monkeypatch.setattr(sessions, "_open", {"starter-pose": broken})
    with pytest.raises(ModelCorrupt, match="starter-pose"):
        sessions.poses(np.zeros((16, 16, 3), np.uint8))
    assert broken._handle is None
    assert "starter-pose" not in sessions._open


def test_pose_refuses_sizes_that_would_abort_the_process(vision: Vision) -> None:
    with pytest.raises(ValueError, match="multiples of 16"):
        vision.sessions.poses(np.zeros((20, 16, 3), np.uint8))


@pytest.mark.parametrize("name", ["pair_00034", "pair_00055", "pair_00067"])
def test_clothes_agree_with_hand_made_labels(vision: Vision, shared_photos: Path, name: str) -> None:
    body = vision.body(photo_of(shared_photos / "tryon" / f"{name}_person.jpg"))
    with Image.open(shared_photos / "tryon" / f"{name}_clothes.png") as truth:
        assert overlap(body.clothes, np.asarray(truth.convert("L"))) > 0.95


@pytest.mark.parametrize(("name", "least"), [("auburn_long", 0.85), ("short_beard", 0.8)])
def test_hair_agrees_with_hand_made_labels(vision: Vision, rich_vision: Vision, shared_photos: Path, name: str,
                                           least: float) -> None:
    photo = photo_of(shared_photos / "hair" / f"{name}.jpg")
    with Image.open(shared_photos / "hair" / f"{name}_labels.png") as labels:
        truth = np.asarray(labels)
    hair = (truth == 13).astype(np.uint8) * 255
    for eyes in (vision, rich_vision):
        body = eyes.body(photo, whole_torso=False)
        small = np.asarray(Image.fromarray(body.hair).resize(truth.shape[::-1]))
        assert overlap(small, hair) > least


def test_fair_hair_in_the_light_is_no_skin(vision: Vision, shared_photos: Path) -> None:
    body = vision.body(photo_of(shared_photos / "tryon" / "person_red_top.jpg"))
    lock = np.s_[210:290, 452:470]  # between ear and shoulder, lit from behind
    assert float(body.person[lock].mean()) > 0.95
    assert float(body.hair[lock].mean()) > 0.6
    assert float(body.skin[lock].mean()) < 0.4
    throat = np.s_[270:330, 365:400]
    assert float(body.skin[throat].mean()) > 0.95


def test_the_hair_model_is_used_when_it_is_on_the_shelf(rich_vision: Vision, shared_photos: Path) -> None:
    body = rich_vision.body(photo_of(shared_photos / "tryon" / "person_07966.jpg"))
    assert "hair-segmentation-512" in body.model_ids
    assert float(body.hair.mean()) > 0.01


def test_a_hat_is_neither_hair_nor_skin(vision: Vision, rich_vision: Vision, shared_photos: Path) -> None:
    photo = photo_of(shared_photos / "tryon" / "person_man_hat_seated.jpg")
    for eyes in (vision, rich_vision):
        body = eyes.body(photo)
        head = body.pose.points[[Joint.LEFT_EYE, Joint.RIGHT_EYE]].mean(0).astype(int)
        hat = slice(head[1] - 80, head[1] - 50), slice(head[0] - 20, head[0] + 20)
        assert float(body.person[hat].mean()) > 0.95
        assert float(body.hair[hat].mean()) < 0.1
        assert float(body.skin[hat].mean()) < 0.4


def test_a_dress_runs_on_to_its_hem(vision: Vision, shared_photos: Path) -> None:
    body = vision.body(photo_of(shared_photos / "tryon" / "person_dress_full.jpg"))
    knees = body.pose.points[[Joint.LEFT_KNEE, Joint.RIGHT_KNEE], 1].mean()
    hem = np.flatnonzero((body.clothes > 0.5).any(1)).max()
    assert abs(hem - knees) < 0.3 * body.pose.shoulder_width + 60
    assert float(body.lower.mean()) < 0.005


def test_a_body_without_a_face_is_allowed_and_has_no_hair(vision: Vision, shared_photos: Path) -> None:
    body = vision.body(photo_of(shared_photos / "tryon" / "person_man_hands_front.jpg"))
    assert body.face_mesh is None
    assert not body.hair.any()
    assert float(body.hands.mean()) > 0.005


def test_a_person_seen_from_behind_is_refused(vision: Vision, shared_photos: Path) -> None:
    with pytest.raises(PoseFailed, match="behind"):
        vision.body(photo_of(shared_photos / "detect" / "person_dog_horse.jpg"))


def test_people_come_largest_first_and_each_can_be_chosen(vision: Vision, shared_photos: Path) -> None:
    photo = photo_of(shared_photos / "detect" / "group_21.jpg")
    people = vision.people(photo.pixels)
    assert len(people) >= 3
    first, second = (vision.body(photo, number) for number in (0, 1))
    assert float(np.minimum(first.person, second.person).sum()) < 0.05 * float(first.person.sum())


def test_a_body_has_no_field_left_out_of_its_masks(astronaut_body: Body) -> None:
    values = {field.name: getattr(astronaut_body, field.name) for field in fields(astronaut_body)}
    arrays = {name for name, value in values.items() if getattr(value, "dtype", None) == np.float32}
    assert arrays == set(astronaut_body.masks())


def test_a_dark_photo_is_seen_as_a_usual_one(vision: Vision, astronaut: Photo, astronaut_body: Body) -> None:
    dark = Photo((astronaut.pixels * 0.45).astype(np.uint8))
    body = vision.body(dark)
    assert np.array_equal(body.image, dark.pixels), "what is changed is only how it is looked at"
    for name in ("hair", "skin", "face"):
        assert overlap(body.masks()[name], astronaut_body.masks()[name] * 255) > 0.88, name
