"""Folders: where the photos, the settings and the log of one person lie."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import StorageError
from engine.resources import data_home

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class Folders:
    """Every place under ``home``. The paths may not exist before ``make``."""

    home: Path

    @property
    def photos(self) -> Path:
        """Photos that were brought in, results and artifacts."""
        return self.home / "photos"

    @property
    def thumbnails(self) -> Path:
        """Small pictures of photos and results."""
        return self.home / "thumbnails"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.home / "logs"

    @property
    def presets(self) -> Path:
        """Presets."""
        return self.home / "presets"

    @property
    def models(self) -> Path:
        """Models that were fetched."""
        return self.home / "models"

    @property
    def aside(self) -> Path:
        """Damaged databases and copies from before an upgrade."""
        return self.home / "aside"

    @property
    def private(self) -> Path:
        """One folder for each private session that runs."""
        return self.home / "private"

    @property
    def instances(self) -> Path:
        """One locked file for each Lookroom that has this folder open."""
        return self.home / "instances"

    @property
    def database(self) -> Path:
        """The history."""
        return self.home / "history.db"

    @property
    def settings(self) -> Path:
        """The settings."""
        return self.home / "settings.json"

    def make(self) -> None:
        """Make the folders that History needs, readable by their owner only. Raises StorageError."""
        try:
            for folder in (self.home, self.photos, self.thumbnails, self.instances):
                folder.mkdir(OWNER_ONLY, parents=True, exist_ok=True)
                if os.name == "posix" and folder.stat().st_uid == os.geteuid():
                    folder.chmod(OWNER_ONLY)
        except OSError as error:
            raise StorageError("The folder in which Lookroom keeps its photos cannot be used.",
                               "Check that its disk is there and that you may write to it.") from error


def data_folder() -> Path:
    """The person's data folder, the same as the command line's: LOOKROOM_HOME, else the platform's place."""
    return data_home()


def long_path(path: Path) -> Path:
    """The same file, spelt so that Windows opens it although its path is longer than 260 characters."""
    if sys.platform != "win32" or len(str(path)) < 240:
        return path
    text = str(path.absolute())
    if text.startswith("\\\\?\\"):
        return path
    return type(path)("\\\\?\\UNC" + text[1:] if text.startswith("\\\\") else "\\\\?\\" + text)
