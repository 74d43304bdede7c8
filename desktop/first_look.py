"""What the first paint needs of the settings, read without the machinery that checks them: that follows at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The theme to begin with, and the window's place as ``desktop.settings.Settings`` has it. A theme that follows the
    system begins as it was last seen."""

    theme: Literal["dark", "light"] = "dark"
    window: str = ""


def first_look(path: Path) -> FirstLook:
    """What the settings file says; its defaults for what it does not say, or says wrongly."""
    try:
        said: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        said = None
    values = said if isinstance(said, dict) else {}
    themes = (values.get("theme"), values.get("seen_theme"))
    light = next((theme for theme in themes if theme in ("dark", "light")), "dark") == "light"
    window = values.get("window")
    return FirstLook("light" if light else "dark", window if isinstance(window, str) else "")
