"""How the program starts: quickly, with nothing heavy, once for each data folder, and as a command when it is one."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QStackedWidget

from desktop import __main__ as program
from desktop.app import app_of, build_window, opened
from desktop.first_look import FirstLook, first_look
from desktop.instance import END, Instance, hand_over, name_of
from desktop.ui.theme import read_tokens

if TYPE_CHECKING:
    from types import ModuleType

    from pytestqt.qtbot import QtBot


MOST_ROUNDS = 4
"""Of seven starts each, until the quickest ones tell."""

TOOK, LEFT = 10, 11


def another_start(home: Path, photo: Path, lent: Path) -> Popen[bytes]:
    """A process of its own that hands two files over: it waits for the answer of the window in this one."""
    script = ("import sys; from pathlib import Path; from desktop.instance import hand_over; "
              "home, photo, lent = map(Path, sys.argv[1:]); "
              f"sys.exit({TOOK} if hand_over(home, [photo], [lent]) else {LEFT})")
    return Popen([sys.executable, "-c", script, str(home), str(photo), str(lent)])


@pytest.fixture(scope="module")
def bench(repository: Path) -> ModuleType:
    """tests/bench/studio_start.py as a module."""
    spec = importlib.util.spec_from_file_location("studio_start", repository / "tests" / "bench" / "studio_start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_first_paint_needs_nothing_heavy(bench: ModuleType) -> None:
    facts = bench.measure(bench.STUDIO)
    assert facts["heavy"] == []
    assert not facts["enumerations"]  # of Qt: a third of the time that a bare window takes


def test_a_window_closed_at_once_starts_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    window = build_window(tmp_path / "home")
    window.show()
    window.close()
    with qtbot.waitSignal(window.painted):
        window.painted.emit()
    assert not (tmp_path / "home").exists()
    assert window.centralWidget().findChildren(QStackedWidget) == []
    window.deleteLater()


def test_a_theme_that_follows_the_system_begins_as_it_was_last_seen(qtbot: QtBot, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.json").write_text('{"seen_theme": "light"}')
    window = build_window(home)
    qtbot.addWidget(window)
    ground = read_tokens("light").colours["panel"]
    assert window.palette().window().color().name() == ground
    app_of(window)  # the system says nothing here, so it is dark
    assert window.palette().window().color().name() == read_tokens("dark").colours["panel"]
    window.close()
    assert json.loads((home / "settings.json").read_bytes())["seen_theme"] == "dark"


@pytest.mark.parametrize(("room", "size"), [((2560, 1440), (1440, 900)), ((1366, 768), (1366, 768)),
                                            ((1280, 720), (1280, 720))])
def test_the_first_window_fits_the_screen(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                          room: tuple[int, int], size: tuple[int, int]) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda self: QRect(0, 0, *room))
    window = build_window(tmp_path)
    qtbot.addWidget(window)
    assert (window.width(), window.height()) == size


@pytest.mark.bench
def test_the_first_paint_is_nearly_as_quick_as_a_bare_windows(bench: ModuleType) -> None:
    """The quickest of each, taken in turns: what else runs on the machine only ever adds, so on a busy one it takes
    more turns until both had a quiet moment."""
    bares, studios = list[float](), list[float]()
    for _ in range(MOST_ROUNDS):
        bare, studio, _heavy = bench.compare(7)
        bares += bare
        studios += studio
        if min(studios) <= 1.5 * min(bares):
            break
    assert min(studios) <= 1.5 * min(bares)


def test_a_second_start_hands_its_photos_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    photo, lent = tmp_path / "Föto 📷.jpg", tmp_path / "ö 👗.tif"
    assert not hand_over(tmp_path, [photo])
    first = Instance(tmp_path)
    assert first.listening
    with qtbot.waitSignal(first.files_came) as told:
        another = another_start(tmp_path, photo, lent)
    assert told.args == [[photo], [lent]]
    assert another.wait(20) == TOOK
    assert not hand_over(tmp_path / "another folder", [photo])
    first.close()


def test_a_window_that_closes_takes_no_photos_of_another_start(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(tmp_path / "home")
    assert window is not None
    qtbot.addWidget(window)
    app_of(window)
    taken: list[bool] = []
    window.closing.connect(lambda: taken.append(hand_over(tmp_path / "home", [tmp_path / "a.jpg"])))
    window.close()
    assert taken == [False] and not window.isVisible()


def test_photos_that_the_first_window_did_not_take_are_the_second_starts_own(qtbot: QtBot, tmp_path: Path) -> None:
    """It had connected, and then the window closed."""
    first = Instance(tmp_path)
    came: list[object] = []
    first.files_came.connect(lambda *groups: came.append(groups))
    door = first.findChild(QLocalServer)
    assert door is not None
    door.newConnection.connect(first.close)
    another = another_start(tmp_path, tmp_path / "a.jpg", tmp_path / "b.jpg")
    qtbot.waitUntil(lambda: not first.listening, timeout=20_000)
    assert another.wait(20) == LEFT
    assert came == []


@pytest.mark.parametrize("message", [b"nonsense", b"{}", b"3", b"", json.dumps([3, None]).encode()])
@pytest.mark.parametrize("end", [b"", END])
def test_a_stranger_at_the_door_does_no_harm(qtbot: QtBot, tmp_path: Path, message: bytes, end: bytes) -> None:
    first = Instance(tmp_path)
    came = list[tuple[list[Path], list[Path]]]()
    first.files_came.connect(lambda *groups: came.append(groups))
    socket = QLocalSocket()
    socket.connectToServer(name_of(tmp_path))
    assert socket.waitForConnected(1000)
    socket.write(message + end)
    socket.flush()
    if end:
        qtbot.waitUntil(lambda: bool(came))
    socket.disconnectFromServer()
    with qtbot.waitSignal(first.files_came):
        another = another_start(tmp_path, tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert another.wait(20) == TOOK
    assert came[:-1] == [([], [])] * len(end)
    first.close()


@pytest.mark.parametrize(("content", "look"), [
    (b'{"theme": "light", "seen_theme": "dark", "window": "AAAA"}', FirstLook("light", "AAAA")),
    (b'{"theme": "system", "seen_theme": "light"}', FirstLook("light")),
    (b'{"theme": "dark", "seen_theme": "light"}', FirstLook("dark")),
    (b'{"theme": "purple", "window": 3}', FirstLook()), (b"[1]", FirstLook()), (b"\xff\xfe", FirstLook())])
def test_the_first_look_takes_any_settings_file(tmp_path: Path, content: bytes, look: FirstLook) -> None:
    path = tmp_path / "settings.json"
    assert first_look(path) == FirstLook()
    path.write_bytes(content)
    assert first_look(path) == look


def test_photos_open_the_studio_and_commands_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                    capsys: pytest.CaptureFixture[str]) -> None:
    photo = tmp_path / "portrait.jpg"
    photo.write_bytes(b"")
    opened: list[list[Path]] = []
    monkeypatch.setattr(program, "studio", lambda paths, lent=(): opened.append(list(paths)) or 0)
    assert program.main([]) == 0
    assert program.main([str(photo)]) == 0
    assert opened == [[], [photo]]
    assert program.main(["tools"]) == 0
    assert "garment" in capsys.readouterr().out
    assert len(opened) == 2


def test_without_a_screen_the_studio_says_so(monkeypatch: pytest.MonkeyPatch,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert program.studio([]) == program.NO_SCREEN
    assert capsys.readouterr().err.startswith("USAGE: ")
