"""Reveal: what comes to light where the old garment goes: the person's own skin, the trousers, the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.beside import beside
from engine.raster import luminance, noise_sigma, spread
from engine.tools.garment.fitting.aim import HIGHEST, SIDE
from engine.tools.garment.fitting.below import legs
from engine.tools.garment.masks import box_of, large_parts, squared, touching
from engine.tools.garment.picture.lamp import lamp
from engine.tools.garment.picture.skin import Skin, bare_skin, texture
from engine.tools.garment.picture.surroundings import mirrored
from engine.tools.garment.picture.zones import ARMPIT
from engine.tools.garment.wearer.frame import torso_coordinates

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.tools.garment.picture.scene import Scene
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

GROUND, SKIN, LOWER = 0, 1, 2
HEM = 0.05
"""The old sleeve's end leaves traces on the arm up to this many shoulder widths beyond it."""
NARROW = 0.03
"""Gaps beside an arm up to this wide (shoulder widths) are filled with its skin."""
GAP = 0.15
"""A gap between arm and trunk in which ground shows is this near to ground that the photo shows."""
SEAM = 4
"""px of the proxy between an arm and old cloth of the same length that the arm's skin fills."""
GRAIN = 192
"""Rows of grain that are drawn; below them they come again, shifted."""
UNDER = 7
"""So many px of the proxy wide ground goes on around that outline, under the cloth, so that no skin mixes with it."""
RIM = 3
"""px of the proxy beside new cloth in which the person's outline is its outline."""
LEAST_PERSON = 1 / 250
"""Less than this of the person is background, which keeps its bytes."""
SHUT, FRINGE = 0.01, 2
"""Gaps of fewer squared shoulder widths may be shut in, by what lies so many px from them at half the size."""
HIPS = 0.8
"""Below this torso coordinate trousers go on beside the arms too."""
BAND, TAPER, LEAST_HIPS, HIPS_END = 0.15, 0.05, 0.5, 1.3
"""Torso lengths below the upper end of the trousers in sight in which their sides are read; how much slimmer they get
on as much of their way up; and, as torso coordinates, the least width of hips, and how far down sides are drawn by
rule."""
FREE, AT_END = 0.3, 0.03
"""A side is seen where this share of what is nearer to it than so many shoulder widths borders on ground."""
THIGHS = 1.05
"""Below this torso coordinate skin that comes to light is that of legs."""
CHEST = 0.3
"""Below this torso coordinate no skin of the trunk comes to light beside the new garment."""

BREAST, BESIDE = 0.3, 0.2
"""Armholes lie farther from the middle than this torso coordinate, and skin shows no farther than this (shoulder
widths) beside them."""


def reveal(scene: Scene, wearer: Wearer, seed: int) -> tuple[Floats, Floats]:
    """(h, w, 3) float32 sRGB 0..255 and (h, w) float32 mask over the scene's box: the picture behind the old garment.

    The mask reaches some px beyond the old garment so that its fringe goes too, but never over hair, face or hands, and
    never over background that the photo shows. Colours are worked out at half the size; only grain is not.
    """
    rows, columns = scene.box.slices
    person = wearer.body.person[rows, columns]
    worn = (scene.worn > 0.08).astype(np.uint8)
    grown = cv2.dilate(worn, np.ones((5, 5), np.uint8)) > 0
    rim = _rim(scene, person)
    gone = scene.gone | ((grown | rim | _linings(scene, wearer)) & (scene.cover < 0.98))
    if not gone.any():
        return np.zeros((*gone.shape, 3), np.float32), np.zeros(gone.shape, np.float32)
    hem = _hem(scene, wearer, worn)
    mask = np.maximum(cv2.GaussianBlur(gone.astype(np.float32), (0, 0), 0.8), hem)
    mask *= (1 - scene.front) * (person > LEAST_PERSON) * (scene.cover < 0.98)
    out = _behind(scene, wearer, gone, rim, grown | (hem > 0), seed)
    return np.clip(out, 0, 255, out=out), mask


def _hem(scene: Scene, wearer: Wearer, worn: NDArray[np.uint8]) -> Floats:
    """(h, w) 0..1: the seam and shadow that the old sleeve's end leaves on the bare arm beyond it, fading out."""
    rows, columns = scene.box.slices
    reach = HEM * wearer.frame.width
    skin = ((wearer.body.skin[rows, columns] > 0.3) & scene.zones.arms & (scene.worn < 0.5)).astype(np.uint8)
    if scene.sleeves_alike or not skin.any() or not worn.any():
        return np.zeros(skin.shape, np.float32)
    away = cv2.distanceTransform(1 - worn, cv2.DIST_L2, 3)
    fading = np.clip(1.6 - 1.6 * away / np.float32(reach), 0, 1)
    out: Floats = fading * cv2.GaussianBlur(skin.astype(np.float32), (0, 0), 1.0) * (away > 0)
    return out


