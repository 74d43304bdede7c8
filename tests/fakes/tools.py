"""A small tool for tests of what surrounds tools: it paints a rectangle, or does what it is told instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field

from engine.photo import Box, Layer
from engine.tools.base import Input, Options, Report, Result, Stage, Tool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.context import Context
    from engine.photo import Photo


class PaintOptions(Options):
    """Options of each kind that declarations use."""

    colour: Literal["red", "black"] = Field("black", description="a word of several")
    strength: float = Field(1.0, ge=0, le=1, description="a number")
    edges: bool = Field(True, description="a switch, 100 % of it")
    stamp: str = Field("none", description="a word or a file")


def painting(first: Callable[[Context], Any] | None = None) -> Tool:
    """The tool; ``first`` is called inside its first stage."""

    def run(inputs: Mapping[str, Photo], options: PaintOptions, ctx: Context) -> Result:
        photo = inputs["photo"]
        with ctx.stage("look"):
            if first is not None:
                first(ctx)
        with ctx.stage("paint"):
            box = Box(2, 3, photo.width - 4, photo.height - 6)
            patch = np.zeros((box.height, box.width, 3), photo.pixels.dtype)
            mask = np.full(patch.shape[:2], options.strength, np.float32)
            ctx.artifacts.picture("edit_mask", mask)
            ctx.artifacts.facts("keypoints", {"pose": []})
        return Result(layers=(Layer(patch, mask, box, "Paint"),), report=Report(0.5, ("It is only paint.",), 1))

    return Tool(id="paint", title="Paint", group="Test", summary="paint a rectangle",
                inputs=(Input("photo", "the photo"), Input("other", "another photo", optional=True)),
                options=PaintOptions, stages=(Stage("look", "Looking"), Stage("paint", "Painting")),
                result="layers", run=run)


def looking() -> Tool:
    """A tool that finds one thing, a little inside the photo's edges."""

    def run(inputs: Mapping[str, Photo], options: Options, ctx: Context) -> Result:
        photo = inputs["photo"]
        with ctx.stage("look"):
            box = [2, 3, photo.width - 4, photo.height - 6]
        return Result(findings={"things": [{"label": "thing", "score": 0.5, "box": box}]})

    return Tool(id="look", title="Look", group="Look at", summary="find a thing", inputs=(Input("photo", "the photo"),),
                options=Options, stages=(Stage("look", "Looking"),), result="findings", run=run)
