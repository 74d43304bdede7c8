"""What the first paint needs of the settings, read without the machinery that checks them: that follows at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Theme and place of the window, as ``desktop.settings.Settings`` has them."""

    theme: Literal["system", "dark", "light"] = "system"
    window: str = ""


def first_look(path: Path) -> FirstLook:
    """What the settings file says; its defaults for what it does not say, or says wrongly."""
    try:
        said: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        said = None
    values = said if isinstance(said, dict) else {}
    theme, window = values.get("theme"), values.get("window")
    return FirstLook(theme if theme in ("dark", "light") else "system",
                     window if isinstance(window, str) else "")
