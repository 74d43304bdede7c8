"""Unusual but whole photos work, in their own depth, with a note where something had to be converted."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from engine.codecs.formats import FORMATS
from engine.codecs.read import read
from engine.codecs.write import encode
from engine.colour import sixteen_bit
from engine.photo import Photo

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Fitting

CONVERTED = {"CMYK": ("a.jpg", "CMYK"), "P": ("a.png", "palette"), "L": ("a.png", "grey"), "RGBA": ("a.webp", "")}


@pytest.fixture
def standing(shared_photos: Path) -> Path:
    """A photo of a whole person on which every draft comes out well."""
    return shared_photos / "tryon" / "person_00121.jpg"


@pytest.mark.parametrize("mode", CONVERTED)
def test_other_modes_of_a_person_work(fitting: Fitting, standing: Path, mode: str) -> None:
    name, word = CONVERTED[mode]
    odd = fitting.folder / name
    with Image.open(standing) as whole:
        whole.convert(mode).save(odd, **({"lossless": True, "exact": True} if mode == "RGBA" else {}))
    assert fitting.run(odd, fitting.garment) == 0
    said = fitting.capture.readouterr().err
    assert re.search(rf"note: .*{word}.* converted to s?RGB\.", said) if word else "converted" not in said
    before, after = read(odd).pixels, read(fitting.folder / "out.png").pixels
    assert after.shape == before.shape
    same = (before == after).all(axis=2)
    assert 0.3 < same.mean() < 0.97


@pytest.mark.parametrize("mode", ["CMYK", "P", "L"])
def test_other_modes_of_a_garment_work(fitting: Fitting, standing: Path, mode: str) -> None:
    odd = fitting.folder / f"garment.{'jpg' if mode == 'CMYK' else 'png'}"
    with Image.open(fitting.garment) as whole:
        whole.convert(mode).save(odd)
    assert fitting.run(standing, odd) == 0
    assert "converted" in fitting.capture.readouterr().err


@pytest.mark.parametrize(("form", "out"), [("png", "out.tif"), ("tiff", "out.png")])
def test_sixteen_bit_photos_stay_so(fitting: Fitting, standing: Path, form: str, out: str) -> None:
    """Values that eight bits cannot hold come through outside the garment."""
    plain = sixteen_bit(read(standing).pixels).astype(np.int64)
    fine = plain + np.random.default_rng(0).integers(-120, 120, plain.shape)
    deep = Photo(np.clip(fine, 0, 65535).astype(np.uint16))
    (fitting.folder / "deep").write_bytes(encode(deep, FORMATS[form]))
    assert fitting.run(fitting.folder / "deep", fitting.garment, fitting.folder / out) == 0
    after = read(fitting.folder / out).pixels
    assert after.dtype == np.uint16
    same = (after == deep.pixels).all(axis=2)
    assert same.mean() > 0.3
    inside = after[~same]
    assert len(np.unique(inside)) > 2000
    assert (inside % 257 != 0).any()


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_an_animation_gives_its_first_picture(fitting: Fitting, standing: Path, suffix: str) -> None:
    moving = fitting.folder / f"moving.{suffix}"
    with Image.open(standing) as first:
        first.save(moving, save_all=True, append_images=[Image.new("RGB", first.size, "green")], duration=80)
    assert fitting.run(moving, fitting.garment) == 0
    assert "note: moving" in fitting.capture.readouterr().err
    assert read(fitting.folder / "out.png").pixels.shape[:2] == (1024, 768)


def test_the_program_is_quiet_when_it_works_and_clear_when_not(fitting: Fitting, repository: Path) -> None:
    """In a process of its own, where nothing stands between the nets' libraries and stderr."""
    out = fitting.folder / "out.png"
    done = subprocess.run(
        (sys.executable, "-m", "engine.cli", "cutout", str(fitting.person), "-o", str(out)),
        check=False, capture_output=True, text=True, cwd=repository)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert out.exists()
    failed = subprocess.run(
        (sys.executable, "-m", "engine.cli", "garment", str(fitting.garment), str(fitting.person), "-o", str(out),
         "--overwrite"), check=False, capture_output=True, text=True, cwd=repository)
    assert failed.returncode == 3
    assert failed.stderr.startswith("POSE_FAILED: ")
    assert failed.stderr.count("\n") == 1


def test_a_reader_who_leaves(repository: Path) -> None:
    """``lookroom tools | head -0`` is no fault."""
    script = "import os, sys; from engine.cli import main; os.close(1); r, w = os.pipe(); os.close(r); " \
             "os.dup2(w, 1); sys.exit(main(['tools']))"
    done = subprocess.run((sys.executable, "-c", script), check=False, capture_output=True, text=True, cwd=repository)
    assert (done.returncode, done.stderr) == (0, "")
