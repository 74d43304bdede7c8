"""An engine that paints a bright square into the middle of the first photo, or fails as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from desktop.jobs.job import Outcome, Progress
from engine.codecs.read import read
from engine.errors import UsageError
from engine.photo import Box, Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desktop.jobs.engine_door import Fitting, Stop
    from desktop.jobs.job import Job
    from engine.photo import Photo


class Painter:
    """Set ``error`` to have the next runs fail, ``warnings`` to have them remark something. Reads in this process."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.warnings: list[str] = []

    def run(self, job: Job, tell: Callable[[Progress], None], stop: Stop) -> Outcome:
        tell(Progress(job.id, "Reading the photos", 0.0))
        if self.error is not None:
            raise self.error
        base = read(job.inputs[0])
        box = Box(base.width // 4, base.height // 4, base.width // 2, base.height // 2)
        patch = np.full((box.height, box.width, 3), np.iinfo(base.pixels.dtype).max, base.pixels.dtype)
        layer = Layer(patch, np.ones((box.height, box.width), np.float32), box, "square")
        report = {"tool": job.tool, "warnings": list(self.warnings), "seconds": 0.1, "models": [], "stages": []}
        return Outcome(base, None, (layer,), None, report)

    def warm(self) -> None:
        """Nothing to warm."""

    def read(self, path: Path) -> Photo:
        return read(path)

    def look(self, path: Path) -> Photo:
        return read(path)

    def fitting(self, inputs: tuple[Path, ...], options: Mapping[str, Any]) -> Fitting:
        raise UsageError("Nothing is fitted here.", "Fit it elsewhere.")

    def close(self) -> None:
        """Nothing to free."""
