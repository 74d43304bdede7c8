"""Product photos drawn with known outlines and anchors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import cv2
import numpy as np

from engine.photo import Photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

T = TypeVar("T")

WIDTH, HEIGHT, AXIS = 600, 800, 300

TEE = ((0, 117), (46, 109), (70, 101), (148, 137), (250, 258), (184, 312), (145, 258), (137, 390), (148, 672), (0, 676))
"""Half outline (px outward from the axis, px down) of a T-shirt."""
LONG = (
    (0, 117),
    (46, 109),
    (70, 101),
    (148, 137),
    (178, 300),
    (205, 640),
    (165, 645),
    (128, 270),
    (122, 390),
    (132, 672),
    (0, 676),
)
TANK = ((0, 117), (46, 109), (60, 101), (105, 112), (98, 170), (104, 230), (130, 275), (122, 400), (135, 672), (0, 676))
SKIRT = ((0, 101), (70, 100), (90, 220), (150, 500), (185, 690), (0, 700))
TROUSERS = ((0, 78), (102, 78), (117, 203), (129, 468), (117, 742), (47, 742), (27, 468), (12, 257), (0, 250))
DRESS = ((0, 86), (35, 78), (50, 47), (78, 55), (82, 125), (98, 180), (86, 297), (117, 468), (180, 750), (0, 760))


class Nobody:
    """Vision that finds nobody, and remembers nothing."""

    def people(self, image: Any) -> list[Any]:
        return []

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        return make()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn product photo and its true mask, (H, W) float32."""

    photo: Photo
    mask: NDArray[np.float32]


def outline(half: tuple[tuple[int, int], ...]) -> NDArray[Any]:
    """(N, 2) closed outline of a half and its mirror."""
    left = [(AXIS - u, v) for u, v in half]
    return np.asarray(left + [(AXIS + u, v) for u, v in half[::-1]], np.float64)


def filled(points: NDArray[Any]) -> NDArray[np.float32]:
    """(HEIGHT, WIDTH) float32 with soft edges."""
    large = np.zeros((HEIGHT * 4, WIDTH * 4), np.uint8)
    cv2.fillPoly(large, [np.rint(points * 4).astype(np.int32)], 255)
    return np.asarray(cv2.resize(large, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)


def draw(
    half: tuple[tuple[int, int], ...] = TEE,
    cloth: tuple[int, int, int] = (60, 140, 60),
    ground: Any = 244.0,
    *,
    neck: bool = False,
    shadow: float = 0.0,
    turn: float = 0.0,
    quality: int = 0,
    noise: float = 1.0,
    cuffs: int | None = None,
) -> Drawn:
    """A garment with folds and darker edges on a ground (grey value or (H, W, 3)). ``neck`` paints an inner back;
    ``shadow`` is its depth in levels; ``turn`` degrees; ``quality`` of a JPEG that it goes through; ``cuffs`` the grey
    of a tee's cuffs, of which only the seams at the side and some ribs are darker."""
    rng = np.random.default_rng(7)
    mask = filled(outline(half))
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    inside = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    light = 1 - 0.12 * np.exp(-inside / 8) + 0.03 * np.sin(x / 30 + np.sin(y / 50))
    colours = np.asarray(cloth, np.float64) * light[..., None] + rng.normal(0, noise, (HEIGHT, WIDTH, 1))
    if neck:
        reach = np.clip(1 - ((x - AXIS) / 69) ** 2, 0, 1)
        hollow = ((np.abs(x - AXIS) < 69) & (y < 101 + 55 * np.sqrt(reach)))[..., None]
        colours = np.where(hollow, colours * 0.6, colours)
    if cuffs is not None:
        colours = colours + (cuffed(cuffs) - colours) * cuffed(cuffs, share=True)
    back = np.zeros((HEIGHT, WIDTH, 3)) + ground
    back = back - shadow * cv2.GaussianBlur(np.roll(mask, (9, 7), (0, 1)), (0, 0), 11)[..., None]
    image = colours * mask[..., None] + back * (1 - mask[..., None])
    if turn:
        matrix = cv2.getRotationMatrix2D((AXIS, HEIGHT / 2), turn, 1.0)
        image = cv2.warpAffine(image, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
        mask = np.asarray(cv2.warpAffine(mask, matrix, (WIDTH, HEIGHT)), np.float32)
    pixels = np.clip(np.rint(image), 0, 255).astype(np.uint8)
    if quality:
        coded = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        pixels = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR_RGB), np.uint8)
    return Drawn(Photo(pixels), mask)


def cuffed(grey: int, *, share: bool = False) -> NDArray[np.float32]:
    """(HEIGHT, WIDTH, 1) float32: the grey of a tee's cuffs, or with ``share`` where they are, 0..1."""
    scale = 4
    picture = np.full((HEIGHT * scale, WIDTH * scale), 0 if share else grey, np.uint8)
    outer, inner, up = np.asarray([250.0, 258.0]), np.asarray([184.0, 312.0]), np.asarray([-16.0, -20.0])
    for side in (-1, 1):

        def line(start: NDArray[Any], end: NDArray[Any], level: int, wide: int, side: int = side) -> None:
            ends = [np.rint((np.asarray([AXIS, 0]) + [side, 1] * point) * scale).astype(int) for point in (start, end)]
            cv2.line(picture, ends[0].tolist(), ends[1].tolist(), level, wide)

        if share:
            corners = np.stack([outer - up * 0.2, inner - up * 0.2, inner + up, outer + up])
            cv2.fillPoly(picture, [np.rint((corners * [side, 1] + [AXIS, 0]) * scale).astype(np.int32)], 255)
            continue
        line(outer, outer + up, 150, 10)
        line(inner, inner + up, 90, 16)
        for rib in (0.06, 0.12, 0.18, 0.24):
            line(inner + (outer - inner) * rib, inner + (outer - inner) * rib + up, 110, 6)
    small = cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)[..., None]
    return small / np.float32(255) if share else small


def iou(alpha: NDArray[Any], mask: NDArray[Any]) -> float:
    """Intersection over union at 0.5."""
    one, two = alpha > 0.5, mask > 0.5
    return float((one & two).sum() / max(1, (one | two).sum()))
