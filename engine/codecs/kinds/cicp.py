"""Colours named by code points (ITU-T H.273: PNG, AVIF, HEIC) or by PNG's older chunks: a profile for them."""

from __future__ import annotations

import numpy as np

from engine.profiles import BT2020, D65, DISPLAY_P3, SRGB, display_p3_profile, made, srgb_curve

PRIMARIES = {1: SRGB, 9: BT2020, 12: DISPLAY_P3}
GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0}
HDR = frozenset({16, 18})
"""Perceptual quantizer and hybrid log-gamma."""
NOTE = "The photo's high dynamic range is not kept: it is read as if it were meant for an ordinary screen."


def profile_of(primaries: int, transfer: int) -> tuple[bytes | None, tuple[str, ...]]:
    """The profile for code points, None for sRGB and for unknown ones, and notes.

    BT.709's camera curve counts as sRGB's, which is how such pictures are shown.
    """
    notes = (NOTE,) if transfer in HDR else ()
    if primaries not in PRIMARIES:
        return None, notes
    if transfer in GAMMAS:
        return made(f"Code points {primaries} and {transfer}", PRIMARIES[primaries], GAMMAS[transfer]), notes
    if primaries == 1:
        return None, notes
    return display_p3_profile() if primaries == 12 else made("BT.2020", BT2020, srgb_curve()), notes


def from_chunks(gamma: int | None, points: tuple[int, ...] | None) -> bytes | None:
    """The profile for PNG's gAMA (100000 / display gamma) and cHRM (100000 x: white, red, green, blue).

    None for what is sRGB or nearly so. Raises ValueError for impossible values.
    """
    white, *primaries = [(points[k] / 1e5, points[k + 1] / 1e5) for k in range(0, 8, 2)] if points else [D65, *SRGB]
    usual = gamma is None or abs(gamma - 45455) < 500
    if usual and np.abs(np.array(primaries) - np.array(SRGB)).max() < 0.003:
        return None
    if gamma is not None and not 10_000 <= gamma <= 1_000_000:
        raise ValueError("impossible gamma")
    light = srgb_curve() if usual or gamma is None else 1e5 / gamma
    return made("PNG gamma and chromaticities", tuple(primaries), light, white)
