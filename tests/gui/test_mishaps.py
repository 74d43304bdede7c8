"""An exception that nobody expected is logged and told quietly, once, and the window lives on."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread, QTimer, qWarning

from desktop.mishaps import SILENCE, Mishaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.jobs.job import Fault


@pytest.fixture
def now() -> list[float]:
    """The time, which a test moves."""
    return [0.0]


@pytest.fixture
def mishaps(qtbot: QtBot, now: list[float]) -> Iterator[Mishaps]:
    made = Mishaps(clock=lambda: now[0])
    made.install()
    yield made
    made.uninstall()


def fail() -> None:
    raise ZeroDivisionError("secret words")


def test_fault_in_a_slot_is_told_and_logged(mishaps: Mishaps, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with qtbot.waitSignal(mishaps.happened) as told:
        QTimer.singleShot(0, fail)
    fault: Fault = told.args[0]
    assert fault.code == "BUG"
    assert "ZeroDivisionError" in fault.what
    assert "secret" not in f"{fault.what} {fault.remedy}"
    assert "Traceback" not in f"{fault.what} {fault.remedy}"
    assert [record.levelno for record in caplog.records if record.exc_info] == [logging.ERROR]


def test_fault_of_another_thread_arrives_on_the_windows(mishaps: Mishaps, qtbot: QtBot) -> None:
    seen = []
    mishaps.happened.connect(lambda _: seen.append(QThread.currentThread().isMainThread()))
    with qtbot.waitSignal(mishaps.happened):
        threading.Thread(target=fail).start()
    assert seen == [True]


def test_repeated_fault_is_told_once_in_a_while(mishaps: Mishaps, now: list[float], qtbot: QtBot) -> None:
    told: list[Fault] = []
    mishaps.happened.connect(told.append)
    for moment in (0.0, 0.1, 0.2, 0.3 + SILENCE):
        now[0] = moment
        done: list[bool] = []
        QTimer.singleShot(0, fail)
        QTimer.singleShot(0, lambda done=done: done.append(True))
        qtbot.waitUntil(lambda done=done: bool(done))
    assert len(told) == 2


def test_qts_messages_go_to_the_log(mishaps: Mishaps, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("a layout is odd")
    qWarning("a layout is odd")
    assert [(record.name, record.message) for record in caplog.records] == [("qt", "a layout is odd")]


def test_interrupt_is_not_swallowed(mishaps: Mishaps) -> None:
    asked = []
    mishaps._before = (lambda kind, error, trace: asked.append(kind), mishaps._before[1])
    mishaps._caught(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert asked == [KeyboardInterrupt]
