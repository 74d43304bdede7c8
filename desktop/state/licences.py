"""Under which licences the parts of the program are used: read from resources/legal/licences.toml. Free of Qt."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from engine.resources import resource


@dataclass(frozen=True, slots=True)
class Part:
    """A library or a model. ``version`` "" where it is not installed; ``why`` says what its licence asks for."""

    name: str
    version: str
    licence: str
    why: str
    model: bool = False


def parts() -> list[Part]:
    """Every library that is installed, by name, then every model."""
    content = tomllib.loads(resource("legal", "licences.toml").read_text(encoding="utf-8"))
    plain = content["permissive"]
    found = [Part(name, _version(name), licence, plain["why"]) for name, licence in plain["distributions"].items()]
    found += [Part(entry["name"], _version(entry["name"]), entry["licence"], entry["why"])
              for entry in content["special"]]
    models = [Part(entry["id"], "", entry["licence"], entry["why"], model=True) for entry in content["model"]]
    return sorted((part for part in found if part.version), key=lambda part: part.name) + models


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
