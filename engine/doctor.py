"""Facts about this machine for people who ask why something does not work."""

from __future__ import annotations

import platform
import struct
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import __version__
from engine.errors import LookroomError

if TYPE_CHECKING:
    from engine.weights import Shelf

PACKAGES = ("mediapipe", "opencv-python", "opencv-contrib-python", "onnxruntime-gpu", "onnxruntime", "ai-edge-litert",
            "torch", "numpy", "pillow", "pyside6-essentials")


def examine(shelf: Shelf) -> dict[str, Any]:
    """Machine, devices, models, folders and versions; every device and model was really tried or read."""
    from engine.device import probe

    return {
        "lookroom": __version__,
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "devices": [{"id": device.id, "name": device.name, "memory": device.memory} for device in probe()],
        "decoder": _decoder(),
        "models": [_model(shelf, entry.id) for entry in shelf.catalogue],
        "folders": [str(folder) for folder in shelf.folders],
        "packages": {name: _version(name) for name in PACKAGES},
    }


def _decoder() -> dict[str, Any]:
    """Whether the process that opens photos starts and works, and what it may take."""
    from engine.codecs.process.decoder import Bounds, Decoder

    one_pixel = struct.pack("<2sIHHIIiiHHIIiiIIi", b"BM", 58, 0, 0, 54, 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0, 0)
    bounds = Bounds()
    try:
        with Decoder(bounds=bounds) as decoder:
            decoder.decode(one_pixel, "test.bmp", Path("test.bmp"))
        state = "ready"
    except LookroomError as error:
        state = error.code
    return {"state": state, "seconds": bounds.seconds, "memory": bounds.memory}


def _model(shelf: Shelf, model: str) -> dict[str, str]:
    try:
        return {"id": model, "state": "ready", "path": str(shelf.path(model))}
    except LookroomError as error:
        return {"id": model, "state": error.code, "path": ""}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def lines(facts: dict[str, Any]) -> list[str]:
    """The same facts as lines for a terminal."""
    out = [f"lookroom {facts['lookroom']}, Python {facts['python']}, {facts['system']}"]
    out += [f"device   {device['id']}: {device['name']}" for device in facts["devices"]]
    state, seconds, memory = (facts["decoder"][name] for name in ("state", "seconds", "memory"))
    out.append(f"decoder  {state}, at most {memory >> 20} MiB and {seconds:g} s a file")
    out += [f"model    {model['id']}: {model['state']} {model['path']}".rstrip() for model in facts["models"]]
    out += [f"folder   {folder}" for folder in facts["folders"]]
    out += [f"package  {name} {number or 'not installed'}" for name, number in facts["packages"].items()]
    return out
