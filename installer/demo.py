"""What `run` shows where no window can open: the demo garment on a demo portrait, saved as a picture.

Run by the environment's Python: ``python -m installer.demo``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.resources import data_home

if TYPE_CHECKING:
    from pathlib import Path


def write_inputs(folder: Path) -> tuple[Path, Path]:
    """Save the portrait (NASA's photo of Eileen Collins, public domain) and the garment as PNG; their paths."""
    import skimage.data
    from PIL import Image

    from engine.tools.garment.demo import draw_demo_garment

    folder.mkdir(parents=True, exist_ok=True)
    portrait, garment = folder / "portrait.png", folder / "garment.png"
    Image.fromarray(skimage.data.astronaut()).save(portrait)
    Image.fromarray(draw_demo_garment()).save(garment)
    return portrait, garment


def main() -> int:
    """Dress the portrait and say where the picture is; the exit status of `lookroom garment`."""
    from engine.cli import main as lookroom

    folder = data_home() / "demo"
    portrait, garment = write_inputs(folder)
    result = folder / "result.png"
    print("Trying the demo garment on the demo portrait", flush=True)
    status = lookroom(["garment", str(portrait), str(garment), "-o", str(result), "--overwrite", "--quiet"])
    if status == 0:
        print(f"The picture is here: {result}")
    return status


if __name__ == "__main__":
    sys.exit(main())
