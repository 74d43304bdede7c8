"""The arithmetic of zoom and pan."""

from __future__ import annotations

import pytest

from desktop.ui.canvas.view import LARGEST, View


def view(width: int = 6000, height: int = 4000, across: int = 1000, down: int = 800) -> View:
    out = View()
    out.resize(across, down, 10)
    out.show(width, height)
    return out


def test_a_new_photo_is_seen_whole() -> None:
    one = view()
    assert one.fitted and one.scale == pytest.approx(980 / 6000)
    left, top = one.origin
    assert left == 10 and abs(top - (800 - 4000 * one.scale) / 2) <= 1


@pytest.mark.parametrize("at", [(500, 400), (300, 200), (777, 555)])
def test_the_place_under_the_pointer_stays_there(at: tuple[float, float]) -> None:
    one = view()
    one.zoom(1.0, 500, 400)
    before = one.to_photo(*at)
    one.zoom(3.7, *at)
    after = one.to_photo(*at)
    assert after == pytest.approx(before, abs=0.5)


def test_zoom_has_ends() -> None:
    one = view()
    one.zoom(1e9, 0, 0)
    assert one.scale == LARGEST
    one.zoom(1e-9, 0, 0)
    assert one.scale == one.least


def test_no_ground_beside_a_photo_that_is_larger_than_the_port() -> None:
    one = view()
    one.zoom(1.0, 500, 400)
    one.pan(1e6, 1e6)
    assert one.origin == (0, 0)
    one.pan(-1e6, -1e6)
    assert one.origin == (1000 - 6000, 800 - 4000)


def test_the_middle_stays_when_the_port_changes_and_fit_stays_fit() -> None:
    one = view()
    one.resize(500, 500, 10)
    assert one.scale == pytest.approx(480 / 6000)
    one.zoom(1.0, 250, 250)
    one.look_at(3000, 2000)
    one.resize(900, 300, 10)
    assert one.to_photo(450, 150) == pytest.approx((3000, 2000), abs=1)


def test_a_result_of_twice_the_size_is_seen_at_the_same_place_and_size() -> None:
    one = view()
    one.zoom(1.0, 500, 400)
    one.look_at(2000, 1500)
    one.show(12000, 8000)
    assert one.scale == pytest.approx(0.5)
    assert (one.x, one.y) == pytest.approx((4000, 3000))


def test_there_and_back() -> None:
    one = view()
    one.zoom(2.3, 100, 100)
    assert one.to_photo(*one.to_port(1234.5, 987.25)) == pytest.approx((1234.5, 987.25))
