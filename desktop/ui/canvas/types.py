"""What the canvas is told and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Compare(StrEnum):
    """How before and after are shown: not at all (after alone), divided by a slider, side by side, or the photo before
    as long as the mouse button or the compare key is held. The key works in each mode."""

    OFF = "off"
    SLIDER = "slider"
    SPLIT = "split"
    HOLD = "hold"


class Zoom(StrEnum):
    """Sizes with a name: the whole photo, one photo pixel on one or on two screen pixels."""

    FIT = "fit"
    ONE = "1:1"
    TWO = "2:1"


@dataclass(frozen=True, slots=True)
class Handle:
    """A place on the photo that can be dragged: ``x``, ``y`` in px of the photo, ``label`` for people."""

    id: str
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Probe:
    """The pixel under the pointer: its place, its values in the photo's own depth and profile (as shown: with the
    layers), alpha last where there is one, the ``depth`` in bits, the profile's name, and sRGB as ``#rrggbb``."""

    x: int
    y: int
    values: tuple[float, ...]
    depth: int
    profile: str
    hex: str
