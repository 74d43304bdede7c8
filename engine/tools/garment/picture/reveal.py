"""Reveal: what comes to light where the old garment goes: the person's own skin, the trousers, the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import local_mean, luminance, noise_sigma, spread_coarsely
from engine.tools.garment.wearer.limbs import across, extruded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.picture.scene import Scene
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

GROUND, SKIN, LOWER = 0, 1, 2


def reveal(scene: Scene, wearer: Wearer, seed: int) -> tuple[Floats, Floats]:
    """(h, w, 3) float32 sRGB 0..255 and (h, w) float32 mask over the scene's box: the picture behind the old garment.

    The mask reaches some px beyond the old garment so that its fringe goes too, but never over hair, face or hands, and
    never over background that the photo shows.
    """
    body = wearer.body
    rows, columns = scene.box.slices
    image = body.image[rows, columns]
    masks = {name: mask[rows, columns] for name, mask in body.masks().items()}
    grown = cv2.dilate((scene.worn > 0.08).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    gone = scene.gone | (grown & (scene.cover < 0.98))
    mask = cv2.GaussianBlur(gone.astype(np.float32), (0, 0), 0.8)
    mask *= (1 - scene.front) * (masks["person"] > 0.02)
    if not gone.any():
        return image.astype(np.float32), np.zeros(gone.shape, np.float32)
    limbs = across(wearer.frame, wearer.builds, scene.box)
    kinds = _kinds(scene, np.minimum(*limbs) < 1, masks, gone)
    known = ~grown
    skin = known & (masks["skin"] > 0.9)
    sources = {GROUND: known & (masks["person"] < 0.03), SKIN: skin, LOWER: known & (masks["lower"] > 0.9)}
    grain = np.random.default_rng(seed).standard_normal(gone.shape).astype(np.float32)
    out = np.zeros((*gone.shape, 3), np.float32)
    for kind, source in sources.items():
        share = cv2.GaussianBlur((kinds == kind).astype(np.float32), (0, 0), 1.2)
        if not share.any():
            continue
        picture = _skin(image, source, scene, wearer, limbs) if kind == SKIN else _plain(image, source)
        sigma = noise_sigma(luminance(image), source)
        out += share[..., None] * (picture + (sigma * grain)[..., None])
    return np.clip(out, 0, 255), mask


def _plain(image: NDArray[np.uint8], source: Bools) -> Floats:
    if not source.any():
        return np.broadcast_to(image.reshape(-1, 3).mean(axis=0), image.shape).astype(np.float32)
    inner = cv2.erode(source.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return spread_coarsely(image, inner if inner.any() else source)


def _skin(
    image: NDArray[np.uint8], source: Bools, scene: Scene, wearer: Wearer, limbs: tuple[Floats, Floats]
) -> Floats:
    """Skin carried on from near skin; far from any, the person's own tone; arms carried on from where they are bare.

    ``limbs``: (h, w) distance from the bones of the left and right arm in radii.
    """
    body = wearer.body
    every = body.skin > 0.9
    tone = np.median(body.image[every], axis=0) if every.any() else np.array([190.0, 150.0, 130.0])
    inner = cv2.erode(source.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    base = np.broadcast_to(tone, image.shape).astype(np.float32)
    if inner.any():
        near = spread_coarsely(image, inner)
        distance = cv2.distanceTransform((~inner).astype(np.uint8), cv2.DIST_L2, 3)
        trust = np.exp(-((distance / (0.5 * wearer.frame.width)) ** 2))[..., None]
        base = near * trust + base * (1 - trust)
    light = luminance(image)
    worn = (scene.worn > 0.8).astype(np.float32)
    if worn.sum() > 100:
        fine = local_mean(light, worn, 0.06 * wearer.frame.width)
        wide = local_mean(light, worn, 0.35 * wearer.frame.width)
        base = base * (np.clip(fine / np.maximum(wide, 1), 0.8, 1.15) ** 0.35)[..., None].astype(np.float32)
    limb = np.minimum(*limbs)
    base = (base * (1 - 0.12 * np.clip(limb, 0, 1) ** 3 * (limb < 1.2))[..., None]).astype(np.float32)
    for arm, reach, near_bone in zip(wearer.frame.arms, wearer.sleeves, limbs, strict=True):
        asked = scene.zones.arms & (near_bone < 1.15) & (scene.worn > 0.02)
        colours, found = extruded(image, source, arm, reach, wearer.frame, scene.box, asked)
        share = (cv2.GaussianBlur(found, (0, 0), 1.5) * found)[..., None]
        base = base * (1 - share) + colours * share
    return base


def _kinds(scene: Scene, bare: Bools, masks: dict[str, Floats], gone: Bools) -> NDArray[np.int32]:
    """(h, w): which kind of thing comes to light at each gone pixel. ``bare``: where an arm would show."""
    near = np.full(gone.shape, np.inf, np.float32)
    kinds = np.full(gone.shape, GROUND, np.int32)
    known = ~gone & (scene.worn < 0.05)
    for kind, source in (
        (GROUND, known & (masks["person"] < 0.05)),
        (LOWER, known & (masks["lower"] > 0.7)),
        (SKIN, known & (masks["skin"] > 0.7)),
    ):
        if not source.any():
            continue
        distance = cv2.distanceTransform((~source).astype(np.uint8), cv2.DIST_L2, 3)
        kinds[distance < near] = kind
        near = np.minimum(near, distance)
    kinds[scene.zones.neck & (kinds == LOWER)] = SKIN
    if (masks["lower"] > 0.7).any():
        kinds[scene.zones.below & ~scene.zones.arms] = LOWER
    inner = scene.zones.arms & (scene.worn > 0.08)
    kinds[inner & ~bare] = GROUND
    kinds[inner & bare & ~scene.zones.sleeved] = SKIN
    kinds[inner & bare & scene.zones.sleeved] = GROUND
    return kinds
