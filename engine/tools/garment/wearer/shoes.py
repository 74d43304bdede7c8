"""Shoes: where trousers end, so that shoes of their colour are not theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.raster import ramp
from engine.tools.garment.wearer.frame import frame_of, torso_coordinates
from engine.vision.types import Joint

if TYPE_CHECKING:
    from engine.vision.types import Body

SEEN, LOW = 0.5, 1.6
"""An ankle that is seen less surely than this, or above this torso coordinate v, tells nothing of where trousers
end."""
SHOE, SHOE_SOFT = 0.05, 0.01
"""Trousers end this many torso lengths below an ankle, over twice as much as the second."""


def without_shoes(body: Body) -> Body:
    """The body whose trousers end at the feet: shoes of their colour are not theirs."""
    pose, frame = body.pose, frame_of(body.pose)
    height = body.lower.shape[0]
    both = np.stack([pose[Joint.LEFT_ANKLE], pose[Joint.RIGHT_ANKLE]])
    places = frame.uv(both)
    seen = (pose.visibility[[Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE]] > SEEN) & (both[:, 1] < height)
    places = places[seen & (places[:, 1] > LOW)]
    if not len(places):
        return body
    u, v = torso_coordinates(frame, body.lower.shape)
    nearest = np.abs(u[..., None] - places[:, 0].astype(np.float32)).argmin(axis=2)
    end = (places[:, 1].astype(np.float32) + np.float32(SHOE))[nearest]
    return replace(body, lower=np.asarray(body.lower * ramp(end - v, -SHOE_SOFT, SHOE_SOFT), np.float32))
