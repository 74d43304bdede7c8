"""Lookbook: a contact sheet of a batch: a row for each person, a column for each garment. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.photo import Photo

    Thumb = NDArray[np.uint8]

CELL = 480
"""Longest side of a picture on the sheet, px."""
GAP = 24
CAPTION = 44
PAPER, INK, FAINT = (250, 250, 248), (40, 40, 42), (120, 120, 124)
LONGEST_CAPTION = 34
MOST_SIDE = 16_000
"""px: with more pictures they get smaller."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A picture of the sheet: ``thumb`` (h, w, 3) uint8 sRGB, no side above ``CELL``, and the words under it."""

    thumb: Thumb
    caption: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A place of the sheet without a picture, and why."""

    why: str


def thumb_of(photo: Photo) -> Thumb:
    """The photo as it appears on the sheet; transparency on white."""
    from engine.colour import srgb8
    from engine.photo import top_value

    rgb = srgb8(photo, CELL)
    if photo.pixels.shape[2] == 4:
        import cv2

        alpha = cv2.resize(photo.pixels[..., 3], rgb.shape[1::-1], interpolation=cv2.INTER_AREA)
        share = alpha.astype(np.float32)[..., None] / np.float32(top_value(photo.pixels.dtype))
        rgb = np.rint(255 + (rgb - np.float32(255)) * share).astype(np.uint8)
    return rgb


def lookbook(
    title: str,
    people: Sequence[Captioned],
    garments: Sequence[Captioned],
    looks: Mapping[tuple[int, int], Captioned | Missing],
) -> Photo:
    """The sheet: 8 bits, sRGB. ``looks`` by (row, column); the garments stand above, the people on the left."""
    from PIL import Image, ImageDraw, ImageFont

    from engine.photo import Photo

    rows, columns = len(people) + 1, len(garments) + 1
    cell = min(CELL, (MOST_SIDE - GAP) // max(rows, columns) - GAP - CAPTION)
    across, down = cell + GAP, cell + GAP + CAPTION
    sheet = Image.new("RGB", (columns * across + GAP, rows * down + 2 * GAP + CAPTION), PAPER)
    draw = ImageDraw.Draw(sheet)
    small, large = ImageFont.load_default(max(10, cell // 24)), ImageFont.load_default(max(14, cell // 12))
    draw.text((GAP, GAP), title, INK, large)

    def put(row: int, column: int, what: Captioned | Missing | None) -> None:
        left, top = GAP + column * across, 2 * GAP + CAPTION + row * down
        if isinstance(what, Captioned):
            picture = Image.fromarray(what.thumb)
            picture.thumbnail((cell, cell), Image.Resampling.LANCZOS)
            sheet.paste(picture, (left + (cell - picture.width) // 2, top + (cell - picture.height) // 2))
            draw.text((left + cell // 2, top + cell + 8), short(what.caption), INK, small, anchor="ma")
        elif isinstance(what, Missing):
            draw.rectangle((left, top, left + cell - 1, top + cell - 1), outline=(215, 215, 212))
            words = wrapped(what.why, max(12, cell // 14))
            draw.multiline_text((left + cell // 2, top + cell // 2), words, FAINT, small, anchor="mm", align="center")

    for column, garment in enumerate(garments, 1):
        put(0, column, garment)
    for row, person in enumerate(people, 1):
        put(row, 0, person)
        for column in range(1, columns):
            put(row, column, looks.get((row - 1, column - 1)))
    return Photo(np.asarray(sheet, np.uint8).copy())


def short(words: str) -> str:
    """A caption that fits under a picture."""
    return words if len(words) <= LONGEST_CAPTION else words[: LONGEST_CAPTION - 1] + "…"


def wrapped(words: str, width: int) -> str:
    """Words in lines of at most ``width`` letters."""
    import textwrap

    return textwrap.fill(words, width)


def written(photo: Photo, path: Any, quality: int | None = None) -> None:
    """Write a photo in the format of the file's ending, atomically. Raises LookroomError."""
    from engine.codecs.files import replace_file
    from engine.codecs.formats import format_of
    from engine.codecs.write import encode

    replace_file(path, encode(photo, format_of(path), quality))
