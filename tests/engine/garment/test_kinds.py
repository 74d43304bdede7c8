"""Skirts and trousers of many cuts are told from tops without asking."""

from __future__ import annotations

from typing import Any

import pytest

from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import TANK, Nobody, draw

PENCIL = ((0, 101), (85, 100), (110, 220), (112, 400), (100, 640), (0, 644))
CIRCLE = ((0, 101), (60, 100), (130, 220), (230, 420), (260, 520), (0, 560))
CLOSED = ((0, 78), (102, 78), (117, 203), (129, 468), (127, 742), (10, 742), (2, 620), (1, 610), (0, 600))
"""Trousers whose legs lie side by side down to the calves."""
SHORTS = ((0, 178), (102, 178), (117, 303), (135, 468), (40, 478), (12, 337), (0, 330))
TUBE = ((0, 101), (120, 100), (112, 250), (100, 400), (118, 640), (0, 644))
"""A top without shoulders, slimmer at the waist."""


@pytest.mark.parametrize(
    ("outline", "kind"),
    [
        (PENCIL, GarmentType.SKIRT),
        (CIRCLE, GarmentType.SKIRT),
        (CLOSED, GarmentType.TROUSERS),
        (SHORTS, GarmentType.TROUSERS),
        (TUBE, GarmentType.SLEEVELESS),
        (TANK, GarmentType.SLEEVELESS),
    ],
)
def test_a_waistband_tells_skirts_and_trousers(outline: tuple[tuple[int, int], ...], kind: GarmentType) -> None:
    nobody: Any = Nobody()
    assert prepare(draw(outline).photo, None, nobody).kind == kind
