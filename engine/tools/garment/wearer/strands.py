"""Strands: hair that lies over cloth, told from the cloth between the strands by colour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import lengths, pieces, ramp, span_of, spread, spread_coarsely, total
from engine.tools.garment.masks import box_of, closed_by, discs, squared
from engine.tools.garment.wearer.frame import down_torso, frame_of
from engine.vision.classes import FLAT
from engine.vision.colours import bins_of, lab_of, palette
from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body

    Bools = NDArray[np.bool_]

APART = 70.0
"""Hair and cloth nearer than this (RGB distance, 8-bit units) cannot be told by colour; the mask stays as it is."""
HALF, CLEAR = (0.15, 0.8), (0.4, 1.0)
"""Shares of hair between which the mask rises, by all of the colour and by its hue: where that tells, a colour that is
a good third the cloth's would be seen as its spill, and is not half hair."""
SPILLED, GREY = ((0.25, 0.92, 1.0), (0.0, 0.35, 1.0)), 0.9
"""Some shares by hue and the mask there, where grey hair would have at least the share ``GREY``: a twelfth of the
cloth's colour is seen there, and such hair is not kept."""
OUTLINE = 9
"""Width in px of the outline of a person, where the ground is in hair too."""
WIDE = 1.3
"""So many times as far from the cloth as else, its spill is told by its hue."""
APART_IN_HUE = 60.0
"""Where they are farther apart than this without what is grey in their colours, the rest tells them alone."""
LIT, DARKEST = 0.65, 90.0
"""The hue of what is darker than this share of the hair above is seen as if lit by as much, and none where red, green
and blue sum up to less (8-bit units)."""
LEAST = 50
"""Fewer pixels of hair apart from cloth do not tell its colour."""
SPECK = 0.003
"""Hair of fewer squared shoulder widths is not believed."""
STRANGE = 25.0
"""Pieces of hair whose middle colours lie further apart than this (Lab) are not of one head."""
HUNG, GAP = 0.4, 0.1
"""Locks are looked for so far from the hair (shoulder widths), on the cloth and in gaps of twice the second in it; the
cloth's own colours farther away."""
CHEST = -0.12
"""Torso coordinate v from which they are looked for: above lie collars and the neck."""
HELD, ENDS, BESIDE_SKIN = 0.4, 0.06, 4
"""Least share of the hair's hue in a lock over cloth; the width of its ends (shoulder widths) and that of bare skin's
surroundings (px)."""
LOCK, OFTEN = 10, 6
"""Colours that the hair has this many times as often as a flat palette, and as the cloth, are those of locks."""


def with_locks(body: Body) -> Body:
    """The body with locks that hang down over the chest, and were taken for it or for skin, as hair: what joins the
    hair and has colours that hair has and the cloth elsewhere has not, or that hold hair's hue."""
    unit = body.pose.shoulder_width
    reach = max(3, round(HUNG * unit))
    hair = body.hair > 0.5
    chest = down_torso(frame_of(body.pose), hair.shape) > CHEST
    if not (hair & chest).any():
        return body
    box = box_of(hair, reach)
    near = np.zeros(hair.shape, np.uint8)
    near[box] = cv2.dilate(hair[box].astype(np.uint8), np.ones((reach, reach), np.uint8), iterations=2)
    far = (body.clothes[::4, ::4] > 0.9) & (near[::4, ::4] == 0)
    if not (near[box] & (body.clothes[box] > 0.5)).any() or np.count_nonzero(far) < LEAST:
        return body
    own, cloth, image = hair[box], body.clothes[box] > 0.5, body.image[box]
    gap = round(GAP * unit)
    place = (closed_by(cloth, gap) & (near[box] > 0) & chest[box] & ~own) & (body.hands[box] < 0.3)
    bins = bins_of(lab_of(image))
    of_hair = palette(bins[::2, ::2], _sure(body.hair[box], 3)[::2, ::2].astype(np.float32), (4, 2))
    of_cloth = palette(bins_of(lab_of(body.image[::4, ::4])), far.astype(np.float32), (3, 1))
    if of_hair.weight < LEAST:
        return body
    told = place & (of_hair.of(bins) > np.maximum(LOCK * FLAT, OFTEN * of_cloth.of(bins)))
    told |= _hanging(place & _of_hairs_hue(body, box, near[box] == 0), own)
    bare = body.skin[box] > 0.9
    if (told & bare).any():
        lock, skin = (spread_coarsely(image, known) for known in (own, bare & ~place))
        told &= ~bare | (lengths(image - lock) < lengths(image - skin))
    labels, areas = pieces(told | own)
    joined = np.bincount(labels[own], minlength=len(areas)) > 0
    joined[0] = False
    locks = np.take(joined, labels) & ~own
    return _claimed(body, box, locks) if locks.any() else body


