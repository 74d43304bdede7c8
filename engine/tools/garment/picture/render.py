"""Render: the scene at the photo's full size and depth, as layers. The garment is sampled from its full-size product
photo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.beside import together
from engine.colour import from_beyond_srgb, from_srgb
from engine.photo import Box, Layer
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.fitting.warp import NOWHERE
from engine.tools.garment.picture.light import contact_shadow, on_cloth
from engine.tools.garment.picture.reveal import reveal
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.picture.source import bounds_of, source_of
from engine.tools.garment.picture.thin_hair import thin_hair
from engine.tools.garment.picture.weave import Detail, detail_of, rewoven
from engine.vision.matting import refine_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.context import Context
    from engine.photo import Photo, Pixels
    from engine.tools.garment.align import Fit
    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.options import GarmentOptions
    from engine.tools.garment.picture.ahead import Ahead
    from engine.tools.garment.picture.drawing import Sheet
    from engine.tools.garment.picture.scene import Scene
    from engine.tools.garment.picture.source import Source
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]

LEAST = 1 / 512
"""Masks below this change no 8-bit value and count as 0."""
LEAST_GRAIN = 0.4
"""Grain below this (8-bit units) is not seen and not added."""
WHOLE = 0.999
"""What is in front by more than this keeps its pixel."""
STRIP = 256
"""Rows rendered at a time, so that float copies stay small."""


@dataclass(frozen=True, slots=True)
class _Enlarge:
    """From the proxy's box to the photo's box: proxy = photo * scale + shift."""

    scale: float
    shift_x: float
    shift_y: float

    def __call__(self, values: Floats, rows: slice, columns: slice) -> Floats:
        """A part of ``values`` at the photo's size."""
        if self.scale == 1.0:
            return values[rows, columns]
        shift_x, shift_y = self.shift_x + self.scale * columns.start, self.shift_y + self.scale * rows.start
        out: Floats = cv2.warpAffine(
            values,
            np.array([[self.scale, 0, shift_x], [0, self.scale, shift_y]]),
            (columns.stop - columns.start, rows.stop - rows.start),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return out

    def box(self, part: Box, width: int, height: int) -> Box:
        """The photo's pixels of a part of the proxy's box, within a photo's box of ``width`` x ``height``."""
        left, top = max(0, int((part.x - self.shift_x) / self.scale)), max(0, int((part.y - self.shift_y) / self.scale))
        right = min(width, int((part.x + part.width - self.shift_x) / self.scale) + 1)
        bottom = min(height, int((part.y + part.height - self.shift_y) / self.scale) + 1)
        return Box(left, top, right - left, bottom - top)


def render(
    photo: Photo, cloth: Cloth, fit: Fit, wearer: Wearer, ahead: Ahead, options: GarmentOptions, ctx: Context
) -> tuple[Layer, ...]:
    """Layers over ``photo``, lowest first: what comes to light, contact shadow, garment, thin hair. Masks are 0 outside
    the edit.

    On the calling thread and one beside it.
    """
    scene = stage_scene(fit, wearer, options)
    ctx.check()
    scale, opacity = wearer.body.scale, options.opacity

    def behind() -> Layer | None:
        picture, mask = reveal(scene, wearer, ctx.seed)
        ctx.check()
        return _plain_layer(photo, scene, picture, mask, "What was behind", scale, opacity, ctx)

    def shade() -> Layer | None:
        if options.realism_level == 1:
            return None
        mask = contact_shadow(scene, wearer, options.realism_level)
        ctx.check()
        return _plain_layer(photo, scene, None, mask, "Contact shadow", scale, opacity, ctx)

    def hair() -> Layer | None:
        strands, mask = thin_hair(scene, wearer)
        return _plain_layer(photo, scene, strands, mask, "Hair", scale, opacity, ctx)

    garment, *others = together(
        lambda: _garment_layer(photo, cloth, fit, scene, wearer, ahead, options, ctx), behind, shade, hair
    )
    layers = (*others[:2], garment, *others[2:])
    return tuple(_sparing(layer, scene, scale, ctx) for layer in layers if layer is not None)


def _sparing(layer: Layer, scene: Scene, scale: float, ctx: Context) -> Layer:
    """The layer without the pixels that hair, face or hands keep whole, to the byte: at the proxy's size no mask has
    any, but masks drawn to a larger photo's edges may."""
    if scale == 1.0:
        return layer
    kept = (scene.front > WHOLE).astype(np.float32)
    box = layer.box
    shift_x, shift_y = ((at + 0.5) * scale - 0.5 - of for at, of in ((box.x, scene.box.x), (box.y, scene.box.y)))
    enlarge = _Enlarge(scale, shift_x, shift_y)
    mask = np.empty_like(layer.mask)
    for top in range(0, box.height, STRIP):
        ctx.check()
        strip = slice(top, min(top + STRIP, box.height))
        spared = enlarge(kept, strip, slice(0, box.width))
        mask[strip] = layer.mask[strip] * np.clip(2 - 4 * spared, 0, 1)
    return replace(layer, mask=mask)


def _plain_layer(
    photo: Photo,
    scene: Scene,
    picture: Floats | None,
    mask: Floats,
    name: str,
    scale: float,
    opacity: float,
    ctx: Context,
) -> Layer | None:
    """A layer enlarged from the proxy, cut to where it shows; black without a ``picture``."""
    part = bounds_of(mask, 2)
    if part is None:
        return None
    rows, columns = part.slices
    inner = Box(scene.box.x + part.x, scene.box.y + part.y, part.width, part.height)
    box, enlarge = _photo_box(photo, inner, scale)
    across = slice(0, box.width)
    whole = enlarge(mask[rows, columns], slice(0, box.height), across)
    whole = np.where(whole < LEAST, 0, whole).astype(np.float32)
    black = np.broadcast_to(np.zeros((), photo.pixels.dtype), (box.height, box.width, 3))
    if picture is None:
        return Layer(black, whole, box, name, opacity)
    patch = np.empty((box.height, box.width, 3), photo.pixels.dtype)
    for top in range(0, box.height, STRIP):
        ctx.check()
        strip = slice(top, min(top + STRIP, box.height))
        patch[strip] = _encode(enlarge(picture[rows, columns], strip, across), photo)
    return Layer(patch, whole, box, name, opacity)


def _garment_layer(
    photo: Photo,
    cloth: Cloth,
    fit: Fit,
    scene: Scene,
    wearer: Wearer,
    ahead: Ahead,
    options: GarmentOptions,
    ctx: Context,
) -> Layer:
    level = options.realism_level
    source = source_of(photo, cloth, fit, wearer, ahead.softness, level)
    ctx.check()
    lit = on_cloth(ahead.light, scene, wearer.frame.width, level)
    box, enlarge = _photo_box(photo, scene.box, wearer.body.scale)
    ctx.check()
    shares = _full_shares(scene.shares, photo.pixels[box.slices], enlarge, ctx)
    ctx.check()
    detail: Detail | None = None
    if scene.weave is not None:
        detail = detail_of(source.rgb, source.alphas[Part.TORSO], scene.weave.pattern)
    spots = [_spot(sheet, enlarge, box) for sheet in scene.sheets]
    patch = np.empty((box.height, box.width, 3), photo.pixels.dtype)
    mask = np.empty((box.height, box.width), np.float32)
    grain = None
    if lit.grain > LEAST_GRAIN:
        grain = np.random.default_rng(ctx.seed + 1).standard_normal((STRIP, box.width), np.float32)
        grain *= np.float32(0.7 * lit.grain)
    for top in range(0, box.height, STRIP):
        ctx.check()
        strip = slice(top, min(top + STRIP, box.height))
        colour, alpha = _strip(scene, source, detail, shares, spots, enlarge, box.width, strip)
        shade = enlarge(lit.factor, strip, slice(0, box.width))
        colour *= cv2.merge([shade if share == 1.0 else shade * np.float32(share) for share in lit.tint])
        if grain is not None:
            colour += cv2.merge((np.roll(grain[: len(colour)], 7 * top, axis=1),) * 3)
        patch[strip] = (
            _encode(colour, photo)
            if cloth.photo is None
            else from_beyond_srgb(colour, photo.icc, photo.pixels.dtype)
        )
        mask[strip] = np.where(alpha < LEAST, 0, alpha)
    return Layer(patch, mask, box, "Garment", options.opacity)


def _photo_box(photo: Photo, box: Box, scale: float) -> tuple[Box, _Enlarge]:
    if scale == 1.0:
        return box, _Enlarge(1.0, 0.0, 0.0)
    left, top = max(0, int(box.x / scale)), max(0, int(box.y / scale))
    right = min(photo.width, int((box.x + box.width) / scale) + 1)
    bottom = min(photo.height, int((box.y + box.height) / scale) + 1)
    shift_x = (left + 0.5) * scale - 0.5 - box.x
    shift_y = (top + 0.5) * scale - 0.5 - box.y
    return Box(left, top, right - left, bottom - top), _Enlarge(scale, shift_x, shift_y)


def _full_shares(shares: tuple[Floats, ...], base: Pixels, enlarge: _Enlarge, ctx: Context) -> list[Floats]:
    """Each share at the photo's size, its soft borders drawn to the photo's real edges; those that are alike are
    worked out once."""
    if enlarge.scale == 1.0:
        return list(shares)
    first = [next(at for at, other in enumerate(shares) if np.array_equal(other, share)) for share in shares]
    different = sorted(set(first))
    ctx.check()
    full = refine_all([_aligned(shares[at], base, enlarge) for at in different], base)
    return [full[different.index(at)] for at in first]


def _aligned(share: Floats, base: Pixels, enlarge: _Enlarge) -> Floats:
    """A mask of the proxy's box, over the photo's box to the pixel, at about its size."""
    matrix = np.array([[enlarge.scale, 0, enlarge.shift_x], [0, enlarge.scale, enlarge.shift_y]])
    height, width = base.shape[:2]
    size = (max(1, round(width * enlarge.scale)), max(1, round(height * enlarge.scale)))
    matrix[:, :2] = np.diag([width * enlarge.scale / size[0], height * enlarge.scale / size[1]])
    out: Floats = cv2.warpAffine(
        share, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    return out


def _spot(sheet: Sheet, enlarge: _Enlarge, box: Box) -> Box | None:
    """The part of the photo's ``box`` that a sheet reaches."""
    part = bounds_of(cv2.extractChannel(sheet.coordinates, 0) > NOWHERE / 2, 2)
    return None if part is None else enlarge.box(part, box.width, box.height)


def _strip(
    scene: Scene,
    source: Source,
    detail: Detail | None,
    shares: list[Floats],
    spots: list[Box | None],
    enlarge: _Enlarge,
    width: int,
    strip: slice,
) -> tuple[Floats, Floats]:
    """(rows, width, 3) float32 0..255 sRGB and (rows, width) alpha: the sheets over each other, each sampled only in
    the box where it may show."""
    colours = np.zeros((strip.stop - strip.start, width, 3), np.float32)
    alphas = np.zeros((strip.stop - strip.start, width), np.float32)
    most = np.zeros_like(alphas)
    for sheet, share, extra, spot in zip(scene.sheets, shares, scene.extra, spots, strict=True):
        if spot is None or spot.y >= strip.stop or spot.y + spot.height <= strip.start:
            continue
        rows = slice(max(strip.start, spot.y), min(strip.stop, spot.y + spot.height))
        columns = slice(spot.x, spot.x + spot.width)
        here = np.s_[rows.start - strip.start : rows.stop - strip.start, columns]
        colour, alpha, visible = colours[here], alphas[here], share[rows, columns]
        place = (enlarge(sheet.coordinates, rows, columns) + 0.5) * source.scale - 0.5
        carried = enlarge(extra, rows, columns)
        x, y = cv2.split(place)
        (left, above), (right, below) = source.bounds[sheet.part]
        may = (x > left) & (x < right) & (y > above) & (y < below)
        may |= carried > 0
        may &= visible > 0
        box = bounds_of(may, 0)
        if box is None:
            continue
        part = box.slices
        x, y = np.ascontiguousarray(x[part]), np.ascontiguousarray(y[part])
        own = source.alphas[sheet.part]
        cover = cv2.remap(own, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
        cover = np.maximum(np.clip(cover, 0, 1), carried[part])
        np.maximum(most[here][part], visible[part], out=most[here][part], where=cover > 0)
        cover *= visible[part]
        seen = cv2.remap(source.rgb, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
        if detail is not None and scene.weave is not None and sheet.part == Part.TORSO:
            replaced = enlarge(scene.weave.share, rows, columns)[part]
            if replaced.max() > LEAST:
                inner = (enlarge(scene.weave.coordinates, rows, columns)[part] + 0.5) * source.scale - 0.5
                _reweave(seen, detail, (x, y), inner, replaced)
        alpha[part] += cover * (1 - alpha[part])
        cover /= np.maximum(alpha[part], np.float32(LEAST))  # colours are not weighted by alpha: a layer does that
        colour[part] += cv2.merge((cover, cover, cover)) * (seen - colour[part])
    return colours, np.minimum(alphas, most)  # two sheets behind one edge show no more than one


def _reweave(seen: Floats, detail: Detail, own: tuple[Floats, Floats], inner: Floats, share: Floats) -> None:
    """``rewoven`` in place, in the box where it asks for anything."""
    box = bounds_of(share > LEAST, 0)
    if box is None:
        return
    part = box.slices
    x, y = (np.ascontiguousarray(place[part]) for place in own)
    inner_x, inner_y = cv2.split(np.ascontiguousarray(inner[part]))
    seen[part] = rewoven(seen[part], detail, (x, y), (inner_x, inner_y), np.ascontiguousarray(share[part]))


def _encode(colour: Floats, photo: Photo) -> Pixels:
    """sRGB 0..255 float to the photo's profile and depth."""
    return from_srgb(colour, photo.icc, photo.pixels.dtype)
