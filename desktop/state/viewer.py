"""What the canvas shows of the picture on show: read beside the window, newest wish first."""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.jobs.job import Outcome
from desktop.state.thumbs import thumbnail
from engine.findings import found_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtGui import QImage

    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner
    from desktop.state.items import Item
    from desktop.state.studio import Studio
    from engine.findings import Found
    from engine.photo import Layer, Photo

log = logging.getLogger(__name__)

KEPT = 3
"""Results of this session whose layers stay in memory, beside those that are in memory only."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture ready for the canvas: ``base`` alone, or with ``layers`` over it, or with the ``photo`` made of it.
    ``label``: a result's digital source type, "" where nothing tells it. ``found``: what a tool found in ``base``."""

    item: Item
    base: Photo
    layers: tuple[Layer, ...] | None = None
    photo: Photo | None = None
    label: str = ""
    found: tuple[Found, ...] | None = None

    @property
    def is_result(self) -> bool:
        """Whether there is a before and an after."""
        return self.layers is not None or self.photo is not None

    def flat(self, opacity: float = 1.0) -> Photo:
        """The picture alone, as ``Outcome.flat``."""
        return Outcome(self.base, self.photo, self.layers).flat(opacity)

    def picture(self) -> QImage:
        """The picture as 8-bit sRGB at its full size. Not on the window's thread."""
        photo = self.flat()
        return thumbnail(photo, max(photo.width, photo.height))


class Viewer(QObject):
    """Follows ``Studio.shown``. ``changed``: ``view`` is another. ``troubled`` (Item, Fault): it cannot be read."""

    changed = Signal()
    troubled = Signal(object, object)

    def __init__(self, studio: Studio, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._runner = studio, runner
        self._outcomes: OrderedDict[UUID, Outcome] = OrderedDict()
        self._unstored: set[UUID] = set()
        self.view: View | None = None
        studio.shown_changed.connect(self._follow)

    def remember(self, item: Item, outcome: Outcome) -> None:
        """A result of this session: its layers need not be found again."""
        self._outcomes[item.id] = outcome
        if not item.stored:
            self._unstored.add(item.id)
        self._drop()

    def replace(self, item: Item) -> None:
        """A result of this session is stored now; what is on show stays."""
        self._unstored.discard(item.id)
        if self.view is not None and self.view.item.id == item.id:
            self.view = replace(self.view, item=item)
        self._drop()

    def forget(self, item_id: UUID) -> None:
        """The picture is no more."""
        self._unstored.discard(item_id)
        self._outcomes.pop(item_id, None)

    def _drop(self) -> None:
        """Keep the newest ones, and those that are nowhere else."""
        stored = [item_id for item_id in self._outcomes if item_id not in self._unstored]
        for item_id in stored[:-KEPT]:
            del self._outcomes[item_id]

    def looking(self, item: Item) -> Callable[[], View]:
        """What gets a picture ready, on show or not. To be called in the light lane; raises LookroomError."""
        outcome = self._outcomes.get(item.id)
        return partial(read_view, item, self._runner) if outcome is None else partial(_view, item, outcome)

    def _follow(self) -> None:
        item = self._studio.shown
        if item is None:
            self._take(None)
        elif item.id in self._outcomes:
            self._take(_view(item, self._outcomes[item.id]))
        else:
            self._runner.aside(lambda: read_view(item, self._runner), self._arrived,
                               lambda fault: self._failed(item, fault))

    def _arrived(self, view: View) -> None:
        if self._studio.shown is not None and self._studio.shown.id == view.item.id:
            self._take(view)

    def _failed(self, item: Item, fault: Fault) -> None:
        if self._studio.shown is not None and self._studio.shown.id == item.id:
            self._take(None)
        self.troubled.emit(item, fault)

    def _take(self, view: View | None) -> None:
        self.view = view
        self.changed.emit()


def _view(item: Item, outcome: Outcome) -> View:
    found = None if item.findings is None else found_in(item.findings)
    return View(item, outcome.base, outcome.layers, outcome.photo, outcome.label, found)


def read_view(item: Item, runner: Runner) -> View:
    """Read a picture and what it was made from: with its layers, or, where those were not kept, with the difference as
    one. For the light lane. Raises LookroomError."""
    from engine.metadata import source_type_of

    if item.findings is not None:
        return View(item, runner.engine.read(item.path), found=found_in(item.findings))
    kept = _kept_layers(item, runner)
    if kept is not None:
        return kept
    photo = runner.engine.read(item.path)
    if item.kind == "photo" or item.base is None or not item.base.is_file():
        return View(item, photo)
    base = runner.engine.read(item.base)
    layer, label = difference(base, photo), source_type_of(photo) or ""
    return View(item, base, None, photo, label) if layer is None else View(item, base, (layer,), None, label)


def _kept_layers(item: Item, runner: Runner) -> View | None:
    """The result as it was made; None where its layers, its photo or the result itself are not there."""
    from engine.codecs.layers import unpack
    from engine.errors import InvalidImageFormat

    if item.layers is None or item.base is None or not (item.base.is_file() and item.path.is_file()):
        return None
    base = runner.engine.read(item.base)
    try:
        layers, label = unpack(item.layers.read_bytes(), base)
    except (OSError, InvalidImageFormat) as error:
        log.warning("the layers of %s cannot be read (%s): its difference is shown", item.id, type(error).__name__)
        return None
    return View(item, base, layers, None, label)


def difference(base: Photo, photo: Photo) -> Layer | None:
    """The layer that turns ``base`` into ``photo``; None where no layer could (another size, depth or alpha)."""
    import numpy as np

    from engine.photo import Box, Layer

    if base.pixels.shape != photo.pixels.shape or base.pixels.dtype != photo.pixels.dtype:
        return None
    differs = (base.pixels != photo.pixels).any(axis=2)
    if base.pixels.shape[2] == 4 and (base.pixels[..., 3] != photo.pixels[..., 3]).any():
        return None
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not rows.size:
        return None
    box = Box(int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1))
    patch = np.ascontiguousarray(photo.pixels[box.slices][..., :3])
    return Layer(patch, differs[box.slices].astype(np.float32), box, "result")