def _linings(scene: Scene, wearer: Wearer) -> Bools:
    """(h, w): insides of old sleeves that stand off the arm, and are taken for its skin: skin beyond the arm at its
    sleeve's end."""
    if scene.sleeves_alike or not scene.outside.any():
        return np.zeros(scene.gone.shape, np.bool_)
    rows, columns = scene.box.slices
    outside = cv2.resize(scene.outside.view(np.uint8), scene.gone.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    if not (outside & (scene.worn > 0.08)).any():  # old sleeves stay under a jacket
        return np.zeros(scene.gone.shape, np.bool_)
    body = wearer.body
    beyond = outside & (body.skin[rows, columns] > 0.3) & (scene.limbs < 0.5) & (scene.front < 0.3)
    thin, wide = (
        cv2.morphologyEx(beyond.view(np.uint8), cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
        for size in (RIM, 2 * RIM + 1)  # rims of an arm that is wider than was thought are thinner
    )
    stray = cv2.dilate(touching(thin > 0, wide > 0).view(np.uint8), np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8)) > 0
    own = outside & (scene.limbs < 0.5) & (body.person[rows, columns] > LEAST_PERSON)
    return np.asarray(stray & own, np.bool_)


def _rim(scene: Scene, person: Floats) -> Bools:
    """(h, w): where the person's outline runs along new cloth. Pixels there hold a mixture of what was worn, or bare,
    and the ground; the new cloth is laid over ground alone."""
    cloth = cv2.dilate((scene.cover > 0.9).astype(np.uint8), np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8)) > 0
    return np.asarray(cloth & (person < 0.98) & (person > LEAST_PERSON), np.bool_)


def _behind(scene: Scene, wearer: Wearer, gone: Bools, rim: Bools, doubtful: Bools, seed: int) -> Floats:
    """(h, w, 3): skin, lower garment and ground in their places, with their grain. ``rim``: where ground is certain;
    ``doubtful``: what is not to be copied from."""
    body = wearer.body
    rows, columns = scene.box.slices
    image = body.image[rows, columns]
    size = (scene.arms[0].away.shape[1], scene.arms[0].away.shape[0])
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_LINEAR), np.uint8)

    def half(mask: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST))

    masks = {name: half(getattr(body, name)[rows, columns]) for name in ("person", "skin", "lower")}
    known = half(doubtful.astype(np.uint8)) == 0
    seen = known & (masks["skin"] > 0.9)
    sources = {GROUND: known & (masks["person"] < 0.03), SKIN: seen, LOWER: known & (masks["lower"] > 0.9)}
    kinds = _kinds(scene, wearer, masks, half(gone.astype(np.uint8)) > 0, half(scene.worn))
    kinds[half(cv2.dilate(rim.astype(np.uint8), np.ones((UNDER, UNDER), np.uint8))) > 0] = GROUND
    limbs = scene.limbs * ~scene.zones.sleeved
    kinds[_shut_in(scene, kinds, half, masks, half(gone.astype(np.uint8)) > 0)] = SKIN
    shares = {kind: cv2.GaussianBlur((kinds == kind).astype(np.float32), (0, 0), 0.8) for kind in sources}
    shares = {kind: share for kind, share in shares.items() if share.any() or (kind == SKIN and limbs.any())}
    asked = half(gone.astype(np.uint8)) > 0

    def going_on() -> list[tuple[Floats, Floats, Floats]]:
        return [
            (share, *_continued(scene, wearer, kind, sources[kind], (share > 0.5) & asked))
            for kind, share in shares.items()
            if kind != SKIN
        ]

    def painted() -> dict[int, Floats]:
        some = {kind: _plain(small, sources[kind]) for kind in shares if kind != SKIN}
        return some | ({SKIN: _bare(scene, wearer, small, seen, half, seed)} if SKIN in shares else {})

    continued, pictures = beside(going_on, painted)
    luma, full = luminance(image), (image.shape[1], image.shape[0])
    out = np.zeros((size[1], size[0], 3), np.float32)
    strength = np.zeros((size[1], size[0]), np.float32)
    for kind, share in shares.items():
        out += cv2.merge((share, share, share)) * pictures[kind]
        strength += share * noise_sigma(luma, cv2.resize(sources[kind].astype(np.uint8), full) > 0)
    few = np.random.default_rng(seed).standard_normal((GRAIN, image.shape[1]), np.float32)
    grain = np.concatenate([np.roll(few, 7 * top, axis=1) for top in range(0, image.shape[0], GRAIN)])[: image.shape[0]]
    grain *= cv2.resize(strength, full, interpolation=cv2.INTER_LINEAR)
    picture = cv2.resize(out, full, interpolation=cv2.INTER_LINEAR)
    for share, colours, worth in continued:
        if worth.any():
            worth *= cv2.resize(share, full, interpolation=cv2.INTER_LINEAR)
            picture += (colours - picture) * cv2.merge((worth, worth, worth))
            grain *= 1 - worth
    if SKIN in pictures and limbs.any():
        part = box_of(limbs > 0, 0)
        skin, share = cv2.resize(pictures[SKIN], full, interpolation=cv2.INTER_LINEAR)[part], limbs[part]
        picture[part] += (skin - picture[part]) * cv2.merge((share, share, share))
    picture += cv2.merge((grain, grain, grain))
    return np.asarray(picture, np.float32)


