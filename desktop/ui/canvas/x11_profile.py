"""The ICC profile of a screen under X11, where colour managers leave it: a property of the root window.

"ICC Profiles in X Specification 0.4" (freedesktop.org): ``_ICC_PROFILE`` for the first monitor, ``_ICC_PROFILE_n`` for
the others. colord, and through it GNOME, KDE and Xfce, and DisplayCAL keep to it.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_ulong, c_void_p
from typing import Any

LIBRARY = "libX11.so.6"
ANY_TYPE = 0
SUCCESS = 0
MOST = 16_000_000
"""Bytes of the largest profile that is taken."""
HEAD = 128
"""Bytes of a profile's head (ICC.1:2022, 7.2)."""


def x11_profile(monitor: int = 0, display: str | None = None) -> bytes | None:
    """The profile of a monitor of ``display`` ("" and None: the session's); None where there is none, or nothing that
    is a profile of an RGB screen. Opens a connection of its own. Raises OSError without Xlib."""
    xlib = _library()
    opened = xlib.XOpenDisplay(display.encode() if display else None)
    if not opened:
        return None
    try:
        name = b"_ICC_PROFILE" if monitor == 0 else b"_ICC_PROFILE_%d" % monitor
        atom = xlib.XInternAtom(opened, name, 1)
        data = _property(xlib, opened, atom) if atom else None
    finally:
        xlib.XCloseDisplay(opened)
    return data if data is not None and _of_a_screen(data) else None


def _library() -> Any:
    xlib: Any = ctypes.CDLL(LIBRARY)
    xlib.XOpenDisplay.restype, xlib.XOpenDisplay.argtypes = c_void_p, [c_char_p]
    xlib.XCloseDisplay.argtypes = [c_void_p]
    xlib.XInternAtom.restype, xlib.XInternAtom.argtypes = c_ulong, [c_void_p, c_char_p, c_int]
    xlib.XDefaultRootWindow.restype, xlib.XDefaultRootWindow.argtypes = c_ulong, [c_void_p]
    xlib.XGetWindowProperty.argtypes = [
        c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong, POINTER(c_ulong), POINTER(c_int), POINTER(c_ulong),
        POINTER(c_ulong), POINTER(POINTER(c_ubyte))]
    xlib.XFree.argtypes = [c_void_p]
    return xlib


def _property(xlib: Any, display: int, atom: int) -> bytes | None:
    """A property of bytes of the root window, whole."""
    kind, form, count, left, data = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ubyte)()
    status = xlib.XGetWindowProperty(display, xlib.XDefaultRootWindow(display), atom, 0, MOST // 4, 0, ANY_TYPE,
                                     byref(kind), byref(form), byref(count), byref(left), byref(data))
    if status != SUCCESS or not data:
        return None
    try:
        return ctypes.string_at(data, count.value) if form.value == 8 and not left.value else None
    finally:
        xlib.XFree(data)


def _of_a_screen(data: bytes) -> bool:
    """Whether it begins as a whole profile of an RGB device does."""
    return len(data) >= HEAD and data[36:40] == b"acsp" and data[16:20] == b"RGB " and (
        int.from_bytes(data[:4], "big") == len(data))
