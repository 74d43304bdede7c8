"""Findings as files and as text for the clipboard."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from engine.findings import SUFFIXES, found_in, table, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def copied(findings: Mapping[str, Any]) -> str:
    """For the clipboard: a table that a spreadsheet takes cell by cell."""
    return table(found_in(findings), "\t")


def save(findings: Mapping[str, Any], photo: str, tool: str, path: Path) -> Path:
    """Put a file in place in one step; a name without one of ``SUFFIXES`` gets the first. Raises StorageError."""
    from engine.codecs.files import replace_file

    whole = path if path.suffix.lower() in SUFFIXES else path.with_name(path.name + SUFFIXES[0])
    replace_file(whole, written(findings, photo, tool, whole.suffix))
    return whole


def save_beside(findings: Mapping[str, Any], photo: str, tool: str, folder: Path) -> Path:
    """The same under the photo's name and the tool's, ``NAME-TOOL.json``, with a number where there is such a file;
    nothing is overwritten. Raises StorageError."""
    from desktop.jobs.batch import free_name

    return save(findings, photo, tool, free_name(folder, f"{PurePath(photo).stem}-{tool}", SUFFIXES[0], set()))
