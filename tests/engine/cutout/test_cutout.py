"""The cutout tool: what stays, in which depth, over which ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from engine.context import Context
from engine.errors import PoseFailed, SegmentationFailed, UsageError
from engine.photo import Photo
from engine.tools.cutout import TOOL
from engine.tools.cutout.options import CutoutOptions

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision


class Pictures:
    """Keeps artifacts in memory."""

    wanted = True

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def picture(self, name: str, pixels: Any) -> None:
        self.kept[name] = pixels

    def facts(self, name: str, value: Any) -> None:
        self.kept[name] = value


def cut(photo: Photo, vision: Vision, artifacts: Pictures | None = None, **options: Any) -> Photo:
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages), artifacts=artifacts or Pictures())
    result = TOOL.run({"photo": photo}, CutoutOptions(**options), context)
    assert result.photo is not None
    return result.photo


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_person_keeps_every_byte_and_the_ground_goes(vision: Vision, astronaut: Photo, dtype: type) -> None:
    photo = Photo(astronaut.pixels.astype(dtype) * (257 if dtype is np.uint16 else 1), icc=None)
    out = cut(photo, vision)
    assert out.pixels.shape == (512, 512, 4)
    assert out.pixels.dtype == dtype
    whole = out.pixels[..., 3] == np.iinfo(dtype).max
    assert 0.3 < float(whole.mean()) < 0.8
    assert np.array_equal(out.pixels[whole, :3], photo.pixels[whole])
    assert not out.pixels[:60, 330:, 3].any()


def test_soft_or_hard_edges(vision: Vision, astronaut: Photo) -> None:
    soft, hard = (cut(astronaut, vision, matte=matte).pixels[..., 3] for matte in ("on", "off"))
    assert set(np.unique(hard)) == {0, 255}
    assert len(np.unique(soft)) > 50


def test_a_colour_behind_the_person(vision: Vision, astronaut: Photo) -> None:
    out = cut(astronaut, vision, background="#10C020")
    assert out.pixels.shape == (512, 512, 3)
    assert out.pixels[10, 500].tolist() == [16, 192, 32]


def test_a_picture_behind_the_person_covers_the_photo(vision: Vision, astronaut: Photo, tmp_path: Path) -> None:
    Image.new("RGB", (64, 20), (9, 90, 200)).save(tmp_path / "wall.png")
    out = cut(astronaut, vision, background=str(tmp_path / "wall.png"))
    assert out.pixels[10, 500].tolist() == [9, 90, 200]
    assert np.array_equal(out.pixels[180, 230], astronaut.pixels[180, 230])


def test_a_background_that_is_neither_colour_nor_file(vision: Vision, astronaut: Photo) -> None:
    with pytest.raises(UsageError, match="neither a colour nor a file"):
        cut(astronaut, vision, background="greenish")


@pytest.mark.parametrize("part", ["person", "subject", "hair", "clothes", "skin", "face"])
def test_each_part_is_smaller_than_the_person(vision: Vision, astronaut: Photo, part: str) -> None:
    alpha = cut(astronaut, vision, of=part).pixels[..., 3]
    person = cut(astronaut, vision).pixels[..., 3]
    assert 0.005 < float((alpha > 127).mean()) <= float((person > 127).mean()) * 1.05


def test_masks_are_kept_at_the_photos_size(vision: Vision, astronaut: Photo) -> None:
    large = Photo(np.asarray(Image.fromarray(astronaut.pixels).resize((1536, 1536))).copy())
    kept = Pictures()
    out = cut(large, vision, kept, of="clothes")
    assert out.pixels.shape == (1536, 1536, 4)
    assert {"mask", "person_mask", "hair_mask", "clothes_mask", "torso_mask", "arms_mask"} <= set(kept.kept)
    assert all(mask.shape == (1536, 1536) and mask.dtype == np.uint8 for mask in kept.kept.values())
    assert np.array_equal(kept.kept["mask"], out.pixels[..., 3])


def test_a_photo_that_was_transparent_does_not_become_more_opaque(vision: Vision, astronaut: Photo) -> None:
    alpha = np.full((512, 512, 1), 100, np.uint8)
    out = cut(Photo(np.concatenate([astronaut.pixels, alpha], 2)), vision)
    assert int(out.pixels[..., 3].max()) == 100


def test_nobody_in_the_photo(vision: Vision) -> None:
    empty = Photo(np.full((200, 200, 3), 90, np.uint8))
    with pytest.raises(SegmentationFailed, match="No person"):
        cut(empty, vision)
    with pytest.raises(SegmentationFailed, match="no model for other subjects"):
        cut(empty, vision, of="subject")
    with pytest.raises(PoseFailed):
        cut(empty, vision, of="hair")


def test_hair_of_a_body_without_a_head(vision: Vision, shared_photos: Path) -> None:
    with Image.open(shared_photos / "tryon" / "person_man_hands_front.jpg") as picture:
        photo = Photo(np.asarray(picture.convert("RGB")).copy())
    with pytest.raises(SegmentationFailed, match="No hair"):
        cut(photo, vision, of="hair")


def test_options_refuse_what_they_do_not_know() -> None:
    with pytest.raises(ValidationError):
        CutoutOptions(of="shoes")