def _of_hairs_hue(body: Body, box: tuple[slice, slice], far: Bools) -> Bools:
    """(h, w): where in a box the hue is as much the hair's as the cloth's, which is read ``far`` from the hair (h, w).
    Necklines are so too, of skin and cloth: not beside bare skin that is wider than the ends of locks."""
    image = body.image[box].astype(np.float32)
    hair, cloth = _sure(body.hair[box], 3), _sure(np.where(far, body.clothes[box], np.float32(0)), 3)
    if not hair.any() or not cloth.any():
        return np.zeros(far.shape, np.bool_)
    lock, worn = spread_coarsely(image, hair), spread_coarsely(image, cloth)
    by_hue, clear = told_by_hue(image, lock, worn)
    share, _, _ = mixture(image, lock, worn, by_hue)
    skin = squared(discs(body.skin[box] > 0.5, 0.5 * ENDS * body.pose.shoulder_width), BESIDE_SKIN)
    return np.asarray(clear & ~skin & (cv2.GaussianBlur(share, (0, 0), 0.7) > HELD), np.bool_)


def _hanging(locks: Bools, hair: Bools) -> Bools:
    """(h, w): what of ``locks`` hangs down from ``hair``, row by row, no flatter than at 45 degrees."""
    out = hair.copy()
    for row in range(1, len(out)):
        above = out[row - 1]
        below = above.copy()
        below[1:] |= above[:-1]
        below[:-1] |= above[1:]
        out[row] |= below & locks[row]
    return out & ~hair


def _claimed(body: Body, box: tuple[slice, slice], locks: Bools) -> Body:
    """The body with ``locks`` of a box as hair, softly."""
    hair, clothes, skin = body.hair.copy(), body.clothes.copy(), body.skin.copy()
    soft = np.minimum(cv2.GaussianBlur(locks.astype(np.float32), (0, 0), 0.7), body.person[box])
    hair[box] = np.maximum(hair[box], soft)
    for other in (clothes, skin):
        other[box] = np.minimum(other[box], 1 - soft)
    return replace(body, hair=hair, clothes=clothes, skin=skin)


