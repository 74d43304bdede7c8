"""A tool that only looks, as a folder among the engine's tools: what comes later, known by its declaration alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import engine.tools
from engine.tools.base import tools

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODE = '''
"""Finds people by their pose."""

from pydantic import Field

from engine.tools.base import Input, Options, Result, Stage, Tool


class LookOptions(Options):
    min_score: float = Field(0.0, ge=0, le=1, description="who is less visible is left out")


def run(inputs, options, ctx):
    photo = inputs["photo"]
    with ctx.stage("look"):
        image = ctx.vision.proxy(photo)
        factor = photo.width / image.shape[1]
        people = []
        for pose in ctx.vision.people(image):
            points = pose.points * factor
            (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
            people.append({"label": "person", "score": float(pose.visibility.mean()),
                           "box": [float(left), float(top), float(right - left), float(bottom - top)],
                           "points": {"nose": [float(points[0][0]), float(points[0][1])]}, "stands": "alone"})
    return Result(findings={"people": people, "looked_at": "all of it"})


TOOL = Tool(id="look", title="Find people", group="Look at", summary="say who is in the photo",
            inputs=(Input("photo", "Photo"),), options=LookOptions, stages=(Stage("look", "Looking"),),
            result="findings", run=run)
'''


def looking_tool(folder: Path) -> Iterator[None]:
    """The tool ``look`` is there as long as this generator waits."""
    package = folder / "later" / "look"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(CODE, encoding="utf-8")
    engine.tools.__path__.append(str(package.parent))
    tools.cache_clear()
    yield
    engine.tools.__path__.remove(str(package.parent))
    tools.cache_clear()
    import sys

    sys.modules.pop("engine.tools.look", None)
