"""Presets: a tool's options under a name, saved in the data folder or shared as a file."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from desktop.folders import OWNER_ONLY, long_path
from engine.codecs.files import replace_file
from engine.errors import StorageError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.folders import Folders

VERSION = 1
"""The newest form of preset files that this Lookroom understands."""
SUFFIX = ".lookroom-preset"
MOST_BYTES = 1_000_000
MAY_WRITE = "Check that you may write to the data folder."


class Preset(BaseModel):
    """Options of one tool. The tool's own model says whether they are good ones."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = Field(min_length=1, max_length=200)
    tool: str = Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")
    options: dict[str, Any]
    version: int = Field(VERSION, ge=1)


def read(path: Path) -> Preset:
    """The preset in a file that somebody shared. Raises UsageError (not a preset, too new), StorageError."""
    try:
        with long_path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise StorageError("The preset could not be read.", "Check that the file is there and may be read.") from error
    try:
        values = json.loads(data) if len(data) <= MOST_BYTES else None
        version = values.get("version") if isinstance(values, dict) else None
        if isinstance(version, int) and version > VERSION:
            raise UsageError("This preset was made with a newer version of Lookroom.",
                             "Update Lookroom, or ask for a preset of an older version.")
        return Preset.model_validate(values)
    except (ValueError, RecursionError) as error:  # pydantic's ValidationError is a ValueError
        raise UsageError("This file is not a Lookroom preset.", f"Choose a file that ends in {SUFFIX}.") from error


def write(path: Path, preset: Preset) -> None:
    """Share a preset as a file. Raises StorageError."""
    replace_file(long_path(path), preset.model_dump_json(indent=1).encode())


def save(folders: Folders, preset: Preset) -> Path:
    """Keep a preset; one of the same tool and name is replaced. Raises StorageError."""
    try:
        folders.presets.mkdir(OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError("The presets folder cannot be made.", MAY_WRITE) from error
    path = _place(folders, preset.tool, preset.name)
    write(path, preset)
    return path


def presets(folders: Folders, tool: str | None = None) -> list[Preset]:
    """Every preset that can be read (of one tool), by name. Files that cannot are told by ``unreadable``."""
    found = [preset for _, preset in _all(folders) if isinstance(preset, Preset)]
    return sorted((one for one in found if tool in (None, one.tool)), key=lambda one: (one.name.casefold(), one.tool))


def unreadable(folders: Folders) -> list[tuple[Path, UsageError | StorageError]]:
    """Preset files that cannot be used, and why."""
    return [(path, error) for path, error in _all(folders) if not isinstance(error, Preset)]


def remove(folders: Folders, preset: Preset) -> None:
    """Delete a preset; one that is gone already is no fault. Raises StorageError."""
    try:
        for path, other in _all(folders):
            if isinstance(other, Preset) and (other.tool, other.name) == (preset.tool, preset.name):
                path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError("The preset could not be deleted.", MAY_WRITE) from error


def _all(folders: Folders) -> list[tuple[Path, Preset | UsageError | StorageError]]:
    found: list[tuple[Path, Preset | UsageError | StorageError]] = []
    for path in sorted(folders.presets.glob(f"*{SUFFIX}")):
        try:
            found.append((path, read(path)))
        except (UsageError, StorageError) as error:
            found.append((path, error))
    return found


def _place(folders: Folders, tool: str, name: str) -> Path:
    """A file name that every system allows, one for each tool and name."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40] or "preset"
    return folders.presets / f"{tool}-{plain}-{hashlib.sha256(name.encode()).hexdigest()[:8]}{SUFFIX}"