def strands(body: Body) -> tuple[Mask, Bools]:
    """The hair mask, re-drawn where hair meets cloth, and where the cloth between it was seen.

    There a pixel is a mixture of the nearest sure hair's and the nearest sure cloth's colour; its share of hair is its
    place on the line between the two (Chuang et al., "A Bayesian approach to digital matting", 2001, with one colour
    each).
    """
    unit, nothing = body.pose.shoulder_width, np.zeros(body.hair.shape, np.bool_)
    reach = max(3, round(0.09 * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    x, y, width, height = cv2.boundingRect((body.hair > 0.5).astype(np.uint8))
    if not width:
        return body.hair, nothing
    near = np.s_[max(0, y - reach) : y + height + reach, max(0, x - reach) : x + width + reach]
    hair, cloth = body.hair[near] > 0.5, body.clothes[near] > 0.5
    if not cloth.any():
        return body.hair, nothing
    band = np.zeros(body.hair.shape, np.bool_)
    band[near] = cv2.dilate(hair.astype(np.uint8), disc) & cv2.dilate(cloth.astype(np.uint8), disc) & (hair | cloth)
    if np.count_nonzero(band) < 20:
        return body.hair, nothing
    margin = 2 * reach
    left, right, top, bottom = span_of(band)
    box = np.s_[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    image, band = body.image[box].astype(np.float32), band[box]
    sure_hair, sure_cloth = _sure(body.hair[box], reach // 4), _sure(body.clothes[box], reach // 4)
    if not sure_hair.any() or not sure_cloth.any():
        return body.hair, nothing
    strand, ground = spread(image, sure_hair), spread(image, sure_cloth)
    pure = sure_hair & ~squared(body.clothes[box] > 0.5, reach)
    clear = spread_coarsely(image, pure) if np.count_nonzero(pure) > LEAST else strand
    by_hue, spilled = told_by_hue(image, clear, ground)
    spilled &= cv2.erode((body.person[box] > 0.95).view(np.uint8), np.ones((OUTLINE, OUTLINE), np.uint8)) > 0
    strand = np.where(by_hue[..., None], clear, strand)
    share, off, length = mixture(image, strand, ground, by_hue)
    share = cv2.GaussianBlur(share, (0, 0), 0.6)
    kept = np.where(by_hue, ramp(share, *CLEAR), ramp(share, *HALF))
    share = np.where(spilled, np.interp(share, *SPILLED).astype(np.float32), kept)
    sharper = by_hue & (share < body.hair[box])  # the cloth's colour in hair is believed sooner than hair on cloth
    trust: Mask = np.where(sharper, np.float32(1), ramp(length, APART, 2 * APART))
    among = sharper & spilled & (body.hair[box] > 0.5) & squared(body.clothes[box] > 0.5, round(WIDE * reach))
    trust *= cv2.GaussianBlur((band | among).astype(np.float32), (0, 0), 1.5)
    trust *= 1 - ramp(off, 0.2 * APART, 0.6 * APART)
    out = body.hair.copy()
    trust[(share > body.hair[box]) & _own(body, band, box, sure_hair)] = 0
    out[box] = body.hair[box] * (1 - trust) + share * trust
    told = np.zeros(out.shape, np.bool_)
    told[box] = sharper & spilled & (share < 0.5) & (trust > 0.5)
    return out, told


def told_by_hue(
    image: NDArray[np.float32], lock: NDArray[np.float32], cloth: NDArray[np.float32], least: float = APART_IN_HUE
) -> tuple[Bools, Bools]:
    """Two (h, w): where hair is told from cloth by its hue, as their hues are at least so far apart, whatever light
    falls on either; and where moreover no tone of hair, greyer or darker, looks like some cloth between it. All (h, w,
    3) sRGB 0..255."""
    line, light = hue(lock) - hue(cloth), total(image)
    square = total(line * line)
    apart = square > least**2
    clear = apart & (light > DARKEST) & (-total(hue(cloth) * line) > GREY * square)
    return apart & ((light > LIT * total(lock)) | clear), clear


def mixture(
    image: NDArray[np.float32], lock: NDArray[np.float32], cloth: NDArray[np.float32], by_hue: Bools
) -> tuple[Mask, Mask, Mask]:
    """How much hair is in each colour (h, w) 0..1: its place on the line between the colours of hair and cloth, without
    what is grey in them where ``by_hue``; how far it lies beside that line, and how long the line is."""
    lit = np.maximum(LIT * total(lock) / np.maximum(total(image), 1), 1)
    image, lock, cloth = (
        np.where(by_hue[..., None], hue(lighter), part)
        for lighter, part in ((image * lit[..., None], image), (lock, lock), (cloth, cloth))
    )
    line = lock - cloth
    square = total(line * line)
    place = total((image - cloth) * line) / np.maximum(square, 1)
    share: Mask = np.clip(place, 0, 1)
    place = np.where(by_hue, place, share)  # a purer hue than either's is theirs too
    return share, lengths(image - (cloth + cv2.merge((place, place, place)) * line)), np.sqrt(square)


def hue(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 3): colours without what is grey in them."""
    grey = total(colours) * np.float32(1 / 3)
    return np.asarray(colours - cv2.merge((grey, grey, grey)), np.float32)


def _own(body: Body, band: Bools, box: tuple[slice, slice], locks: Bools) -> Bools:
    """(h, w): where in the ``band`` the colour is one that the cloth has elsewhere more often than hair: a white stripe
    is as light as fair hair."""
    cloth = _sure(body.clothes[::4, ::4], 3)
    cloth[box[0].start // 4 : box[0].stop // 4, box[1].start // 4 : box[1].stop // 4] = False
    out = np.zeros(band.shape, np.bool_)
    asked, mine, hair = (
        bins_of(lab_of(np.ascontiguousarray(colours[None])))
        for colours in (body.image[box][band], body.image[::4, ::4][cloth], body.image[box][locks][::4])
    )
    if not mine.size:
        return out
    shares = [palette(bins, np.ones(bins.shape, np.float32)).of(asked[0]) for bins in (mine, hair)]
    out[band] = shares[0] > shares[1]
    return out


def tips(body: Body) -> Mask:
    """(H, W) 0..1: thin pieces of skin colour between hair and cloth: the ends of fair hair, whose colour skin has."""
    unit = body.pose.shoulder_width
    size = max(3, round(0.09 * unit)) | 1
    square = np.ones((size, size), np.uint8)
    out = np.zeros(body.hair.shape, np.float32)
    part = box_of(body.hair > 0.5, 2 * size)
    hair, cloth = ((mask[part] > 0.5).astype(np.uint8) for mask in (body.hair, body.clothes))
    near = np.zeros(out.shape, np.uint8)
    near[part] = cv2.dilate(cloth, square) & cv2.dilate(hair, square, iterations=2)
    if not near[part].any():
        return out
    box = box_of(near > 0, size)
    skin, hair, cloth = ((mask[box] > 0.5).astype(np.uint8) for mask in (body.skin, body.hair, body.clothes))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    wide = cv2.morphologyEx(skin, cv2.MORPH_OPEN, disc)
    if not wide.any():
        return out
    image = body.image[box].astype(np.float32)
    lock, bare, worn = (spread_coarsely(image, known) for known in (hair, wide, cloth))
    away = lengths(image - lock)
    fair = away < lengths(image - bare)
    apart = cv2.dilate(wide, np.ones((7, 7), np.uint8)) == 0  # beside bare skin lie its own corners
    thin = (skin & ~wide & near[box] & (body.hands[box] < 0.3) & (fair | apart)).astype(np.uint8)
    thin[away > lengths(image - worn)] = 0
    count, labels = cv2.connectedComponents(thin)
    beside = cv2.dilate(hair, np.ones((5, 5), np.uint8)) > 0
    touching = np.bincount(labels[beside], minlength=count) > 0
    touching[0] = False
    outline = cv2.dilate((body.person[box] < 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    touching &= np.bincount(labels[outline], minlength=count) == 0  # that is a bare shoulder between hair and cloth
    out[box] = np.minimum(touching[labels], body.skin[box])
    return out


def without_specks(hair: Mask, unit: float) -> Mask:
    """The mask without pieces too small for a lock of hair: bits of folds that have its colour."""
    x, y, width, height = cv2.boundingRect((hair > 0.15).astype(np.uint8))
    box = np.s_[y : y + height, x : x + width]
    if not width:
        return np.zeros_like(hair)
    labels, areas = pieces(hair[box] > 0.15)
    small = areas < SPECK * unit**2
    small[0] = False
    out = hair.copy()
    if small.any():
        out[box][np.take(small, labels)] = 0
    return out


def without_strangers(body: Body) -> Body:
    """The body without hair that hangs apart from the head's and has none of its colour: dark insides of hoods and
    collars. It counts as clothes."""
    labels, areas = pieces(body.hair > 0.5)
    if len(areas) < 3:
        return body
    medians = [np.median(lab_of(body.image[labels == label][None])[0], axis=0) for label in range(1, len(areas))]
    main = int(_on_head(body, labels, areas)[1:].argmax())
    strange = [1 + number for number, colour in enumerate(medians)
               if number != main and float(np.linalg.norm(colour - medians[main])) > STRANGE]
    if not strange:
        return body
    square = np.ones((5, 5), np.uint8)
    gone = cv2.dilate(np.isin(labels, strange).astype(np.uint8), square) > 0
    gone &= cv2.dilate((labels == 1 + main).astype(np.uint8), square) == 0
    share = np.where(gone, body.hair, np.float32(0))
    return replace(body, hair=body.hair - share, clothes=np.maximum(body.clothes, share))


def _on_head(body: Body, labels: NDArray[np.int32], areas: NDArray[np.int64]) -> NDArray[np.int64]:
    """(N + 1,): how many px each of the numbered pieces has above the mouth, or in all where none has any there."""
    frame = frame_of(body.pose)
    mouth = frame.uv(np.stack([body.pose[Joint.MOUTH_LEFT], body.pose[Joint.MOUTH_RIGHT]]))[:, 1].mean()
    above = labels[(down_torso(frame, labels.shape) < mouth) & (labels > 0)]
    return np.bincount(above, minlength=len(areas)) if above.size else areas


def _sure(mask: Mask, depth: int) -> Bools:
    size = max(3, depth) | 1
    found: Bools = cv2.erode((mask > 0.9).astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    return found
