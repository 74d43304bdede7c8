"""Set up Lookroom from source and run or test it. Needs nothing but Python 3.11 to 3.13.

    python installer/bootstrap.py run              open the studio, or try a garment on a demo portrait
    python installer/bootstrap.py run -- ARGS      pass ARGS to the command `lookroom`
    python installer/bootstrap.py test [-- ARGS]   lint, types, import contracts, pictures of all windows and tests;
                                                   ARGS go to pytest
    python installer/bootstrap.py models           build the starter models again

Each does all the set-up first: a `.venv` in the checkout, the packages held by installer/constraints.txt, system
packages, and the starter models. A stamp in the `.venv` makes the next call skip what has not changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "lookroom-setup.json"
PYPROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "installer" / "constraints.txt"
PICTURES = ROOT / "build" / "screenshots"

OLDEST, NEWEST = (3, 11), (3, 13)
COMMANDS = ("run", "test", "models")
NEEDED = {"run": frozenset({"demo"}), "test": frozenset({"demo", "dev", "raw"}), "models": frozenset({"demo"})}
"""The extras of pyproject.toml that a command needs installed."""

OPENCV_CHECK = "import cv2; cv2.ximgproc.guidedFilter"


class SetupFailed(Exception):
    """Set-up cannot go on; the message says why and what to do."""


def venv_tool(name: str, venv: Path = VENV) -> str:
    """Path of a program of the environment, such as ``python`` or ``lookroom``."""
    return str(venv / "Scripts" / f"{name}.exe") if sys.platform == "win32" else str(venv / "bin" / name)


def check_python(version: tuple[int, int]) -> None:
    """Raise SetupFailed for a Python that the packages do not support."""
    if not OLDEST <= version <= NEWEST:
        raise SetupFailed(f"Python {version[0]}.{version[1]} is not supported: use Python 3.11, 3.12 or 3.13.")


def lock_digest(root: Path = ROOT) -> str:
    """Changes whenever the environment has to be set up anew: other packages, another Python, a moved checkout."""
    seal = hashlib.sha256()
    for path in (root / "pyproject.toml", root / "installer" / "constraints.txt"):
        seal.update(path.read_bytes())
    seal.update(f"{sys.version_info[:2]} {root}".encode())
    return seal.hexdigest()


@dataclass(frozen=True)
class Finished:
    """The last set-up that came to its end: the lock's digest ("" when there was none) and the installed extras."""

    lock: str = ""
    extras: frozenset[str] = frozenset()


def last_set_up(stamp: Path) -> Finished:
    """What the stamp says; nothing when it is absent or torn."""
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Finished()
    return Finished(content["lock"], frozenset(content["extras"]))


def set_up(extras: frozenset[str]) -> None:
    """Bring the environment and the starter models up to date. Raises SetupFailed."""
    lock = lock_digest()
    finished = last_set_up(STAMP)
    wanted = extras | finished.extras
    if wanted != finished.extras or lock != finished.lock or not Path(venv_tool("python")).exists():
        from installer.debian import ensure_packages

        ensure_packages()
        make_venv()
        install(wanted)
        mend_opencv()
        STAMP.write_text(json.dumps({"lock": lock, "extras": sorted(wanted)}), encoding="utf-8")
    ensure_models()


def make_venv() -> None:
    """Create the environment, or replace one of another Python."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    config = VENV / "pyvenv.cfg"
    whole = config.is_file() and Path(venv_tool("python")).exists()
    if whole and venv_version(config.read_text(encoding="utf-8")) == version:
        return
    print(f"Creating .venv with Python {version}", flush=True)
    call((sys.executable, "-m", "venv", "--clear", str(VENV)), "The .venv could not be created.")


def venv_version(config: str) -> str:
    """Major and minor version out of the text of a pyvenv.cfg; "" if it has none."""
    entries = dict(line.split(" = ", 1) for line in config.splitlines() if " = " in line)
    return ".".join(entries.get("version", "").split(".")[:2])


def install(extras: frozenset[str]) -> None:
    """Install Lookroom itself, editable, with its packages and ``extras`` at the held versions."""
    print("Installing packages (about 1 GB; some minutes the first time)", flush=True)
    target = f"{ROOT}[{','.join(sorted(extras))}]"
    pip("The packages could not be installed: see pip's message above.",
        "--constraint", str(CONSTRAINTS), "--editable", target)


def pip(failure: str, *arguments: str) -> None:
    """`pip install` in the environment, saying nothing unless something is wrong."""
    head = (venv_tool("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    call((*head, *arguments), failure)


def mend_opencv() -> None:
    """See to it that of the two OpenCV distributions, which share one folder, contrib was written last."""
    if subprocess.run((venv_tool("python"), "-c", OPENCV_CHECK), check=False, capture_output=True).returncode == 0:
        return
    print("Mending OpenCV", flush=True)
    pip("OpenCV could not be mended.", "--force-reinstall", "--no-deps", held_version("opencv-contrib-python"))
    call((venv_tool("python"), "-c", OPENCV_CHECK), "OpenCV does not work on this machine: see the message above.")


def held_version(name: str) -> str:
    """The line ``name==version`` of the constraints."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{name}=="))


