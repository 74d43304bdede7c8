"""Settings: what a person chose, in one file that is saved whole or not at all."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path  # noqa: TC003 - pydantic reads it
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.codecs.files import replace_file
from engine.errors import StorageError

if TYPE_CHECKING:
    from desktop.folders import Folders

NOTICE = ("Some of your settings could not be read and are back at what Lookroom came with. "
          "The old file was kept beside the new one. Look through the settings once.")
UNREADABLE = "Your settings cannot be read. Check that you may read the folder that Lookroom keeps them in."


class HotFolder(BaseModel):
    """A folder that is watched: a tool with its options is applied to each photo that arrives. ``others`` are the
    photos for the tool's further inputs; ``output``: results are exported there too."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    path: Path
    tool: str
    others: tuple[Path, ...] = ()
    preset: str | None = None
    options: dict[str, Any] = Field(default_factory=dict)
    output: Path | None = None
    active: bool = True


class Export(BaseModel):
    """How photos leave, as chosen the last time. ``amount`` is in pixels, percent or megapixels as ``size`` says;
    pictures are never enlarged. ``own_quality``: a JPEG of a JPEG keeps its quality and subsampling. ``depth`` 0 keeps
    the photo's. ``layers``: untouched photo and edits as layers, where
    the format can. ``pattern``: name pattern without the ending. ``folder`` None: not chosen yet."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: Literal["jpeg", "png", "tiff", "webp", "avif", "psd"] = "jpeg"
    quality: int = Field(92, ge=1, le=100)
    own_quality: bool = True
    depth: Literal[0, 8, 16] = 0
    size: Literal["original", "long_side", "short_side", "percent", "megapixels"] = "original"
    amount: float = Field(2048, gt=0, le=1_000_000)
    profile: Literal["keep", "srgb", "display_p3", "adobe_rgb"] = "keep"
    metadata: Literal["all", "all but location", "nothing"] = "all"
    layers: bool = True
    pattern: str = "{name}-{tool}"
    folder: Path | None = None
    collision: Literal["number", "replace", "skip"] = "number"


class Settings(BaseModel):
    """Everything that outlives a start. Photos' names and places are in the history instead, which forgets them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    theme: Literal["system", "dark", "light"] = "system"
    language: Literal["system", "en", "de"] = "system"
    retention_hours: float | None = Field(24, ge=1, le=24 * 366 * 10)
    reduced_motion: bool = False
    private_session: bool = False
    device: str = "auto"
    shortcuts: dict[str, str] = Field(default_factory=dict)
    hot_folders: tuple[HotFolder, ...] = ()
    export: Export = Export()
    window: str = ""
    seen_theme: Literal["", "dark", "light"] = ""
    last_tool: str = ""
    first_run_done: bool = False

    @property
    def retention(self) -> timedelta | None:
        """How long photos stay; None: until they are deleted."""
        return None if self.retention_hours is None else timedelta(hours=self.retention_hours)


def load(folders: Folders) -> tuple[Settings, str | None]:
    """The settings, and what to tell the user: once, for the file is mended then. What cannot be understood is at its
    default, the rest as it was, and the old file lies beside as ``settings.old.json``. Never raises for a bad file."""
    try:
        data = folders.settings.read_bytes()
    except FileNotFoundError:
        return Settings(), None
    except OSError:
        return Settings(), UNREADABLE
    settings, sound = _understand(data)
    if sound:
        return settings, None
    try:
        replace_file(folders.settings.with_name("settings.old.json"), data)
        save(folders, settings)
    except StorageError as error:
        return settings, f"{NOTICE} {error.what}"
    return settings, NOTICE


def save(folders: Folders, settings: Settings) -> None:
    """Write all settings in one step. Raises StorageError."""
    folders.make()
    replace_file(folders.settings, settings.model_dump_json(indent=1).encode())


def _understand(data: bytes) -> tuple[Settings, bool]:
    """What can be understood, and whether that is everything."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return Settings(), False
    if not isinstance(values, dict):
        return Settings(), False
    sound = True
    while True:
        try:
            return Settings.model_validate_json(json.dumps(values)), sound
        except ValidationError as error:
            sound = False
            for fault in error.errors():
                values.pop(str(fault["loc"][0]), None)
