"""Quick: a scene painted straight into a small picture, for a draft while somebody moves a place.

``render`` makes layers of any depth for photos of any size. Here the picture holds 8 bits and a whole number of its
pixels lies under each pixel of the masks, so that enlarging, sampling and blending are one quick call each; borders are
drawn sharper than masks of that size have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.beside import beside
from engine.photo import Box
from engine.tools.garment.fitting.warp import NOWHERE
from engine.tools.garment.parts import part_alphas
from engine.tools.garment.picture.light import contact_shadow, on_cloth
from engine.tools.garment.picture.reveal import reveal
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.picture.source import bounds_of
from engine.tools.garment.picture.thin_hair import thin_hair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.context import Context
    from engine.tools.garment.align import Fit
    from engine.tools.garment.options import GarmentOptions
    from engine.tools.garment.picture.drawing import Sheet
    from engine.tools.garment.picture.light import Light
    from engine.tools.garment.picture.scene import Scene
    from engine.tools.garment.pose import Wearer

    Rgb8 = NDArray[np.uint8]
    Grey8 = NDArray[np.uint8]
    Floats = NDArray[np.float32]

FINE = 0.8
"""A garment shown smaller than this is made smaller first, so that its pattern does not alias."""
SHARPER = 2.5
"""How many times steeper the borders of enlarged masks are drawn."""
EVEN = 128
"""Light that changes nothing, and grain that adds nothing, as 8-bit numbers."""
GRAIN = 32.0
"""Standard deviation of the grain that is kept ready."""


def grain_of(height: int, width: int, seed: int) -> Rgb8:
    """Grain for pictures of this size: grey around ``EVEN``, with a standard deviation of ``GRAIN``."""
    plane = np.random.default_rng(seed).standard_normal((height, width), np.float32)
    grey = np.clip(np.rint(EVEN + GRAIN * plane), 0, 255).astype(np.uint8)
    return np.asarray(cv2.merge((grey, grey, grey)), np.uint8)


def painted(
    rgb: Rgb8, grain: Rgb8, old: Light, fit: Fit, wearer: Wearer, options: GarmentOptions, ctx: Context
) -> Rgb8:
    """A copy of ``rgb`` ((H, W, 3) sRGB) with the garment of ``fit`` on it. H and W are whole multiples of the sides of
    ``wearer.body.image``; ``grain``: of ``grain_of``, at least as large; ``old``: the light on what is worn, over the
    whole of ``wearer.body.image``. On the calling thread and one beside it."""
    times = rgb.shape[0] // wearer.body.image.shape[0]
    scene = stage_scene(fit, wearer, options, fine=False)
    ctx.check()
    (behind, mask, shade, strands, hair), (lit, sheets) = beside(
        lambda: (
            *reveal(scene, wearer, ctx.seed),
            contact_shadow(scene, wearer, options.realism_level),
            *thin_hair(scene, wearer),
        ),
        lambda: (on_cloth(old, scene, wearer.frame.width, options.realism_level), _sampled(scene, fit, times)),
    )
    ctx.check()
    out = rgb.copy()
    whole = _times(scene.box, times)
    part = out[whole.slices]
    opacity = np.float32(options.opacity)
    _lay(part, behind, opacity * mask, times)
    if options.realism_level > 1:
        darker = _large(_grey(1 - opacity * shade), times)
        cv2.multiply(part, cv2.merge((darker, darker, darker)), dst=part, scale=1 / 255)
    _dress(part, sheets, lit, grain, opacity, times)
    _lay(part, strands, opacity * hair, times)
    return out


def _sampled(scene: Scene, fit: Fit, times: int) -> list[tuple[Box, Rgb8, Grey8]]:
    """Of each sheet the box of the enlarged scene in which it shows, its colours there and how much of it is seen."""
    scale = min(1.0, times * fit.laid.affine.scale)
    scale = scale if scale < FINE else 1.0
    rgb = fit.cloth.rgb
    if scale < 1:
        rgb = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    parts = [piece.part for piece in fit.pieces]
    whole = fit.bent == (None, None)  # else forearms are sheets of their own
    alphas = fit.alphas if whole else part_alphas(fit.cloth, parts)
    found = []
    for sheet, share, extra in zip(scene.sheets, scene.shares, scene.extra, strict=True):
        own = _grey(alphas[parts.index(sheet.part)])
        if scale < 1:
            own = cv2.resize(own, rgb.shape[1::-1], interpolation=cv2.INTER_AREA)
        spot = bounds_of((sheet.cover > 0) & (share > 0), 1)
        if spot is not None:
            here = spot.slices
            place, known = _places(sheet, here, times, rgb.shape[1] / fit.cloth.alpha.shape[1])
            colours = cv2.remap(rgb, *place, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            cover = cv2.remap(own, *place, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
            cover = cv2.max(cover, _even(extra[here], times))
            seen = cv2.multiply(cv2.min(cover, known), _even(share[here], times), scale=1 / 255)
            found.append((_times(spot, times), np.asarray(colours, np.uint8), np.asarray(seen, np.uint8)))
    return found


def _places(
    sheet: Sheet, here: tuple[slice, slice], times: int, scale: float
) -> tuple[tuple[NDArray[Any], NDArray[Any]], Grey8]:
    """Where the pixels of a part lie in a garment of ``scale`` px per px of the fit's, as OpenCV's fixed-point maps,
    and where they are known (0..255)."""
    x, y = cv2.split(np.ascontiguousarray(sheet.coordinates[here]))
    there = x > NOWHERE / 2
    x, y = (np.where(there, at, cv2.dilate(at, np.ones((3, 3), np.uint8))) for at in (x, y))  # for what lies between
    shift = np.float32(0.5 * scale - 0.5)
    far_x, far_y = (_large(at * np.float32(scale) + shift, times) for at in (x, y))
    return cv2.convertMaps(far_x, far_y, cv2.CV_16SC2), _even(there.astype(np.float32), times)


def _dress(
    part: Rgb8, sheets: list[tuple[Box, Rgb8, Grey8]], lit: Light, grain: Rgb8, opacity: np.float32, times: int
) -> None:
    """Lay the sheets over ``part``, the lowest first, in the light of the photo and with its grain."""
    factor = _large(lit.factor, times)
    shade = cv2.merge([cv2.convertScaleAbs(factor, alpha=EVEN * share) for share in lit.tint])
    rough = lit.grain * 0.7 / GRAIN
    for spot, colours, seen in sheets:
        here = spot.slices
        colours = cv2.multiply(colours, shade[here], scale=1 / EVEN)
        if rough > 0.01:
            noise = grain[: spot.height, : spot.width]
            colours = cv2.addWeighted(colours, 1.0, noise, rough, -EVEN * rough)
        share = seen.astype(np.float32) * (opacity / np.float32(255))
        part[here] = cv2.blendLinear(colours, np.ascontiguousarray(part[here]), share, 1 - share)


def _lay(part: Rgb8, picture: Floats, mask: Floats, times: int) -> None:
    """Lay a picture (h, w, 3) 0..255 with its mask (h, w), both of the masks' size, over ``part``."""
    spot = bounds_of(mask > 1 / 512, 1)
    if spot is None:
        return
    share = _large(np.ascontiguousarray(mask[spot.slices]), times)
    here = _times(spot, times).slices
    colours = _large(picture[spot.slices].astype(np.uint8), times)
    part[here] = cv2.blendLinear(colours, np.ascontiguousarray(part[here]), share, 1 - share)


def _even(mask: Floats, times: int) -> Grey8:
    """A mask enlarged, its borders without steps and about as sharp as the picture."""
    soft = cv2.GaussianBlur(_grey(mask), (3, 3), 0)
    table = np.clip((np.arange(256) - 127.5) * SHARPER + 127.5, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(_large(soft, times), table), np.uint8)


def _grey(mask: Floats) -> Grey8:
    """0..1 as 0..255."""
    return np.asarray(cv2.convertScaleAbs(mask, alpha=255), np.uint8)


def _large(values: NDArray[Any], times: int) -> NDArray[Any]:
    return np.asarray(cv2.resize(values, None, fx=times, fy=times, interpolation=cv2.INTER_LINEAR))


def _times(box: Box, times: int) -> Box:
    return Box(*(times * side for side in box))
