"""Refitter: the fit follows while somebody drags a garment's anchors or a person's landmarks."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.jobs.engine_door import Stop
from engine.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desktop.jobs.engine_door import Fitting
    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner

    Point = tuple[float, float]

log = logging.getLogger(__name__)

PLACES = ("anchors", "landmarks")
"""The options of the tool that name files of places."""
MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Places:
    """Where the anchors (px of the garment's photo) and the landmarks (px of the person's photo) are, by name."""

    anchors: Mapping[str, Point]
    landmarks: Mapping[str, Point]


def read_places(files: Mapping[str, Path]) -> Places:
    """The places in the files that ``Refitter.options`` wrote; none of a file that is gone or damaged, which the log
    tells."""
    return Places(*(_points(files[name]) if name in files else {} for name in PLACES))


def _points(path: Path) -> dict[str, Point]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("no file of places")
        said = json.loads(path.read_bytes())
        return {str(name): (float(x), float(y)) for name, (x, y) in said.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        log.warning("places moved by hand cannot be read: %s", type(error).__name__)
        return {}


class Refitter:
    """One person and one garment in the hands of somebody. Used on the window's thread; drafts are made in the light
    lane, the newest places first: what is overtaken is left out. When no place moves any more the picture is drawn
    once again, as a job would make it.

    ``drawn(pixels)`` gets (h, w, 3) uint8 sRGB of at most 1 MP; ``sorry(Fault)`` why places make no sense.
    """

    def __init__(
        self, runner: Runner, drawn: Callable[[Any], None], sorry: Callable[[Fault], None] | None = None
    ) -> None:
        self._runner, self._drawn, self._sorry = runner, drawn, sorry
        self._fitting: Fitting | None = None
        self._moved = Places({}, {})
        self._busy = self._again = False
        self._serial = 0
        self._settling = Stop()

    @property
    def moved(self) -> Places:
        """The places that somebody moved."""
        return self._moved

    def begin(
        self,
        inputs: tuple[Path, ...],
        options: Mapping[str, Any],
        ready: Callable[[Places], None],
        failed: Callable[[Fault], None] | None = None,
    ) -> None:
        """Look at both photos; ``ready`` gets the places that were found, ``failed`` why there are none. Takes about a
        second."""
        self.end()
        serial, engine = self._serial, self._runner.engine

        def looked(fitting: Fitting) -> None:
            if serial == self._serial:
                self._fitting = fitting
                ready(Places(fitting.anchors, fitting.landmarks))

        self._runner.aside(lambda: engine.fitting(inputs, options), looked, failed or self._sorry)

    def move_anchor(self, name: str, x: float, y: float) -> None:
        """An anchor of the garment went elsewhere."""
        self._move(Places({**self._moved.anchors, name: (x, y)}, self._moved.landmarks))

    def move_landmark(self, name: str, x: float, y: float) -> None:
        """A joint of the person went elsewhere."""
        self._move(Places(self._moved.anchors, {**self._moved.landmarks, name: (x, y)}))

    def reset(self) -> None:
        """All places as they were found."""
        self.place(Places({}, {}))

    def place(self, moved: Places) -> None:
        """These places moved, and no others."""
        self._move(moved)

    def end(self) -> None:
        """Forget the photos; drafts that are still made are not shown."""
        self._serial += 1
        self._settling.press()
        self._fitting, self._moved, self._busy, self._again = None, Places({}, {}), False, False

    def options(self, folder: Path) -> dict[str, str]:
        """The moved places as options of the tool, for the job that makes the picture at full size; writes up to two
        files into ``folder``. Raises OSError."""
        out = {}
        for name, places in zip(PLACES, (self._moved.anchors, self._moved.landmarks), strict=True):
            if places:
                path = folder / f"{name}.json"
                path.write_text(json.dumps(places), encoding="utf-8")
                out[name] = str(path)
        return out

    def _move(self, places: Places) -> None:
        self._moved = places
        self._settling.press()
        if self._fitting is None:
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        fitting, serial = self._fitting, self._serial
        self._runner.aside(
            lambda: fitting.draft(places.anchors, places.landmarks),
            lambda pixels: self._came(serial, pixels),
            lambda fault: self._failed(serial, fault),
        )

    def _came(self, serial: int, pixels: Any) -> None:
        if serial == self._serial:
            self._drawn(pixels)
            if not self._again:
                self._settle()
            self._next()

    def _settle(self) -> None:
        """Have the picture made as a job would make it, unless a place moves before that is done."""
        fitting, places, stop = self._fitting, self._moved, Stop()
        self._settling = stop
        if fitting is None:
            return

        def settled() -> Any:
            try:
                return fitting.settled(places.anchors, places.landmarks, stop)
            except Cancelled:
                return None

        def came(pixels: Any) -> None:
            if not stop.pressed:
                self._drawn(pixels)

        def sorry(fault: Fault) -> None:
            if not stop.pressed and self._sorry is not None:
                self._sorry(fault)

        self._runner.aside(settled, came, sorry)

    def _failed(self, serial: int, fault: Fault) -> None:
        if serial == self._serial:
            if self._sorry is not None:
                self._sorry(fault)
            self._next()

    def _next(self) -> None:
        self._busy, again, self._again = False, self._again, False
        if again:
            self._move(self._moved)