def _bare(
    scene: Scene,
    wearer: Wearer,
    small: NDArray[np.uint8],
    seen: Bools,
    half: Callable[[NDArray[Any]], NDArray[Any]],
    seed: int,
) -> Floats:
    """(h, w, 3): the person's skin over the scene at half the size, continued from what is ``seen`` of it."""
    hidden = (half(scene.zones.arms.astype(np.uint8)) > 0) | (half(scene.zones.bared) > 0.02)
    known = Skin(
        small,
        seen,
        half(scene.worn),
        hidden,
        _tone(wearer),
        scene.small,
        scene.arms,
        (0.5 * wearer.sleeves[0], 0.5 * wearer.sleeves[1]),
        half(wearer.body.hands[scene.box.slices]) > 0.4,
        lamp(wearer.body),
    )
    mottling = texture(small, seen, seed + 2)
    return np.asarray(bare_skin(known) + cv2.merge((mottling, mottling, mottling)), np.float32)


def _continued(scene: Scene, wearer: Wearer, kind: int, seen: Bools, asked: Bools) -> tuple[Floats, Floats]:
    """``mirrored`` ground, or trousers, of the whole photo over the scene. ``seen``, ``asked``: over the scene at half
    the size."""
    mask = wearer.body.person if kind == GROUND else wearer.body.lower
    size = ((mask.shape[1] + 1) // 2, (mask.shape[0] + 1) // 2)
    small = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    known = small < 0.03 if kind == GROUND else small > 0.9
    wanted = np.zeros(known.shape, np.bool_)
    part = np.s_[scene.box.y // 2 :, scene.box.x // 2 :]
    height, width = (min(a, b) for a, b in zip(known[part].shape, seen.shape, strict=True))
    known[part][:height, :width] = seen[:height, :width]
    wanted[part][:height, :width] = asked[:height, :width]
    return mirrored(wearer.body.image, known, wanted, wearer.frame.width, scene.box)


def _plain(image: NDArray[np.uint8], source: Bools) -> Floats:
    """(h, w, 3): colours continued from their ``source``."""
    if not source.any():
        return np.broadcast_to(image.reshape(-1, 3).mean(axis=0), image.shape).astype(np.float32)
    inner = cv2.erode(source.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return spread(image, inner if inner.any() else source)


def _tone(wearer: Wearer) -> Floats:
    """(3,) sRGB 0..255: the person's skin; a middling one when none is seen."""
    body = wearer.body
    every = body.skin[::2, ::2] > 0.9
    if not every.any():
        return np.array([190.0, 150.0, 130.0], np.float32)
    return np.asarray(np.median(body.image[::2, ::2][every], axis=0), np.float32)


def _hips(u: Floats, v: Floats, seen: Bools, ground: Bools) -> Bools | None:
    """(h, w): where trousers or a skirt, of which the photo shows what is ``seen`` (h, w), lie under a longer garment:
    between their sides, which go on upward, a little inward. A side that borders on no ``ground`` (h, w) lies behind a
    hand or an arm, no nearer to the spine than the other. None where too little of them is seen."""
    if not seen.any():
        return None
    top = float(np.quantile(v[seen], 0.02))
    band = seen & (v < top + BAND)
    left, right = (float(at) for at in np.quantile(u[band], (0.002, 0.998)))
    if right - left < LEAST_HIPS or left > 0 or right < 0:
        return None
    beside = cv2.dilate(ground.view(np.uint8), np.ones((1, 2 * SEAM + 1), np.uint8)) > 0
    free_left, free_right = (beside[band & end].mean() > FREE for end in (u < left + AT_END, u > right - AT_END))
    left, right = left if free_left else min(left, -right), right if free_right else max(right, -left)
    slim = 1 - TAPER * np.clip((top - v) / BAND, 0, 2)
    return np.asarray((u > left * slim) & (u < right * slim), np.bool_)


def _within(reach: float, place: Bools) -> Bools:
    """(h, w): what lies no farther than ``reach`` px from ``place``."""
    return np.asarray(cv2.distanceTransform((~place).astype(np.uint8), cv2.DIST_L2, 3) <= reach, np.bool_)


def _shut_in(
    scene: Scene,
    kinds: NDArray[np.int32],
    half: Callable[[NDArray[Any]], NDArray[Any]],
    masks: dict[str, Floats],
    gone: Bools,
) -> Bools:
    """(h, w) at half the size: small gaps between bared arms and new cloth in which no ground can be seen, since skin
    that the photo shows closes them."""
    if scene.sleeves_alike:
        return np.zeros(gone.shape, np.bool_)
    limbs = (half(scene.limbs) >= 0.5) & (half(scene.zones.sleeved.astype(np.uint8)) == 0)
    gaps = gone & (kinds == GROUND) & ~limbs & (half(scene.cover) < 0.5)
    gaps &= ~large_parts(gaps, SHUT * scene.small.width**2)
    ground, *closed = (  # the fringe of what is gone lies between
        touching(gaps, squared(mask, FRINGE))
        for mask in (~gone & (masks["person"] < 0.05), ~gone & (masks["skin"] > 0.7), limbs)
    )
    shut = closed[0] & closed[1] & ~ground
    return np.asarray(shut | (squared(shut, UNDER // 2) & limbs), np.bool_)  # the limb's edge is soft


def _kinds(scene: Scene, wearer: Wearer, masks: dict[str, Floats], gone: Bools, worn: Floats) -> NDArray[np.int32]:
    """(h, w) at half the size: which kind of thing comes to light at each gone pixel."""
    size = (gone.shape[1], gone.shape[0])
    zones = {
        name: cv2.resize(getattr(scene.zones, name).astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
        for name in ("neck", "below", "arms", "sleeved")
    }
    bare = np.minimum(scene.arms[0].away, scene.arms[1].away) < 1
    near = ground = np.full(gone.shape, np.inf, np.float32)
    kinds = np.full(gone.shape, GROUND, np.int32)
    u, v = torso_coordinates(scene.small, gone.shape)
    known = ~gone & (worn < 0.05)
    for kind, source in (
        (GROUND, known & (masks["person"] < 0.05)),
        (LOWER, known & (masks["lower"] > 0.7)),
        (SKIN, known & (masks["skin"] > 0.7)),
    ):
        if not source.any():
            continue
        distance = cv2.distanceTransform((~source).astype(np.uint8), cv2.DIST_L2, 3)
        if kind == SKIN and (kinds == LOWER).any():  # arms hang beside trousers, no skin lies on them
            distance[zones["below"] & (v < THIGHS) & ~zones["arms"]] = np.inf
        kinds[distance < near] = kind
        near = np.minimum(near, distance)
        ground = distance if kind == GROUND else ground
    wide = (near > NARROW * scene.small.width) & (ground < GAP * scene.small.width)
    kinds[(kinds == SKIN) & (v > CHEST) & wide & ~bare & ~zones["below"]] = GROUND
    low = (kinds == SKIN) & (v > THIGHS) & ~zones["arms"]
    if low.any():
        bones = legs(wearer.body.pose, wearer.frame, wearer.body.person.shape)[scene.box.slices]
        kinds[low & (cv2.resize(bones, size, interpolation=cv2.INTER_NEAREST) < 0.5)] = GROUND
    kinds[zones["neck"] & (kinds == LOWER)] = SKIN
    hips = _hips(u, v, known & (masks["lower"] > 0.7), masks["person"] < 0.5)
    if hips is not None:
        kinds[(kinds == LOWER) & ~hips & (v < HIPS_END)] = GROUND
        kinds[zones["below"] & hips] = LOWER
        zones["arms"] &= ~(zones["below"] & hips)
    elif (masks["lower"] > 0.7).any():
        kinds[zones["below"] & ~zones["arms"]] = LOWER
    inner = (zones["arms"] & (worn > 0.08) & (masks["skin"] < 0.5)) | (scene.outside & ~bare)
    inner &= ~((kinds == LOWER) & (v > HIPS))
    inner &= ~(bare & zones["sleeved"] & (kinds == SKIN))
    if scene.sleeves_alike:
        inner &= ~((kinds == SKIN) & (near < SEAM) & (ground > 2 * SEAM))
    kinds[inner] = GROUND  # the limbs are laid over it
    if not scene.sleeves_alike and not zones["sleeved"].any():  # beside the armholes of a garment without sleeves
        flank = (np.abs(u) > BREAST) & (np.abs(u) < SIDE) & (v > HIGHEST) & (v < ARMPIT)
        flank &= (worn > 0.3) & (masks["person"] > 0.5)
        cloth = cv2.resize(scene.cover, size, interpolation=cv2.INTER_NEAREST) > 0.5
        flank &= ~zones["arms"] & ~zones["neck"] & ~zones["below"] & _within(BESIDE * scene.small.width, cloth)
        kinds[cv2.dilate(flank.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0] = SKIN
    return kinds
