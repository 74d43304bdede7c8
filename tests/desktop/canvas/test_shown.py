"""What the canvas shows is what an export would hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from desktop.ui.canvas.types import Compare, Zoom
from engine.codecs.pyramid import eight_bit
from engine.colour import srgb8
from engine.photo import Box, Photo, composite
from tests.desktop.canvas.conftest import noise, patch, smooth

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from desktop.ui.canvas.canvas import Canvas
    from tests.desktop.canvas.conftest import Seen

    Make = Callable[..., Seen]

MIDDLE = QPointF(200, 150)


def expected(canvas: Canvas, rgb: NDArray[np.uint8], down: int = 300, across: int = 400) -> NDArray[np.uint8]:
    """The photo's pixels under each pixel of a canvas at a whole scale of at least 1."""
    place = canvas.photo_at(QPointF(0, 0))
    scale = round(canvas.scale)
    x = (np.arange(across) + round(place.x() * scale)) // scale
    y = (np.arange(down) + round(place.y() * scale)) // scale
    return rgb[y[:, None], x[None]]


@pytest.mark.parametrize("zoom", [Zoom.ONE, Zoom.TWO])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_every_pixel_is_the_photos_own(seen: Make, zoom: Zoom, dtype: type) -> None:
    photo = noise(dtype=dtype)
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.zoom_to(zoom, MIDDLE)
    assert (one.grab() == expected(one.canvas, eight_bit(photo.pixels))).all()


@pytest.mark.parametrize("opacity", [1.0, 0.4, 0.0])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_layers_are_blended_as_in_an_export(seen: Make, opacity: float, dtype: type) -> None:
    photo = noise(dtype=dtype)
    layers = (patch(photo, Box(100, 80, 300, 200)), patch(photo, Box(250, 200, 300, 250), 0.1, 0.5, 0.6))
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_result(layers)
    one.canvas.set_opacity(opacity)
    one.canvas.zoom_to(Zoom.ONE, MIDDLE)
    export = composite(photo, [replace(layer, opacity=layer.opacity * opacity) for layer in layers])
    assert (one.grab() == expected(one.canvas, eight_bit(export.pixels))).all()


@pytest.mark.parametrize("factor", [0.9, 0.5, 0.31, 0.2])
def test_smaller_sizes_show_the_export_made_smaller(seen: Make, factor: float) -> None:
    photo = smooth()
    layers = (patch(photo, Box(301, 203, 701, 501)),)
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_result(layers)
    one.canvas.zoom_by(factor / one.canvas.scale, MIDDLE)
    shown = one.grab().astype(int)
    export = composite(photo, layers).pixels.astype(int)
    place, scale = one.canvas.photo_at(QPointF(0.5, 0.5)), one.canvas.scale
    x, y = np.rint(place.x() + np.arange(400) / scale - 0.5), np.rint(place.y() + np.arange(300) / scale - 0.5)
    across, down = (x >= 8) & (x < 1392), (y >= 8) & (y < 992)
    wanted = export[y[down].astype(int)[:, None], x[across].astype(int)[None]]
    away = np.abs(shown[down][:, across] - wanted).max(axis=2)
    assert float((away <= 2).mean()) > 0.97, "all but the layer's outline"


def test_panning_shows_what_drawing_anew_shows(seen: Make) -> None:
    """The resampling places pixels to 1/32: on noise that is up to 8 levels."""
    photo = noise(1500, 1200)
    one, other = seen(), seen()
    for entry in (one, other):
        entry.canvas.show_photo(photo)
        entry.canvas.show_result((patch(photo, Box(300, 300, 700, 500)),))
        entry.canvas.zoom_to(Zoom.ONE, MIDDLE)
        entry.canvas.zoom_by(0.73, MIDDLE)
        entry.settle()
    for dx, dy in ((-17, 5), (40, -33), (-200, 0), (0, 150), (-390, -290), (13, 13)):
        for entry in (one, other):
            entry.canvas.pan_by(dx, dy)
            entry.settle()
        other.canvas.set_before(True)
        other.settle()
        other.canvas.set_before(False)
        assert np.abs(one.grab().astype(int) - other.grab()).max() <= 10


@pytest.mark.parametrize("factor", [0.72, 1.0, 3.3])
def test_a_long_way_over_a_large_photo_ends_in_what_drawing_anew_shows(seen: Make, factor: float) -> None:
    """Further than the tiles in memory reach, so that each place in it was used for others before."""
    photo = noise(3000, 2200)
    layers = (patch(photo, Box(300, 200, 2000, 1500)),)
    walked, fresh = seen(), seen()
    for one in (walked, fresh):
        one.canvas.show_photo(photo)
        one.canvas.show_result(layers)
        one.canvas.zoom_to(Zoom.ONE, MIDDLE)
        one.canvas.zoom_by(factor, MIDDLE)
        one.settle()
    walked.canvas.set_compare(Compare.SLIDER)
    for step, (dx, dy) in enumerate([(-130, -70)] * 9 + [(210, -20)] * 7 + [(-35, 110)] * 9 + [(3, -7)] * 2):
        walked.canvas.set_divider(step % 5 / 5)
        walked.canvas.pan_by(dx, dy)
        walked.canvas.repaint()
        if step % 3 == 0:
            walked.settle()
    place = walked.canvas.place_of(0, 0) - fresh.canvas.place_of(0, 0)
    fresh.canvas.pan_by(place.x(), place.y())
    for divider in (1.0, 0.4, 0.0):
        walked.canvas.set_divider(divider)
        walked.settle()
        fresh.canvas.set_compare(Compare.OFF)
        fresh.canvas.set_compare(Compare.SLIDER)
        fresh.canvas.set_divider(divider)
        difference = np.abs(walked.grab().astype(int) - fresh.grab())
        assert difference.max() <= 9  # warps that begin elsewhere round a 32nd of a pixel otherwise


