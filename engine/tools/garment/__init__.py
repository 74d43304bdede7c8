"""Try a garment from a product photo on a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.tools.base import Input, Result, Stage, Tool
from engine.tools.garment.options import GarmentOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.context import Context
    from engine.photo import Photo


def _run(inputs: Mapping[str, Photo], options: GarmentOptions, ctx: Context) -> Result:
    from engine.tools.garment.pipeline import run

    return run(inputs, options, ctx)


TOOL = Tool(
    id="garment",
    title="Try a garment on",
    group="Try on",
    summary="put a garment from a product photo on a person",
    inputs=(Input("person", "photo of the person"), Input("garment", "product photo of the garment")),
    options=GarmentOptions,
    stages=(
        Stage("load", "Looking at the photos"),
        Stage("segment", "Finding the person"),
        Stage("pose", "Reading the pose"),
        Stage("prepare", "Cutting the garment out"),
        Stage("align", "Fitting the garment"),
        Stage("judge", "Checking the fit"),
        Stage("save", "Finishing"),
    ),
    result="layers",
    run=_run,
    models=("starter-pose", "starter-face", "starter-selfie", "hair-segmentation-512"),
)
