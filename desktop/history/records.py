"""What History tells: stored files, sessions, questions to it, and notices for the user."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

Role = Literal["input", "result", "artifact"]
RELISTED = "relisted"
"""The tool of a session that was made again from its file after the database was damaged."""
PHOTO = "photo"
"""The tool of a record that is no run: its one input is a photo that was brought in, and it has the photo's id."""


class Status(StrEnum):
    """created -> processing -> completed, failed or cancelled."""

    CREATED = "created"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A photo in the data folder, whole on the disk. ``name`` is the one that the user knows; ``source`` the file that
    an input was read from. ``expires_at`` None: it stays until it is deleted. Times are aware UTC."""

    id: UUID
    name: str
    path: Path
    role: Role
    bytes: int
    created_at: datetime
    expires_at: datetime | None
    kept: bool = False
    thumbnail: Path | None = None
    source: Path | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a tool. ``user_token`` is a random id of this installation. ``options`` and ``report`` are JSON-able.
    ``outputs`` hold the result first, then artifacts. ``expires_at`` None: it stays. Times are aware UTC."""

    id: UUID
    user_token: str
    tool: str
    status: Status
    inputs: tuple[StoredFile, ...]
    outputs: tuple[StoredFile, ...]
    thumbnail: Path | None
    options: Mapping[str, Any]
    report: Mapping[str, Any] | None
    error_code: str | None
    error_reason: str | None
    expires_at: datetime | None
    kept: bool
    tags: tuple[str, ...]
    created_at: datetime
    updated_at: datetime

    @property
    def result(self) -> StoredFile | None:
        """The photo that was made."""
        return next((file for file in self.outputs if file.role == "result"), None)

    def artifact(self, name: str) -> StoredFile | None:
        """What was kept beside it under this name."""
        return next((file for file in self.outputs if file.role == "artifact" and file.name == name), None)


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; everything given must hold. ``text`` is found in the names of photos, tools and tags, upper
    and lower case alike. ``since`` <= created < ``until``, aware.

    Runs are found; beside them, by text and tag, photos brought in that have tags of their own. ``tool`` PHOTO: all
    photos brought in, and no runs."""

    text: str = ""
    tool: str | None = None
    status: Status | None = None
    tag: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the user should read once: ``what`` happened and what to do, whole sentences."""

    what: str
    remedy: str

    def __str__(self) -> str:
        """Both sentences."""
        return f"{self.what} {self.remedy}"
