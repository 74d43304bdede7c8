"""HEIC decoded by the operating system, for set-ups without pillow-heif: macOS by ``sips``, Windows by its own codecs.

The packaged program depends on this, because pillow-heif's wheel carries x265, which is under the GPL.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.codecs.kinds import tiff_read
from engine.codecs.kinds.heif_items import metadata_of
from engine.errors import InvalidImageFormat

if TYPE_CHECKING:
    from engine.codecs.kinds.decoded import Decoded
    from engine.codecs.sniff import Limits

SECONDS = 60
SCRIPT = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName PresentationCore
$in = [IO.File]::OpenRead($env:LOOKROOM_HEIC)
$frame = [Windows.Media.Imaging.BitmapDecoder]::Create($in, 'PreservePixelFormat', 'OnLoad').Frames[0]
$encoder = New-Object Windows.Media.Imaging.TiffBitmapEncoder
$encoder.Compression = 'Zip'
$encoder.Frames.Add([Windows.Media.Imaging.BitmapFrame]::Create($frame, $null, $null, $frame.ColorContexts))
$out = [IO.File]::Create($env:LOOKROOM_TIFF)
$encoder.Save($out)
$out.Close()
"""
"""PowerShell for the Windows Imaging Component; files are named by the environment, so that no name is ever parsed."""
REMEDIES = {
    "win32": "Install the HEIF and HEVC image extensions from the Microsoft Store, or save the photo as JPEG or TIFF.",
    "darwin": "Open the photo in Preview and save it as TIFF, or choose another photo.",
}
PLAIN_REMEDY = "Run installer/bootstrap.py with --raw, or save the photo as JPEG or TIFF."


def decode(data: bytes, name: str, limits: Limits, platform: str = sys.platform) -> Decoded:
    """The photo as the system decodes it, through files in a folder that only this user can open.

    Raises InvalidImageFormat where the system cannot do it.
    """
    with tempfile.TemporaryDirectory(prefix="lookroom-") as made:
        source, target = Path(made) / "photo.heic", Path(made) / "photo.tif"
        source.write_bytes(data)
        command = command_of(platform, source, target)
        if command is None or not _done(command, source, target):
            raise InvalidImageFormat(f"The HEIC photo {name} cannot be decoded on this system.",
                                     REMEDIES.get(platform, PLAIN_REMEDY))
        found = tiff_read.decode(target.read_bytes(), name, limits)
    own = metadata_of(data)  # Windows hands over none
    metadata = replace(found.metadata, exif=own.exif or found.metadata.exif, xmp=own.xmp or found.metadata.xmp)
    return replace(found, metadata=metadata)


def command_of(platform: str, source: Path, target: Path) -> tuple[str, ...] | None:
    """The program of the system that turns ``source`` into the TIFF ``target``; None where there is none."""
    if platform == "darwin":
        return ("/usr/bin/sips", "-s", "format", "tiff", str(source), "--out", str(target))
    if platform == "win32":
        root = os.environ.get("SYSTEMROOT", r"C:\Windows")
        shell = rf"{root}\System32\WindowsPowerShell\v1.0\powershell.exe"
        return (shell, "-NoProfile", "-NonInteractive", "-Command", SCRIPT)
    return None


def _done(command: tuple[str, ...], source: Path, target: Path) -> bool:
    names = {"LOOKROOM_HEIC": str(source), "LOOKROOM_TIFF": str(target)}
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=os.environ | names,
                       stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return False
    return target.is_file()