def test_before_and_after_share_the_canvas_at_the_slider(seen: Make) -> None:
    photo = Photo(np.full((300, 400, 3), 40, np.uint8))
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_result((patch(photo, Box(0, 0, 400, 300), 0.8, 1.0),))
    one.canvas.set_compare(Compare.SLIDER)
    one.canvas.set_divider(0.25)
    shown = one.grab()
    assert shown[250, 50:90].max() == 40
    assert shown[250, 110:350].min() == 204


def test_side_by_side_shows_the_same_place_twice(seen: Make) -> None:
    photo = noise(100, 75)
    other = Photo(255 - photo.pixels)
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_result(photo=other)
    one.canvas.set_compare(Compare.SPLIT)
    one.canvas.zoom_to(Zoom.TWO)
    shown = one.grab()[100:200].astype(int)
    assert (shown[:, 20:180] + shown[:, 220:380] == 255).all()


def test_the_photo_before_is_shown_as_long_as_it_is_asked_for(seen: Make) -> None:
    photo = noise()
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_result((patch(photo, Box(100, 80, 500, 400)),))
    one.canvas.zoom_to(Zoom.ONE, MIDDLE)
    after = one.grab()
    one.canvas.set_before(True)
    before = one.grab()
    assert (before[60:] == expected(one.canvas, photo.pixels)[60:]).all()
    one.canvas.set_before(False)
    assert (one.grab() == after).all()


def test_a_larger_result_lies_over_the_photo_that_it_was_made_of(seen: Make) -> None:
    photo = smooth(700, 500)
    large = Photo(np.repeat(np.repeat(photo.pixels, 2, axis=0), 2, axis=1))
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_result(photo=large)
    after = one.grab().astype(int)
    one.canvas.set_before(True)
    before = one.grab().astype(int)
    assert np.abs(before - after)[60:].max() <= 3


def test_a_small_draft_takes_the_results_place(seen: Make) -> None:
    photo = Photo(np.full((600, 800, 3), 10, np.uint8))
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_draft(np.full((60, 80, 3), 200, np.uint8))
    assert one.grab()[150, 200].tolist() == [200] * 3
    one.canvas.show_draft(None)
    assert one.grab()[150, 200].tolist() == [10] * 3


def test_the_mask_tints_what_it_covers_and_nothing_else(seen: Make) -> None:
    photo = Photo(np.full((300, 400, 3), 100, np.uint8))
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.show_result((patch(photo, Box(100, 100, 100, 100), 100 / 255, 1.0),))
    one.canvas.zoom_to(Zoom.ONE, MIDDLE)
    one.canvas.show_mask(True)
    shown = one.grab()
    assert shown[150, 150, 0] > 150 > shown[150, 150, 1]
    assert shown[50, 50].tolist() == [100] * 3
    own = np.zeros((300, 400), np.float32)
    own[:, :50] = 1
    one.canvas.set_mask(own)
    shown = one.grab()
    assert shown[150, 25, 0] > 150 and shown[150, 150].tolist() == [100] * 3


def test_transparency_shows_a_checkerboard(seen: Make) -> None:
    pixels = np.full((300, 400, 4), 60, np.uint8)
    pixels[:, :200, 3] = 0
    pixels[:, 200:, 3] = 255
    one = seen()
    one.canvas.show_photo(Photo(pixels))
    one.canvas.zoom_to(Zoom.ONE, MIDDLE)
    shown = one.grab()
    assert {tuple(value) for value in shown[:, 10:190].reshape(-1, 3).tolist()} == {(255,) * 3, (204,) * 3}
    assert (shown[:, 210:390] == 60).all()


def test_the_ground_around_has_its_colour(seen: Make) -> None:
    one = seen()
    one.canvas.set_ground(QColor(1, 2, 3))
    one.canvas.show_photo(noise(50, 300))
    assert one.grab()[150, 5].tolist() == [1, 2, 3]
    one.canvas.show_photo(None)
    one.canvas.repaint()
    assert one.canvas.grab().toImage().pixelColor(200, 150) == QColor(1, 2, 3)


def wide_profile() -> bytes:
    """A matrix profile with primaries far apart, made by swapping those of sRGB."""
    from PIL import ImageCms

    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(int.from_bytes(data[128:132], "big")):
        entry = 132 + 12 * number
        if data[entry : entry + 4] == b"rXYZ":
            red = entry
        if data[entry : entry + 4] == b"gXYZ":
            green = entry
    data[red + 4 : red + 8], data[green + 4 : green + 8] = data[green + 4 : green + 8], data[red + 4 : red + 8]
    where = data.find("sRGB".encode("utf-16-be"))
    data[where : where + 8] = "Test".encode("utf-16-be")
    return bytes(data)


def test_colours_go_from_the_photos_profile_to_the_screens(seen: Make) -> None:
    photo = replace(smooth(400, 300), icc=wide_profile())
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.zoom_to(Zoom.ONE, MIDDLE)
    shown = one.grab().astype(int)
    assert np.abs(shown - srgb8(photo)).max() <= 2
    assert np.abs(shown - photo.pixels).max() > 100, "this profile changes colours much"
    one.canvas.set_screen_profile(wide_profile())
    assert np.abs(one.grab().astype(int) - photo.pixels).max() <= 2, "a photo in the screen's own profile"
