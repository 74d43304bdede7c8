"""Layered PSD of a real garment in Krita and GIMP: the same picture, layers, names and masks.

They are no requirement of the tests: ``apt-get install krita gimp xvfb`` brings them, without them these are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.codecs.formats import FORMATS
from engine.codecs.read import read
from engine.codecs.write import encode
from engine.context import Context
from engine.photo import Photo, composite
from engine.profiles import srgb_profile
from engine.tools.garment import TOOL
from engine.tools.garment.options import GarmentOptions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine.photo import Layer
    from engine.vision import Vision

SECONDS = 240
SCRIPT = """(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "{file}" "a"))) (found (gimp-image-get-layers image)))
 (let loop ((left (vector->list (cadr found))))
  (when (pair? left)
   (gimp-message (string-append "layer " (number->string (car (gimp-layer-get-mask (car left)))) " "
    (car (gimp-item-get-name (car left)))))
   (loop (cdr left))))
 (file-png-save-defaults RUN-NONINTERACTIVE image (car (gimp-image-merge-visible-layers image 1)) "{out}" "a"))"""


@pytest.fixture(scope="module", params=[np.uint8, np.uint16], ids=["8", "16"])
def garment(request: pytest.FixtureRequest, vision: Vision, shared_photos: Path) -> tuple[Photo, tuple[Layer, ...]]:
    """A person in 8 or 16 bits and the layers of another garment."""
    pair = shared_photos / "tryon"
    person = read(pair / "pair_00055_person.jpg")
    if request.param is np.uint16:
        grain = np.random.default_rng(0).integers(-90, 90, person.pixels.shape)
        deep = np.clip(person.pixels.astype(np.int64) * 257 + grain, 0, 65535).astype(np.uint16)
        person = Photo(deep, srgb_profile())
    photos = {"person": person, "garment": read(pair / "pair_00055_garment.jpg")}
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    return person, tuple(TOOL.run(photos, GarmentOptions(), context).layers or ())


def run(command: Sequence[str], home: Path) -> str:
    """What a program printed, with settings of its own."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS,
                          env={name: value for name, value in os.environ.items() if not name.startswith("QT_")}
                          | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)})
    return done.stdout + done.stderr


def away(photo: Photo, layers: tuple[Layer, ...], seen: Any) -> float:
    """The largest difference in steps of 8 bits between what another program shows and our own picture."""
    out = composite(photo, layers).pixels
    assert seen.dtype == out.dtype and seen.shape[:2] == out.shape[:2]
    if seen.shape[2] == 4:
        assert seen[..., 3].min() == np.iinfo(seen.dtype).max
    step = np.iinfo(out.dtype).max / 255
    return float(np.abs(seen[..., :3].astype(np.float64) - out).max() / step)


def test_krita_shows_our_picture_and_layers(garment: tuple[Photo, tuple[Layer, ...]], tmp_path: Path) -> None:
    if not (shutil.which("krita") and shutil.which("xvfb-run")):
        pytest.skip("needs Krita and xvfb-run")
    photo, layers = garment
    source = tmp_path / "look.psd"
    source.write_bytes(encode(composite(photo, layers), FORMATS["psd"], layers=(photo, layers)))
    for ending in ("png", "kra"):
        run(("xvfb-run", "-a", "krita", "--export", "--export-filename", str(tmp_path / f"out.{ending}"), str(source)),
            tmp_path)
    assert away(photo, layers, read(tmp_path / "out.png").pixels) <= 2
    with zipfile.ZipFile(tmp_path / "out.kra") as file:
        listing = file.read("maindoc.xml").decode()
    names = re.findall(r"<layer [^>]*\bname=\"([^\"]*)\"", listing)
    assert names == [*(layer.name for layer in reversed(layers)), "Background"]
    assert len(re.findall(r"<mask [^>]*nodetype=\"transparencymask\"", listing)) == len(layers)


def test_gimp_shows_our_picture_and_layers(garment: tuple[Photo, tuple[Layer, ...]], tmp_path: Path) -> None:
    if not shutil.which("gimp"):
        pytest.skip("needs GIMP")
    photo, layers = garment
    source, out = tmp_path / "look.psd", tmp_path / "out.png"
    source.write_bytes(encode(composite(photo, layers), FORMATS["psd"], layers=(photo, layers)))
    script = SCRIPT.format(file=source, out=out).replace("\n", " ")
    said = run(("gimp", "-i", "-d", "-f", "-b", script, "-b", "(gimp-quit 0)"), tmp_path)
    assert away(photo, layers, read(out).pixels) <= 1
    found = re.findall(r"layer (-?\d+) (.*)", said)
    assert [name for _, name in found] == [*(layer.name for layer in reversed(layers)), "Background"]
    assert [number != "-1" for number, _ in found] == [*(True for _ in layers), False]