def ensure_models(force: bool = False) -> None:
    """Build the starter models that are missing or wrong, or all of them."""
    from installer.starter_models import expected_models, fault_of

    if force or any(fault_of(model) for model in expected_models()):
        print("Building the starter models", flush=True)
        arguments = ("--force",) if force else ()
        call((venv_tool("python"), "-m", "installer.starter_models", *arguments),
             "The starter models are not in place: see the message above.")


def call(command: tuple[str, ...], failure: str) -> None:
    """Run a command in the checkout; raises SetupFailed with ``failure`` if it fails."""
    if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
        raise SetupFailed(failure)


def run(arguments: list[str]) -> int:
    """`lookroom ARGS`; without arguments the studio, or the demo where no window can open. The exit status."""
    if arguments:
        return subprocess.run((venv_tool("lookroom"), *arguments), check=False).returncode
    module = "desktop" if has_screen() and has_window() else "installer.demo"
    return subprocess.run((venv_tool("python"), "-m", module), check=False, cwd=ROOT).returncode


def has_screen() -> bool:
    """Whether a window could be shown."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def has_window(root: Path = ROOT) -> bool:
    """Whether this version has a studio window."""
    app = root / "desktop" / "app.py"
    return app.is_file() and "def build_window" in app.read_text(encoding="utf-8")


def test(arguments: list[str]) -> int:
    """Every check, each on the screen, pytest last. 1 if any failed."""
    checks = {
        "Lint": ("python", "-m", "ruff", "check", "."),
        "Types": ("python", "-m", "mypy"),
        "Import contracts": ("lint-imports",),
        "Tests": ("python", "-m", "pytest", *arguments),
    }
    failed = []
    for title, (tool, *rest) in checks.items():
        if title == "Tests" and not arguments and not take_pictures():
            failed.append("Pictures of the windows")
        print(f"--- {title}", flush=True)
        if subprocess.run((venv_tool(tool), *rest), check=False, cwd=ROOT, env=test_environment()).returncode != 0:
            failed.append(title)
            if title != "Tests":
                print(f"{title}: FAILED", file=sys.stderr, flush=True)
    return 1 if failed else 0


def take_pictures() -> bool:
    """Every page of the studio, in both themes, on a screen of its own, into PICTURES, to be looked at. True also where
    there is no such screen."""
    screen = shutil.which("xvfb-run")
    if screen is None:
        return True
    print(f"--- Pictures of the windows, in {PICTURES}", flush=True)
    shots = (screen, "-a", "-s", "-screen 0 1920x1080x24", venv_tool("python"), "-m", "pytest", "-q",
             "tests/gui/test_screenshots.py")
    own = {"LOOKROOM_SCREENSHOTS": str(PICTURES), **os.environ, "QT_QPA_PLATFORM": "xcb"}
    if subprocess.run(shots, check=False, cwd=ROOT, env=own).returncode != 0:
        print("Pictures of the windows: FAILED", file=sys.stderr, flush=True)
        return False
    return True


def test_environment() -> dict[str, str]:
    """The environment of the checks: windows are drawn without a screen unless the caller chose a platform."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def main(arguments: list[str]) -> int:
    """Do what the command line says; returns the exit status."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--gpu", action="store_true", help="also install torch and diffusers for final pictures")
    parser.add_argument("--raw", action="store_true", help="also install what reads camera raw and HEIC photos")
    chosen = parser.parse_args(arguments[:cut])
    passed = arguments[cut + 1:]
    sys.path.insert(0, str(ROOT))
    try:
        check_python(sys.version_info[:2])
        set_up(NEEDED[chosen.command] | {name for name in ("gpu", "raw") if getattr(chosen, name)})
        if chosen.command == "models":
            ensure_models(force=True)
            return 0
        return (run if chosen.command == "run" else test)(passed)
    except (SetupFailed, subprocess.CalledProcessError) as error:
        print(f"Set-up stopped. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
