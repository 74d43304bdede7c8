"""What a person may choose when trying a garment on."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  pydantic reads it at run time
from typing import Literal

from pydantic import Field

from engine.tools.base import Options


class GarmentOptions(Options):
    """Options of the garment tool."""

    mode: Literal["draft", "final"] = Field(
        "draft", title="Rendering",
        description="draft: fitted on this machine in about a second; final: painted by a generator"
    )
    garment_type: Literal[
        "auto", "tshirt", "shirt", "longsleeve", "sleeveless", "jacket", "dress", "skirt", "trousers"
    ] = Field("auto", title="Garment", description="what the garment is; auto looks for itself",
              json_schema_extra={"labels": {"auto": "Find out", "tshirt": "T-shirt", "longsleeve": "Long sleeves"}})
    realism_level: int = Field(
        3, ge=1, le=5, title="Folds and light",
        description="how much of the photo's folds, light and grain goes onto the garment, 1-5"
    )
    opacity: float = Field(1.0, ge=0, le=1, title="Opacity", json_schema_extra={"advanced": True},
                           description="how strongly the new garment covers, 0-1")
    preserve_face: bool = Field(True, title="Keep face and hair",
                                description="face and hair stay as they are, to the byte; tips that are less than half "
                                            "hair are drawn anew over the new cloth")
    preserve_background: bool = Field(
        True, title="Keep the background",
        description="the background stays as it is, to the byte; only skirts and dresses hang over it below the waist"
    )
    max_retries: int = Field(2, ge=0, le=3, title="Further tries",
                             description="further tries when the first fit is poor, 0-3",
                             json_schema_extra={"advanced": True})
    quality_threshold: float = Field(0.7, ge=0, le=1, title="Good enough at",
                                     description="a fit that scores less is tried again, 0-1",
                                     json_schema_extra={"advanced": True})
    person: int = Field(0, ge=0, title="Which person", description="which person, 0 is the largest",
                        json_schema_extra={"advanced": True})
    landmarks: Path | None = Field(None, title="Joints set by hand",
                                   description="a JSON file with joints of the person set by hand",
                                   json_schema_extra={"advanced": True})
    anchors: Path | None = Field(None, title="Places set by hand",
                                 description="a JSON file with places on the garment set by hand",
                                 json_schema_extra={"advanced": True})
