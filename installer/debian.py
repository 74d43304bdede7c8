"""System libraries that the packages need on Linux, and the Debian packages that bring them.

Found with `ldd` over Qt's platform plug-ins and mediapipe on a bare Debian 12. Asking for the libraries rather than
for the packages is right on every distribution and release.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLESv2.so.2": "libgles2",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""File name of a library as the linker knows it -> Debian 12's package."""

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def missing_packages(linker_cache: str, has_fonts: bool, has_venv: bool) -> list[str]:
    """Packages to install, sorted, from the text that ``ldconfig -p`` prints."""
    known = {line.split()[0] for line in linker_cache.splitlines() if "=>" in line}
    missing = {package for library, package in LIBRARIES.items() if library not in known}
    if not has_fonts:
        missing.add("fonts-dejavu-core")
    if not has_venv:
        missing.add("python3-venv")
    return sorted(missing)


def linker_cache() -> str:
    """What ``ldconfig -p`` prints; "" where there is no ldconfig (then nothing can be said about libraries)."""
    command = shutil.which("ldconfig", path=os.pathsep.join([os.environ.get("PATH", ""), "/sbin", "/usr/sbin"]))
    if command is None:
        return ""
    return subprocess.run((command, "-p"), check=True, capture_output=True, text=True).stdout


def fonts_exist() -> bool:
    """Whether there is any font: Qt brings none, and without one every letter is an empty box."""
    return any(path.suffix.lower() in (".ttf", ".otf", ".ttc", ".pfb")
               for folder in FONT_FOLDERS for path in Path(folder).expanduser().rglob("*"))


def apt_command(packages: list[str], as_root: bool) -> list[str]:
    """The command that installs ``packages``."""
    return [*([] if as_root else ["sudo"]), "apt-get", "install", "--yes", "--no-install-recommends", *packages]


def ensure_packages() -> None:
    """Install what is missing when root on a Debian; otherwise say what to type and go on."""
    if not sys.platform.startswith("linux"):
        return
    cache = linker_cache()
    missing = missing_packages(cache, fonts_exist(), find_spec("ensurepip") is not None) if cache else []
    if not missing:
        return
    if shutil.which("apt-get") is None:
        print(f"This system lacks what Debian calls: {' '.join(missing)}")
        return
    as_root = os.geteuid() == 0
    command = apt_command(missing, as_root)
    if not as_root:
        print(f"Some system packages are missing. Please type:\n    {' '.join(command)}")
        return
    print(f"Installing system packages: {' '.join(missing)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(("apt-get", "update", "--quiet"), check=True, env=quiet, stdout=subprocess.DEVNULL)
    subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)
