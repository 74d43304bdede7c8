"""The line where a worn top ends: even, and where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.wearer.hem_line import with_even_hem
from tests.fakes.drawn_wearer import Is, drawn_wearer

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRUNK = slice(155, 245)
"""Columns of the drawn trunk."""


def ends(mask: NDArray[np.float32]) -> NDArray[np.intp]:
    """The last row of cloth in each column of the trunk."""
    rows = mask[200:500, TRUNK] > 0.5
    return np.asarray(200 + rows.shape[0] - 1 - np.argmax(rows[::-1], axis=0))


def test_teeth_below_a_hem_go() -> None:
    drawn = drawn_wearer(lower=60)
    true = ends(drawn.body().clothes)
    seen = drawn.labels.copy()
    for left in (170, 178, 186, 214):  # a dark pocket and its seams, taken for the dark top
        seen[390:401, left : left + 3] = Is.CLOTH
    seen[380:396, 230:233] = Is.LOWER
    with_teeth = drawn.body(seen)
    assert np.abs(ends(with_teeth.clothes) - true).max() >= 5
    found = with_even_hem(with_teeth)
    assert np.abs(ends(found.clothes) - true).max() <= 1
    both = [(body.clothes + body.lower)[360:420, TRUNK] for body in (found, with_teeth)]
    assert np.allclose(*both, atol=0.01), "nothing of the person is lost"


def test_a_slanting_hem_stays() -> None:
    drawn = drawn_wearer(lower=60)
    rows, columns = np.mgrid[0 : drawn.labels.shape[0], 0 : drawn.labels.shape[1]]
    trunk = (columns >= 148) & (columns < 252) & (rows > 300) & (rows < 430)
    seen = np.where(trunk, np.where(rows < 380 - 0.3 * (columns - 200), Is.CLOTH, Is.LOWER), drawn.labels)
    body = drawn.body(seen.astype(np.uint8))
    assert np.abs(ends(with_even_hem(body).clothes) - ends(body.clothes)).max() <= 1


def test_a_dress_has_no_such_line() -> None:
    drawn = drawn_wearer(lower=60)
    seen = np.where(drawn.labels == Is.LOWER, Is.CLOTH, drawn.labels).astype(np.uint8)
    body = drawn.body(seen)
    assert np.array_equal(with_even_hem(body).clothes, body.clothes)
