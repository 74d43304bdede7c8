"""A view flies when half of it and more passes in a moment; it lands when it stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.flight import FAR, REST_MS, SPAN_S, Flight

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_one_leap_is_no_flight_and_a_second_one_is(qtbot: QtBot) -> None:
    clock, told = Clock(), list[bool]()
    flight = Flight(clock=clock)
    flight.changed.connect(told.append)
    flight.moved(40.0)
    assert flight.moving and not flight.flying
    clock.now += SPAN_S / 2
    flight.moved(-40.0)
    assert flight.flying and told == [True]
    with qtbot.waitSignal(flight.changed, timeout=20 * REST_MS):
        pass
    assert not flight.flying and not flight.moving and told == [True, False]


def test_reading_along_is_no_flight(qtbot: QtBot) -> None:
    clock = Clock()
    flight = Flight(clock=clock)
    for _ in range(100):
        clock.now += 1 / 60
        flight.moved(FAR / SPAN_S / 60 * 0.8)
        assert not flight.flying
    for _ in range(20):
        clock.now += 1 / 60
        flight.moved(FAR / SPAN_S / 60 * 1.4)
    assert flight.flying
    for _ in range(20):
        clock.now += 1 / 60
        flight.moved(0.001)
    assert not flight.flying, "slower again, before it stands"
