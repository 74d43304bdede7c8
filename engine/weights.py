"""Model files: from a catalogue entry to a verified file. Nothing else in the program opens a model.

A file is taken only when its size and SHA-256 are those of the catalogue. It is read once per process for that; until
it changes on disk later questions cost two system calls.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.errors import ModelCorrupt, ModelMissing
from engine.resources import data_home, resource

STARTER_REMEDY = "Build it again with: python installer/bootstrap.py models"


class Model(BaseModel):
    """One catalogue entry. ``file`` is the published name, ``local`` another name under which people keep it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    purpose: str
    file: str
    local: str | None = None
    url: str | None = None
    built_from: str | None = None
    size: int = Field(gt=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    licence: str
    commercial: Literal[True]
    data_caveat: str
    runtime: Literal["mediapipe", "litert"]
    io: str

    @property
    def names(self) -> tuple[str, ...]:
        """File names to look for, the published one first."""
        return (self.file,) if self.local in (None, self.file) else (self.file, str(self.local))

    @property
    def remedy(self) -> str:
        """What to do when the file is missing or wrong, as one sentence."""
        if self.built_from is not None:
            return STARTER_REMEDY + "."
        return f"Get it from {self.url} and put it into the models folder that `lookroom doctor` names."


def read_catalogue(path: Path) -> dict[str, Model]:
    """All entries of a catalogue file by id. Whatever it raises is a fault of the program."""
    with path.open("rb") as file:
        entries = [Model.model_validate(entry) for entry in tomllib.load(file)["model"]]
    return {model.id: model for model in entries}


@dataclass(frozen=True, slots=True)
class Verified:
    """A file that was seen to be the published one, and its state on disk at that time."""

    path: Path
    size: int
    changed_ns: int

    @property
    def unchanged(self) -> bool:
        """Whether the file is still there with the size and the time of change that it was verified with."""
        return self.path.is_file() and stamp(self.path) == (self.size, self.changed_ns)


def stamp(path: Path) -> tuple[int, int]:
    """Size and time of change of a file."""
    facts = path.stat()
    return facts.st_size, facts.st_mtime_ns


@dataclass(slots=True)
class Verifier:
    """Knows which files are the published ones. One serves all threads."""

    seen: dict[str, Verified] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def known(self, model: Model) -> Path | None:
        """The file found for ``model`` earlier, if it has not changed since."""
        with self.lock:
            earlier = self.seen.get(model.id)
        return earlier.path if earlier is not None and earlier.unchanged else None

    def accepts(self, model: Model, path: Path) -> bool:
        """Whether ``path`` holds the published bytes of ``model``; remembered if so."""
        size, changed = stamp(path)
        if size != model.size:
            return False
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != model.sha256:
            return False
        with self.lock:
            self.seen[model.id] = Verified(path, size, changed)
        return True


@dataclass(frozen=True)
class Shelf:
    """The models of this machine: catalogue entries and the folders that may hold their files, first one preferred."""

    models: dict[str, Model]
    folders: tuple[Path, ...]
    verifier: Verifier = field(default_factory=Verifier)

    @classmethod
    def from_environment(cls) -> Shelf:
        """The program's catalogue over its starter models, the user's models folder and ``$LOOKROOM_MODELS``.

        That variable may also hold the address of a studio's mirror; only a folder counts here.
        """
        given = os.environ.get("LOOKROOM_MODELS", "")
        extra = (Path(given).expanduser(),) if given and "://" not in given else ()
        folders = (resource("models", "starter"), data_home() / "models", *extra)
        return cls(read_catalogue(resource("models", "catalogue.toml")), folders)

    @property
    def catalogue(self) -> tuple[Model, ...]:
        """All entries, in the order of the catalogue file."""
        return tuple(self.models.values())

    def has(self, model_id: str) -> bool:
        """Whether a file of this model lies in one of the folders; ``path`` still refuses it if it is a wrong one."""
        return bool(self._found(self.models[model_id]))

    def path(self, model_id: str) -> Path:
        """The verified file of a model.

        Raises ModelMissing when no folder holds it, ModelCorrupt when what they hold is not the published file, and
        KeyError for an id that is not in the catalogue.
        """
        model = self.models[model_id]
        known = self.verifier.known(model)
        if known is not None:
            return known
        found = self._found(model)
        for path in found:
            if self.verifier.accepts(model, path):
                return path
        if not found:
            raise ModelMissing(f"The model {model.title} ({model.file}) is not on this machine.", model.remedy)
        wrong = found[0]
        raise ModelCorrupt(f"The file {wrong.name} of the model {model.title} {fault(model, wrong)}.", model.remedy)

    def used(self) -> list[tuple[str, str]]:
        """Id and SHA-256 of each model handed out so far, by id."""
        with self.verifier.lock:
            return [(model_id, self.models[model_id].sha256) for model_id in sorted(self.verifier.seen)]

    def _found(self, model: Model) -> list[Path]:
        """Files of this model's names in the folders, verified or not."""
        candidates = (folder / name for folder in self.folders for name in model.names)
        return [path for path in candidates if path.is_file()]


def fault(model: Model, path: Path) -> str:
    """What is wrong with a file that was refused, to follow its name in a sentence."""
    size = path.stat().st_size
    if size < model.size:
        return f"is cut short ({size} of {model.size} bytes)"
    return "is not the published file (its SHA-256 differs)"
