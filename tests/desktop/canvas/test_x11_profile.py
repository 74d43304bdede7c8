"""The screen's profile as colour managers leave it under X11: read from a real X server."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from ctypes import c_char_p, c_int, c_ulong, c_void_p
from typing import TYPE_CHECKING, Any

import pytest

from desktop.ui.canvas.x11_profile import LIBRARY, x11_profile
from engine.profiles import adobe_rgb_profile, srgb_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Put = Callable[[bytes, bytes], None]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of our own; it says itself when it is ready, and where."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("there is no Xvfb")
    readable, writable = os.pipe()
    running = subprocess.Popen([server, "-displayfd", str(writable), "-nolisten", "tcp", "-screen", "0", "64x64x24"],
                               pass_fds=[writable], stderr=subprocess.DEVNULL)
    os.close(writable)
    with os.fdopen(readable) as told:
        number = told.readline().strip()
    yield f":{number}"
    running.terminate()
    running.wait()


@pytest.fixture
def put(display: str) -> Iterator[Put]:
    """Sets a property of the root window, as a colour manager does. It stays while the connection is open."""
    xlib: Any = ctypes.CDLL(LIBRARY)
    xlib.XOpenDisplay.restype, xlib.XOpenDisplay.argtypes = c_void_p, [c_char_p]
    xlib.XInternAtom.restype, xlib.XInternAtom.argtypes = c_ulong, [c_void_p, c_char_p, c_int]
    xlib.XDefaultRootWindow.restype, xlib.XDefaultRootWindow.argtypes = c_ulong, [c_void_p]
    xlib.XChangeProperty.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong, c_int, c_int, c_char_p, c_int]
    xlib.XSync.argtypes, xlib.XCloseDisplay.argtypes = [c_void_p, c_int], [c_void_p]
    opened = xlib.XOpenDisplay(display.encode())
    assert opened

    def change(name: bytes, data: bytes) -> None:
        atom, cardinal, replace = xlib.XInternAtom(opened, name, 0), 6, 0
        xlib.XChangeProperty(opened, xlib.XDefaultRootWindow(opened), atom, cardinal, 8, replace, data, len(data))
        xlib.XSync(opened, 0)

    yield change
    xlib.XCloseDisplay(opened)


def test_each_monitor_has_its_profile(display: str, put: Put) -> None:
    assert x11_profile(0, display) is None
    put(b"_ICC_PROFILE", adobe_rgb_profile())
    put(b"_ICC_PROFILE_1", srgb_profile())
    assert x11_profile(0, display) == adobe_rgb_profile()
    assert x11_profile(1, display) == srgb_profile()
    assert x11_profile(2, display) is None


@pytest.mark.parametrize("change", [
    lambda data: b"", lambda data: data[:200], lambda data: b"nonsense" * 40,
    lambda data: data[:16] + b"CMYK" + data[20:]])
def test_what_is_no_profile_of_a_screen_is_none(display: str, put: Put, change: Callable[[bytes], bytes]) -> None:
    put(b"_ICC_PROFILE", change(adobe_rgb_profile()))
    assert x11_profile(0, display) is None


def test_without_a_server_there_is_none() -> None:
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xlib")
    assert x11_profile(0, ":4711") is None
