"""What the tests of bad input share: two good photos, and the check that a refusal is clean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from engine.cli import main

if TYPE_CHECKING:
    from pathlib import Path

LAST_LINE = re.compile(r"[A-Z_]+: [A-Z0-9][^\n]*[.!?] [A-Z][^\n]*\.")
"""``CODE: what happened. What to do.``"""


@dataclass(frozen=True)
class Fitting:
    """A folder with a good person and a good garment, and what `lookroom garment` makes of them or of others."""

    folder: Path
    person: Path
    garment: Path
    capture: pytest.CaptureFixture[str]

    def run(self, person: Path, garment: Path, out: Path | None = None, *options: str) -> int:
        """The exit status of the command."""
        argv = ["garment", str(person), str(garment), "-o", str(out or self.folder / "out.png"), *options]
        try:
            return main(argv)
        except SystemExit as left:  # argparse leaves by itself
            assert isinstance(left.code, int)
            return left.code

    def refuses(self, person: Path, garment: Path, out: Path | None = None, *options: str) -> str:
        """Run what must fail; returns ``STATUS CODE: what. Remedy.`` if nothing is left behind and nothing changed."""
        before = files_of(self.folder)
        self.capture.readouterr()
        status = self.run(person, garment, out, *options)
        said = self.capture.readouterr()
        last = said.err.rstrip("\n").rsplit("\n", 1)[-1]
        assert status != 0
        assert LAST_LINE.fullmatch(last), said.err
        assert "Traceback" not in said.err
        assert said.out == ""
        assert files_of(self.folder) == before
        return f"{status} {last}"


def files_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and the time of its last change."""
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="session")
def good_photos(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The bytes of a portrait in the public domain and of a garment drawn by the program, as PNG."""
    from skimage import data

    from engine.tools.garment.demo import draw_demo_garment

    folder = tmp_path_factory.mktemp("good")
    Image.fromarray(data.astronaut()).save(folder / "person.png")
    Image.fromarray(draw_demo_garment()).save(folder / "garment.png")
    return (folder / "person.png").read_bytes(), (folder / "garment.png").read_bytes()


@pytest.fixture
def fitting(tmp_path: Path, good_photos: tuple[bytes, bytes], capfd: pytest.CaptureFixture[str]) -> Fitting:
    folder = tmp_path / "work"
    folder.mkdir()
    person, garment = folder / "person.png", folder / "garment.png"
    person.write_bytes(good_photos[0])
    garment.write_bytes(good_photos[1])
    return Fitting(folder, person, garment, capfd)
