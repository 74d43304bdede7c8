"""Cutout: a person, or a part of one, lifted off the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.tools.base import Input, Report, Result, Stage, Tool
from engine.tools.cutout.options import CutoutOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.context import Context
    from engine.photo import Photo


def run(inputs: Mapping[str, Photo], options: CutoutOptions, ctx: Context) -> Result:
    """The photo with what was asked for on a transparent or another background. Raises LookroomError."""
    from engine.tools.cutout.backgrounds import background_of
    from engine.tools.cutout.laying import laid
    from engine.tools.cutout.masks import keep_artifacts, look
    from engine.vision.matting import refine

    photo = inputs["photo"]
    with ctx.stage("find"):
        background = background_of(options.background, photo, ctx.read)
        seen = look(photo, options, ctx.vision)
    with ctx.stage("refine"):
        mask = refine(seen.mask, photo.pixels)
        if options.matte == "off":
            mask = (mask > 0.5).astype(mask.dtype)
        keep_artifacts(seen, mask, photo, ctx.artifacts)
    with ctx.stage("lay"):
        plain = options.background == "none" or options.background.startswith("#")
        return Result(photo=laid(photo, mask, background), report=Report(source_type=None if plain else "composite"))


TOOL = Tool(
    id="cutout", title="Cut out", group="Compose", summary="Lift a person, hair, clothes or a face off the photo",
    inputs=(Input("photo", "Photo"),), options=CutoutOptions,
    stages=(Stage("find", "Looking for the person"), Stage("refine", "Following the edges"),
            Stage("lay", "Laying it down")),
    result="photo", run=run, models=("hair-segmentation-512",))
