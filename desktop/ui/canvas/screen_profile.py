"""The ICC profile of the screen that a widget is on, where the system tells it.

Qt hands out none. Windows, macOS and X11 are asked directly; under Wayland, and where they have none, screens count as
sRGB.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from ctypes import byref, c_double, c_int32, c_uint32, c_void_p
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from desktop.ui.canvas.x11_profile import x11_profile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

NEAREST_MONITOR = 2


def screen_profile(widget: QWidget) -> bytes | None:
    """The profile of the screen; None: sRGB."""
    try:
        if sys.platform == "win32":
            return _windows(int(widget.window().winId()))
        if sys.platform == "darwin":
            middle = widget.mapToGlobal(widget.rect().center())
            return _macos(float(middle.x()), float(middle.y()))
        if QGuiApplication.platformName() == "xcb":
            return x11_profile(QGuiApplication.screens().index(widget.screen()))
    except (OSError, AttributeError, ValueError) as error:
        log.warning("the screen's profile cannot be read, sRGB is used: %s", type(error).__name__)
    return None


class _MonitorInfo(ctypes.Structure):
    """MONITORINFOEXW."""

    _fields_ = [
        ("size", c_uint32),
        ("monitor", c_int32 * 4),
        ("work", c_int32 * 4),
        ("flags", c_uint32),
        ("device", ctypes.c_wchar * 32),
    ]


def _windows(window: int) -> bytes | None:
    user: Any = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    gdi: Any = ctypes.WinDLL("gdi32")  # type: ignore[attr-defined,unused-ignore]
    user.MonitorFromWindow.restype = c_void_p
    gdi.CreateDCW.restype = c_void_p
    info = _MonitorInfo(size=ctypes.sizeof(_MonitorInfo))
    monitor = user.MonitorFromWindow(c_void_p(window), NEAREST_MONITOR)
    if not user.GetMonitorInfoW(c_void_p(monitor), byref(info)):
        return None
    context = gdi.CreateDCW(info.device, info.device, None, None)
    if not context:
        return None
    try:
        name, length = ctypes.create_unicode_buffer(1024), c_uint32(1024)
        if not gdi.GetICMProfileW(c_void_p(context), byref(length), name):
            return None
        return Path(name.value).read_bytes()
    finally:
        gdi.DeleteDC(c_void_p(context))


class _Point(ctypes.Structure):
    """CGPoint."""

    _fields_ = [("x", c_double), ("y", c_double)]


def _macos(x: float, y: float) -> bytes | None:
    graphics: Any = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
    foundation: Any = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    graphics.CGGetDisplaysWithPoint.argtypes = [_Point, c_uint32, c_void_p, c_void_p]
    for function in (graphics.CGDisplayCopyColorSpace, graphics.CGColorSpaceCopyICCData, foundation.CFDataGetBytePtr):
        function.restype = c_void_p
    foundation.CFDataGetLength.restype = ctypes.c_long
    display, found = c_uint32(), c_uint32()
    if graphics.CGGetDisplaysWithPoint(_Point(x, y), 1, byref(display), byref(found)) or not found.value:
        return None
    space = graphics.CGDisplayCopyColorSpace(display)
    data = graphics.CGColorSpaceCopyICCData(c_void_p(space)) if space else None
    try:
        if not data:
            return None
        size = foundation.CFDataGetLength(c_void_p(data))
        return ctypes.string_at(foundation.CFDataGetBytePtr(c_void_p(data)), size)
    finally:
        for owned in (data, space):
            if owned:
                foundation.CFRelease(c_void_p(owned))
