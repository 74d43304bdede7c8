"""What can be asked of the cutout tool."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.tools.base import Options


class CutoutOptions(Options):
    """Options of ``cutout``."""

    of: Literal["person", "subject", "hair", "clothes", "skin", "face"] = Field(
        "person", title="Cut out",
        description="what stays: one person, the subject of the photo, or a part of the person")
    matte: Literal["on", "off"] = Field(
        "on", title="Edges", description="on: soft edges down to single hairs, freed of the old background's colour; "
                                         "off: a hard edge",
        json_schema_extra={"labels": {"on": "Soft", "off": "Hard"}})
    background: str = Field("none", title="Background",
                            description="none (transparent), a colour as #RRGGBB, or a picture file")
    model: Literal["auto", "starter"] = Field(
        "auto", title="Models",
        description="auto: the best models on this machine; starter: only those that come with the program",
        json_schema_extra={"advanced": True, "labels": {"auto": "Best here", "starter": "Starter only"}})
    person: int = Field(0, ge=0, title="Which person", description="which person, the largest first",
                        json_schema_extra={"advanced": True})
